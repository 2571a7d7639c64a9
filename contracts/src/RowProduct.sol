// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EVEN_LANES, HIGH_HALF, LOW_32, LOW_HALF, P} from "./Lanes.sol";

/// @notice Rows of elements of KoalaBear times coefficients of the extension, eight columns at once.
///
/// A word of calldata has eight columns: those at even places are four lanes of 64 bits, once the others are masked, and so
/// are those at odd places. Lanes (r_0, r_1, r_2, r_3), the highest one first, times lanes (c_3, c_2, c_1, c_0) have the sum of
/// r_j c_j as their highest lane, modulo 2^256. So there is a word of coefficients for each of the four coordinates, and nothing
/// to be reduced before the end of the row.
library RowProduct {
    /// @notice Arranges coefficients for `sumOf`, behind all that is allocated, where they stand until more is.
    /// @param from address of the coefficients of a row, one for each column, canonical
    /// @return arranged address of eight words for each word of a row: four coordinates of the columns at even places, then those
    /// of the others. Rows end where a word ends; before the first column the coefficients are 0.
    function arrange(uint256 from, uint256 width) internal pure returns (uint256 arranged) {
        assembly ("memory-safe") {
            arranged := mload(0x40)
            let end := add(arranged, and(add(shl(5, width), 0xff), not(0xff)))
            let first := sub(end, shl(5, width))
            calldatacopy(arranged, calldatasize(), sub(first, arranged))
            mcopy(first, from, shl(5, width))
            for { let out := arranged } lt(out, end) { out := add(out, 256) } {
                // Those at odd places are read before the first turn overwrites them.
                let odd0 := mload(add(out, 32))
                let odd1 := mload(add(out, 96))
                let odd2 := mload(add(out, 160))
                let odd3 := mload(add(out, 224))
                turn(out, mload(out), mload(add(out, 64)), mload(add(out, 128)), mload(add(out, 192)))
                turn(add(out, 128), odd0, odd1, odd2, odd3)
            }

            // Writes word k with lane k of each of four elements, the first one lowest: pairs of lanes, then pairs of halves.
            function turn(to, a, b, c, d) {
                let even := or(and(a, EVEN_LANES), shl(64, and(b, EVEN_LANES)))
                let evenAbove := or(and(c, EVEN_LANES), shl(64, and(d, EVEN_LANES)))
                mstore(to, or(and(even, LOW_HALF), shl(128, evenAbove)))
                mstore(add(to, 64), or(shr(128, even), and(evenAbove, HIGH_HALF)))
                let odd := or(and(shr(64, a), EVEN_LANES), and(b, not(EVEN_LANES)))
                let oddAbove := or(and(shr(64, c), EVEN_LANES), and(d, not(EVEN_LANES)))
                mstore(add(to, 32), or(and(odd, LOW_HALF), shl(128, oddAbove)))
                mstore(add(to, 96), or(shr(128, odd), and(oddAbove, HIGH_HALF)))
            }
        }
    }

    /// @notice The sum of the columns of a row times their coefficients, canonical.
    /// @param end where the row ends in calldata, at least 32 bytes behind the begin of that; its elements are canonical
    /// @param arranged what `arrange` made of the coefficients
    /// @dev A lane of a product sums up at most four products of canonical numbers, 4 (p - 1)^2 < 2^64, so none reaches the
    /// next one. The highest ones are added up in a word of their own.
    function sumOf(uint256 end, uint256 width, uint256 arranged) internal pure returns (uint256 sum) {
        assembly ("memory-safe") {
            let words := shr(3, add(width, 7))
            let pointer := sub(end, shl(5, words))
            // What stands before the row is none of it.
            let word := and(calldataload(pointer), shr(shl(5, sub(shl(3, words), width)), not(0)))
            let sum1 := 0
            let sum2 := 0
            let sum3 := 0
            // The first word alone, if their number is odd, then two at once.
            if and(words, 1) {
                let odd := and(word, LOW_32)
                let even := and(shr(32, word), LOW_32)
                sum := add(shr(192, mul(even, mload(arranged))), shr(192, mul(odd, mload(add(arranged, 128)))))
                sum1 := add(shr(192, mul(even, mload(add(arranged, 32)))), shr(192, mul(odd, mload(add(arranged, 160)))))
                sum2 := add(shr(192, mul(even, mload(add(arranged, 64)))), shr(192, mul(odd, mload(add(arranged, 192)))))
                sum3 := add(shr(192, mul(even, mload(add(arranged, 96)))), shr(192, mul(odd, mload(add(arranged, 224)))))
                arranged := add(arranged, 256)
                pointer := add(pointer, 32)
                word := calldataload(pointer)
            }
            for {} lt(pointer, end) {} {
                let odd := and(word, LOW_32)
                let even := and(shr(32, word), LOW_32)
                sum := add(sum, shr(192, mul(even, mload(arranged))))
                sum := add(sum, shr(192, mul(odd, mload(add(arranged, 128)))))
                sum1 := add(sum1, shr(192, mul(even, mload(add(arranged, 32)))))
                sum1 := add(sum1, shr(192, mul(odd, mload(add(arranged, 160)))))
                sum2 := add(sum2, shr(192, mul(even, mload(add(arranged, 64)))))
                sum2 := add(sum2, shr(192, mul(odd, mload(add(arranged, 192)))))
                sum3 := add(sum3, shr(192, mul(even, mload(add(arranged, 96)))))
                sum3 := add(sum3, shr(192, mul(odd, mload(add(arranged, 224)))))
                word := calldataload(add(pointer, 32))
                odd := and(word, LOW_32)
                even := and(shr(32, word), LOW_32)
                sum := add(sum, shr(192, mul(even, mload(add(arranged, 256)))))
                sum := add(sum, shr(192, mul(odd, mload(add(arranged, 384)))))
                sum1 := add(sum1, shr(192, mul(even, mload(add(arranged, 288)))))
                sum1 := add(sum1, shr(192, mul(odd, mload(add(arranged, 416)))))
                sum2 := add(sum2, shr(192, mul(even, mload(add(arranged, 320)))))
                sum2 := add(sum2, shr(192, mul(odd, mload(add(arranged, 448)))))
                sum3 := add(sum3, shr(192, mul(even, mload(add(arranged, 352)))))
                sum3 := add(sum3, shr(192, mul(odd, mload(add(arranged, 480)))))
                arranged := add(arranged, 512)
                pointer := add(pointer, 64)
                word := calldataload(pointer)
            }
            sum :=
                or(or(mod(sum, P), shl(64, mod(sum1, P))), or(shl(128, mod(sum2, P)), shl(192, mod(sum3, P))))
        }
    }
}
