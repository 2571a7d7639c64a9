// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "../src/Extension.sol";
import {KoalaBear} from "../src/KoalaBear.sol";
import {Expect} from "./Expect.sol";
import {Schoolbook} from "./Schoolbook.sol";

/// @notice The arithmetic of lanes against the schoolbook, for all that is loose, and where it is largest.
contract ExtensionTest is Expect {
    uint256 private constant LOOSE = 0x00000000_ffffffff_00000000_ffffffff_00000000_ffffffff_00000000_ffffffff;
    uint256 private constant BELOW_2_61 = 0x1fffffff_ffffffff_1fffffff_ffffffff_1fffffff_ffffffff_1fffffff_ffffffff;

    function expectElement(uint256 actual, uint256[4] memory expected, string memory what) private pure {
        expectLess(actual & ~LOOSE, 1, string.concat(what, ": not loose"));
        expectEqual(Extension.canonical(actual), Schoolbook.pack(expected), what);
    }

    function check(uint256 a, uint256 b) private pure {
        uint256[4] memory x = Schoolbook.unpack(a);
        uint256[4] memory y = Schoolbook.unpack(b);
        expectElement(Extension.multiply(a, b), Schoolbook.product(x, y), "product");
        expectElement(Extension.plus(a, b), Schoolbook.sum(x, y), "sum");
        expectElement(Extension.minus(a, b), Schoolbook.difference(x, y), "difference");
        uint256 base = b & 0xffffffff;
        uint256[4] memory z = [base % Schoolbook.P, uint256(0), 0, 0];
        expectElement(Extension.scale(a, base), Schoolbook.product(x, z), "product with an element of KoalaBear");
        bool same = Schoolbook.pack(x) == Schoolbook.pack(y);
        expectEqual(Extension.areEqual(a, b) ? 1 : 0, same ? 1 : 0, "equality");
    }

    function testFuzz_operations(uint256 a, uint256 b) public pure {
        check(a & LOOSE, b & LOOSE);
    }

    /// @dev Each lane is one of the numbers where something could change.
    function testFuzz_operationsAtBounds(uint256 choice) public pure {
        uint256[8] memory bounds = [
            uint256(0), 1, Schoolbook.P - 1, Schoolbook.P, Schoolbook.P + 1, 2 * Schoolbook.P, 0xffffffff, 0xffff0000
        ];
        uint256 a = 0;
        uint256 b = 0;
        for (uint256 i = 0; i < 4; i++) {
            a |= bounds[(choice >> (6 * i)) & 7] << (64 * i);
            b |= bounds[(choice >> (6 * i + 3)) & 7] << (64 * i);
        }
        check(a, b);
    }

    function test_operationsOnTheGreatest() public pure {
        check(LOOSE, LOOSE);
        check(LOOSE, 0);
        check(0, LOOSE);
    }

    function testFuzz_reductions(uint256 lanes) public pure {
        expectElement(Extension.reduce(lanes & BELOW_2_61), Schoolbook.unpack(lanes & BELOW_2_61), "reduce");
        expectElement(Extension.reduce(Extension.fold(lanes)), Schoolbook.unpack(lanes), "fold and reduce");
    }

    function test_reductionsOfTheGreatest() public pure {
        testFuzz_reductions(type(uint256).max);
        testFuzz_reductions(BELOW_2_61);
    }

    function testFuzz_inverse(uint256 a) public pure {
        a &= LOOSE;
        uint256 inverse = Extension.inverse(a);
        if (Extension.canonical(a) == 0) {
            expectEqual(inverse, 0, "inverse of 0");
        } else {
            expectEqual(Extension.canonical(Extension.multiply(a, inverse)), 1, "a / a");
        }
    }

    function testFuzz_inversesOfMany(uint256[] memory elements, uint256 zero) public pure {
        uint256[] memory inverses = new uint256[](elements.length);
        bool hasZero = false;
        for (uint256 i = 0; i < elements.length; i++) {
            elements[i] &= LOOSE;
            if (zero & 3 == 0 && i == (zero >> 2) % elements.length) {
                elements[i] = Schoolbook.P << 64;
            }
            hasZero = hasZero || Extension.canonical(elements[i]) == 0;
            inverses[i] = elements[i];
        }
        expectEqual(Extension.invertAll(inverses) ? 1 : 0, hasZero ? 0 : 1, "no zero");
        for (uint256 i = 0; !hasZero && i < elements.length; i++) {
            expectEqual(Extension.canonical(Extension.multiply(elements[i], inverses[i])), 1, "a / a");
        }
    }

    function testFuzz_composition(uint256[4] memory elements) public pure {
        uint256[] memory list = new uint256[](4);
        uint256[4] memory expected;
        for (uint256 k = 0; k < 4; k++) {
            list[k] = elements[k] & LOOSE;
            uint256[4] memory power;
            power[k] = 1;
            expected = Schoolbook.sum(expected, Schoolbook.product(Schoolbook.unpack(list[k]), power));
        }
        expectElement(Extension.compose(list, 0), expected, "composition");
        for (uint256 k = 0; k < 4; k++) {
            list[k] = LOOSE;
        }
        expectLess(Extension.compose(list, 0) & ~LOOSE, 1, "not loose");
    }

    /// @dev Elements in calldata, one behind the other, and something behind them.
    function read(bytes calldata encoded, uint256 count) external pure returns (uint256 first, uint256[] memory list) {
        uint256 pointer;
        list = new uint256[](count + 1);
        list[count] = count;
        uint256 out;
        assembly ("memory-safe") {
            pointer := encoded.offset
            out := add(list, 32)
        }
        Extension.readAll(pointer, out, count);
        first = Extension.read(pointer);
    }

    function testFuzz_reading(uint256[4][] memory elements, bool greatest) public view {
        bytes memory encoded;
        for (uint256 i = 0; i < elements.length; i++) {
            for (uint256 k = 0; k < 4; k++) {
                elements[i][k] = greatest ? Schoolbook.P - 1 : elements[i][k] % Schoolbook.P;
                encoded = bytes.concat(encoded, bytes4(uint32(elements[i][k])));
            }
        }
        bytes memory behind = hex"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
        (uint256 first, uint256[] memory list) = this.read(bytes.concat(encoded, behind), elements.length);
        for (uint256 i = 0; i < elements.length; i++) {
            expectEqual(list[i], Schoolbook.pack(elements[i]), "element");
        }
        expectEqual(list[elements.length], elements.length, "behind the last one");
        if (elements.length > 0) {
            expectEqual(first, list[0], "first element");
        }
    }

    function test_rootsOfUnity() public pure {
        uint256 p = Schoolbook.P;
        expectEqual(KoalaBear.MODULUS, p, "p");
        expectEqual(KoalaBear.ROOT, KoalaBear.power(3, (p - 1) >> 24), "root");
        expectEqual(mulmod(KoalaBear.ROOT, KoalaBear.ROOT_INVERSE, p), 1, "inverse root");
        expectEqual(mulmod(KoalaBear.HALF, 2, p), 1, "half");
        uint256[] memory roots = KoalaBear.rootsOfUnity(KoalaBear.ROOT);
        expectEqual(roots[0], 1, "root of order 1");
        expectEqual(roots[1], p - 1, "root of order 2");
        for (uint256 k = 0; k <= 24; k++) {
            expectEqual(roots[k], KoalaBear.power(3, (p - 1) >> k), "root of order 2^k");
            // A point of a domain, squared, is one of that of half the height.
            uint256 shift = KoalaBear.shift(k);
            expectEqual(k == 0 ? 3 : mulmod(shift, shift, p), k == 0 ? 3 : KoalaBear.shift(k - 1), "shift");
        }
    }
}
