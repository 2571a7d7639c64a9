// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KoalaBear} from "./KoalaBear.sol";
import {
    ABOVE_P,
    HIGHER_LANES,
    LOW_16,
    LOW_31,
    LOW_33,
    LOW_35,
    ONES,
    P,
    RECIPROCAL,
    RING,
    THRICE,
    THRICE_P,
    TWO_TO_31
} from "./Lanes.sol";
import {Words} from "./Words.sol";

/// @notice The extension of KoalaBear of degree 4, X^4 = 3.
///
/// An element is a word of four lanes of 64 bits, the coefficient of X^0 in the lowest one. A lane is a number that is
/// the coefficient modulo p, and it is *loose*: anything below 2^32. Functions take loose elements, and give such,
/// unless they say otherwise. So an element of KoalaBear is one of the extension as it is, sums and products are
/// those of whole words as long as no lane reaches 2^64, and the bounds that show that stand beside each.
library Extension {
    /// @notice Coefficients of an element.
    uint256 internal constant DEGREE = 4;

    /// @notice The bytes that an element has in a proof.
    uint256 internal constant BYTES = 16;

    uint256 private constant LANE = 0xffffffffffffffff;

    /// @notice Lanes of any size below 2^57.01, congruent to lanes of 64 bits.
    /// @dev x = high 2^31 + low becomes low + high (2^24 - 1): below 2^31 + 2^33 2^24. Of x below 2^35 it is loose:
    /// below 2^31 + 2^4 2^24.
    function fold(uint256 lanes) internal pure returns (uint256 folded) {
        assembly ("memory-safe") {
            folded := add(and(lanes, LOW_31), mul(and(shr(31, lanes), LOW_33), TWO_TO_31))
        }
    }

    /// @notice A loose element, congruent to lanes below 2^61.
    /// @dev Barrett: of x = high 2^29 + low the quotient is high RECIPROCAL / 2^33, rounded down, where high is below 2^32
    /// and high RECIPROCAL below 2^63.02. It is at most x / p, and misses it by less than 1 (rounding) + 2^29 / p (low)
    /// + 2^32 / 2^33 (RECIPROCAL), together 1.76: what remains is below 1.76 p < 2^32.
    function reduce(uint256 lanes) internal pure returns (uint256 reduced) {
        assembly ("memory-safe") {
            let quotient := and(shr(33, mul(and(shr(29, lanes), LOW_35), RECIPROCAL)), LOW_31)
            reduced := sub(lanes, mul(quotient, P))
        }
    }

    /// @notice a + b.
    /// @dev Below 2^33, then folded.
    function plus(uint256 a, uint256 b) internal pure returns (uint256 sum) {
        assembly ("memory-safe") {
            sum := add(a, b)
            sum := add(and(sum, LOW_31), mul(and(shr(31, sum), LOW_33), TWO_TO_31))
        }
    }

    /// @notice a - b.
    /// @dev From 3 p - 2^32, which is positive, to 2^32 + 3 p < 2^34, then folded.
    function minus(uint256 a, uint256 b) internal pure returns (uint256 difference) {
        assembly ("memory-safe") {
            difference := sub(add(a, THRICE_P), b)
            difference := add(and(difference, LOW_31), mul(and(shr(31, difference), LOW_33), TWO_TO_31))
        }
    }

    /// @notice a times an element of KoalaBear, which may be loose, too.
    /// @dev Below 2^64 before it is folded, below 2^57.01 behind that, then reduced.
    function scale(uint256 a, uint256 base) internal pure returns (uint256 product) {
        assembly ("memory-safe") {
            product := mul(a, base)
            product := add(and(product, LOW_31), mul(and(shr(31, product), LOW_33), TWO_TO_31))
            product := sub(product, mul(and(shr(33, mul(and(shr(29, product), LOW_35), RECIPROCAL)), LOW_31), P))
        }
    }

    /// @notice a b.
    /// @dev a is cut into halves of 16 bits. A product with one of them modulo RING is the product of polynomials modulo
    /// X^4 - 3: a lane sums up at most 1 + 3 3 products, each below 2^16 2^32, so it is below 2^51.4, and all four are
    /// below RING. The higher product, folded, is below 2^20.4 2^24 + 2^31 < 2^44.42, 2^16 times that below 2^60.42, and
    /// the sum of both below 2^60.5, then reduced.
    function multiply(uint256 a, uint256 b) internal pure returns (uint256 product) {
        assembly ("memory-safe") {
            let high := mulmod(and(shr(16, a), LOW_16), b, RING)
            product := add(
                mulmod(and(a, LOW_16), b, RING),
                shl(16, add(and(high, LOW_31), mul(and(shr(31, high), LOW_33), TWO_TO_31)))
            )
            product := sub(product, mul(and(shr(33, mul(and(shr(29, product), LOW_35), RECIPROCAL)), LOW_31), P))
        }
    }

    /// @notice The element with four elements as coefficients, each an element of the extension itself: the sum of X^k times
    /// that at place k, from an index of a list on.
    /// @dev Times X moves lanes up, and the highest one comes back three times. No lane gets beyond (1 + 3 3) 2^32, so folded
    /// it is at most 2^31 + 20 2^24 < 2^32.
    function compose(uint256[] memory list, uint256 index) internal pure returns (uint256 sum) {
        unchecked {
            sum = Words.load(list, index + DEGREE - 1);
            for (uint256 k = DEGREE - 1; k > 0; k--) {
                sum = ((sum << 64) | ((sum >> 192) * 3)) + Words.load(list, index + k - 1);
            }
            return fold(sum);
        }
    }

    /// @notice The element with canonical lanes.
    function canonical(uint256 a) internal pure returns (uint256) {
        return (a & LANE) % P | (((a >> 64) & LANE) % P) << 64 | (((a >> 128) & LANE) % P) << 128
            | ((a >> 192) % P) << 192;
    }

    /// @notice Whether a = b.
    /// @dev A difference is folded from below 2^34: at most 2^31 + 2^3 2^24 < 2 p. So it is 0 modulo p only if each lane is 0 or
    /// p, and what is at least p in a lane sets bit 32 if 2^32 - p is added.
    function areEqual(uint256 a, uint256 b) internal pure returns (bool equal) {
        uint256 difference = minus(a, b);
        assembly ("memory-safe") {
            let carries := and(shr(32, add(difference, ABOVE_P)), ONES)
            equal := eq(difference, mul(carries, P))
        }
    }

    /// @notice 1 / a, and 0 if a is 0.
    /// @dev With Y = X^2, a is A + B X over the field with Y^2 = 3, and (A + B X)(A - B X) = A^2 - Y B^2 is in that field;
    /// the same once more leads to KoalaBear.
    function inverse(uint256 a) internal pure returns (uint256) {
        unchecked {
            a = canonical(a);
            uint256 a0 = a & LANE;
            uint256 a1 = (a >> 64) & LANE;
            uint256 a2 = (a >> 128) & LANE;
            uint256 a3 = a >> 192;
            // A^2 - Y B^2 with A = a0 + a2 Y and B = a1 + a3 Y; all products are below 2^62, and 6 p^2 below 2^65.
            uint256 norm0 = (a0 * a0 + 3 * a2 * a2 + 6 * (P * P - a1 * a3)) % P;
            uint256 norm1 = (2 * a0 * a2 + 4 * P * P - a1 * a1 - 3 * a3 * a3) % P;
            uint256 norm = KoalaBear.inverse((norm0 * norm0 + 3 * (P * P - norm1 * norm1)) % P);
            uint256 n0 = norm0 * norm % P;
            uint256 n1 = P - norm1 * norm % P;
            // (A - B X)(n0 + n1 Y).
            return (a0 * n0 + 3 * a2 * n1) % P | (2 * P - (a1 * n0 + 3 * a3 * n1) % P) % P << 64
                | (a0 * n1 + a2 * n0) % P << 128 | (2 * P - (a1 * n1 + a3 * n0) % P) % P << 192;
        }
    }

    /// @notice Replaces elements by their inverses, with one inversion for all (Montgomery's trick).
    /// @return whether none of them is 0; otherwise they are nothing to rely on
    function invertAll(uint256[] memory elements) internal pure returns (bool) {
        unchecked {
            uint256[] memory before = new uint256[](elements.length);
            uint256 product = 1;
            for (uint256 i = 0; i < elements.length; i++) {
                Words.store(before, i, product);
                product = multiply(product, Words.load(elements, i));
            }
            product = inverse(product);
            if (product == 0) {
                return elements.length == 0;
            }
            for (uint256 i = elements.length; i > 0; i--) {
                uint256 own = multiply(product, Words.load(before, i - 1));
                product = multiply(product, Words.load(elements, i - 1));
                Words.store(elements, i - 1, own);
            }
            return true;
        }
    }

    /// @notice The element that stands somewhere in calldata: four canonical numbers of 32 bits, that of X^0 first.
    /// @dev The others, in 96 bits, are repeated every 96 bits: so each stands in its lane once.
    function read(uint256 pointer) internal pure returns (uint256 element) {
        assembly ("memory-safe") {
            let word := calldataload(pointer)
            element := or(shr(224, word), and(mul(shr(160, shl(32, word)), THRICE), HIGHER_LANES))
        }
    }

    /// @notice Reads a number of elements, one behind the other, to consecutive words of memory that is allocated.
    function readAll(uint256 pointer, uint256 out, uint256 count) internal pure {
        assembly ("memory-safe") {
            for { let end := add(out, shl(5, count)) } lt(out, end) { out := add(out, 32) } {
                let word := calldataload(pointer)
                // As in read.
                mstore(out, or(shr(224, word), and(mul(shr(160, shl(32, word)), THRICE), HIGHER_LANES)))
                pointer := add(pointer, 16)
            }
        }
    }
}
