// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "../src/Extension.sol";
import {ColumnJoining} from "../src/JoinedColumns.sol";
import {Expect} from "./Expect.sol";
import {Schoolbook} from "./Schoolbook.sol";

/// @notice Columns with given indices, joined, against the schoolbook, and where all is largest.
contract JoinedColumnsTest is Expect {
    uint256 private constant GREATEST = Schoolbook.P - 1;

    function dot(bytes calldata row, bytes memory indices, uint256[] memory coefficients) external pure returns (uint256) {
        uint256 pointer;
        uint256 index;
        uint256 from;
        assembly ("memory-safe") {
            pointer := row.offset
            index := add(indices, 32)
            from := add(coefficients, 32)
        }
        return ColumnJoining.nextDot(pointer, index, indices.length / 2, from);
    }

    function testFuzz_columns(uint256 seed, uint8 choice) public view {
        uint256 width = 1 + choice % 30;
        bytes memory row;
        bytes memory indices;
        uint256[] memory coefficients = new uint256[](width);
        uint256[4] memory expected;
        for (uint256 i = 0; i < width; i++) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            bool greatest = random & 1 == 0 || seed & 1 == 0;
            uint256 element = greatest ? GREATEST : (random >> 64) % Schoolbook.P;
            row = bytes.concat(row, bytes4(uint32(element)));
            uint256 lane = greatest ? GREATEST : (random >> 128) % Schoolbook.P;
            coefficients[i] = Schoolbook.pack([lane, GREATEST, lane, GREATEST]);
            if (random & 6 != 0) {
                indices = bytes.concat(indices, bytes2(uint16(i)));
                uint256[4] memory scalar = [element, 0, 0, 0];
                expected = Schoolbook.sum(expected, Schoolbook.product(Schoolbook.unpack(coefficients[i]), scalar));
            }
        }
        uint256 sum = Extension.canonical(Extension.reduce(this.dot(row, indices, coefficients)));
        expectEqual(sum, Schoolbook.pack(expected), "columns");
    }
}
