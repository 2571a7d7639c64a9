// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RowProduct} from "../src/RowProduct.sol";
import {Expect} from "./Expect.sol";
import {Schoolbook} from "./Schoolbook.sol";

/// @notice Rows times coefficients against the schoolbook, for rows of all widths about a word, and where all is largest.
contract RowProductTest is Expect {
    uint256 private constant GREATEST = Schoolbook.P - 1;

    /// @dev Of a row that stands in calldata between others.
    function sumOf(bytes calldata row, uint256 before, uint256 width, uint256[] calldata coefficients)
        external
        pure
        returns (uint256)
    {
        uint256[] memory list = coefficients;
        uint256 from;
        uint256 end;
        assembly ("memory-safe") {
            from := add(list, 32)
            end := add(row.offset, mul(4, add(before, width)))
        }
        return RowProduct.sumOf(end, width, RowProduct.arrange(from, width));
    }

    function expectSum(uint32[] memory elements, uint256[] memory coefficients) private view {
        // What stands before and behind is no element at all.
        bytes memory row = hex"ffffffffffffffff";
        uint256[4] memory expected;
        for (uint256 i = 0; i < elements.length; i++) {
            row = bytes.concat(row, bytes4(elements[i]));
            uint256[4] memory scalar = [uint256(elements[i]), 0, 0, 0];
            expected = Schoolbook.sum(expected, Schoolbook.product(Schoolbook.unpack(coefficients[i]), scalar));
        }
        row = bytes.concat(row, hex"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
        uint256 actual = this.sumOf(row, 2, elements.length, coefficients);
        expectEqual(actual, Schoolbook.pack(expected), "sum of a row");
    }

    function testFuzz_rows(uint256 seed, uint8 choice) public view {
        uint256 width = 1 + choice % 40;
        uint32[] memory elements = new uint32[](width);
        uint256[] memory coefficients = new uint256[](width);
        for (uint256 i = 0; i < width; i++) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            // One of four is the greatest one.
            elements[i] = uint32(random & 3 == 0 ? GREATEST : (random >> 128) % Schoolbook.P);
            uint256[4] memory lanes;
            for (uint256 k = 0; k < 4; k++) {
                random >>= 2;
                lanes[k] = random & 3 == 0 ? GREATEST : (random >> (31 * k + 31)) % Schoolbook.P;
            }
            coefficients[i] = Schoolbook.pack(lanes);
        }
        expectSum(elements, coefficients);
    }

    function test_rowsOfTheGreatest() public view {
        for (uint256 width = 1; width <= 1040; width += width < 20 ? 1 : 255) {
            uint32[] memory elements = new uint32[](width);
            uint256[] memory coefficients = new uint256[](width);
            for (uint256 i = 0; i < width; i++) {
                elements[i] = uint32(GREATEST);
                coefficients[i] = Schoolbook.pack([GREATEST, GREATEST, GREATEST, GREATEST]);
            }
            expectSum(elements, coefficients);
        }
    }
}
