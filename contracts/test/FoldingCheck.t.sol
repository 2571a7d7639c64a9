// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "../src/Extension.sol";
import {FoldingCheck} from "../src/FoldingCheck.sol";
import {Expect} from "./Expect.sol";
import {Schoolbook} from "./Schoolbook.sol";

/// @notice Rows that are folded, against the schoolbook, for all that is reduced, and where it is largest.
contract FoldingCheckTest is Expect {
    uint256 private constant P = Schoolbook.P;
    uint256 private constant LOOSE = 0x00000000_ffffffff_00000000_ffffffff_00000000_ffffffff_00000000_ffffffff;

    /// @dev 1.76 p, rounded down.
    uint256 private constant REDUCED_MAX = 3_750_043_322;

    function scalar(uint256 number) private pure returns (uint256[4] memory) {
        return [number % P, uint256(0), 0, 0];
    }

    /// @param challenges one for each halving; the roots are left out, so each is that of all values
    function expectFolded(uint256[] memory values, uint256[] memory challenges, uint256 inverse) private pure {
        uint256[4][] memory expected = new uint256[4][](values.length);
        for (uint256 i = 0; i < values.length; i++) {
            expected[i] = Schoolbook.unpack(values[i]);
        }
        uint256[] memory factors = new uint256[](2 * (values.length - 1));
        uint256 index = 0;
        uint256 own = inverse;
        uint256 half = values.length / 2;
        for (uint256 i = 0; i < challenges.length; i++) {
            for (uint256 j = 0; j < half; j++) {
                factors[index] = challenges[i];
                factors[index + 1] = Extension.scale(challenges[i], 1 << 16);
                index += 2;
                uint256[4] memory odd = Schoolbook.difference(expected[j], expected[j + half]);
                odd = Schoolbook.product(Schoolbook.product(odd, scalar(own)), Schoolbook.unpack(challenges[i]));
                expected[j] = Schoolbook.sum(Schoolbook.sum(expected[j], expected[j + half]), odd);
            }
            own = mulmod(own, own, P);
            half /= 2;
        }
        FoldingCheck.halve(values, factors, inverse);
        expectLess(values[0] & ~LOOSE, 1, "not loose");
        expectEqual(Extension.canonical(values[0]), Schoolbook.pack(expected[0]), "folded");
    }

    /// @dev Four bits choose a lane: the greatest, 0, or one by chance.
    function lanes(uint256 random, uint256 greatest) private pure returns (uint256 element) {
        for (uint256 i = 0; i < 4; i++) {
            uint256 choice = (random >> (4 * i)) & 3;
            uint256 lane = choice == 0 ? greatest : choice == 1 ? 0 : (random >> (32 + 32 * i)) % (greatest + 1);
            element |= lane << (64 * i);
        }
    }

    function testFuzz_foldings(uint256 seed, uint8 choice) public pure {
        uint256 log = 1 + choice % 3;
        uint256[] memory values = new uint256[](1 << log);
        uint256[] memory challenges = new uint256[](log);
        for (uint256 i = 0; i < values.length; i++) {
            values[i] = lanes(uint256(keccak256(abi.encode(seed, i))), REDUCED_MAX);
        }
        for (uint256 i = 0; i < log; i++) {
            challenges[i] = lanes(uint256(keccak256(abi.encode(seed, i, "challenge"))), 0xffffffff);
        }
        expectFolded(values, challenges, seed & 3 == 0 ? P - 1 : 1 + seed % (P - 1));
    }

    function test_foldingsOfTheGreatest() public pure {
        uint256 greatest = lanes(0, REDUCED_MAX);
        for (uint256 zeros = 0; zeros < 256; zeros++) {
            uint256[] memory values = new uint256[](8);
            for (uint256 i = 0; i < 8; i++) {
                values[i] = (zeros >> i) & 1 == 0 ? greatest : 0;
            }
            uint256[] memory challenges = new uint256[](3);
            challenges[0] = LOOSE;
            challenges[1] = LOOSE;
            challenges[2] = LOOSE;
            expectFolded(values, challenges, P - 1);
        }
    }
}
