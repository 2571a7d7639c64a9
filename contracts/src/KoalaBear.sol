// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Words} from "./Words.sol";

/// @notice The prime field of KoalaBear: numbers from 0 to p - 1, one in a word.
library KoalaBear {
    /// @notice p = 2^31 - 2^24 + 1.
    uint256 internal constant MODULUS = 0x7f000001;

    /// @notice 2 to this power divides p - 1, and no higher one.
    uint256 internal constant TWO_ADICITY = 24;

    /// @notice All elements but 0 are powers of it.
    uint256 internal constant GENERATOR = 3;

    /// @notice 1 / 2.
    uint256 internal constant HALF = 0x3f800001;

    /// @notice GENERATOR to the power (p - 1) / 2^24: a root of unity of order 2^24.
    uint256 internal constant ROOT = 0x6ac49f88;

    /// @notice 1 / ROOT.
    uint256 internal constant ROOT_INVERSE = 0x6b1073c7;

    /// @notice a^exponent, and 1 if the exponent is 0.
    function power(uint256 a, uint256 exponent) internal pure returns (uint256 result) {
        result = 1;
        while (exponent != 0) {
            if (exponent & 1 != 0) {
                result = mulmod(result, a, MODULUS);
            }
            a = mulmod(a, a, MODULUS);
            exponent >>= 1;
        }
    }

    /// @notice 1 / a, and 0 if a is 0.
    function inverse(uint256 a) internal pure returns (uint256) {
        return power(a, MODULUS - 2);
    }

    /// @notice 1 over each element, none of which is 0, with one inversion for all (Montgomery's trick).
    function inverses(uint256[] memory elements) internal pure returns (uint256[] memory list) {
        list = new uint256[](elements.length);
        uint256 product = 1;
        unchecked {
            for (uint256 i = 0; i < elements.length; i++) {
                Words.store(list, i, product);
                product = mulmod(product, Words.load(elements, i), MODULUS);
            }
            product = inverse(product);
            for (uint256 i = elements.length; i > 0; i--) {
                Words.store(list, i - 1, mulmod(Words.load(list, i - 1), product, MODULUS));
                product = mulmod(product, Words.load(elements, i - 1), MODULUS);
            }
        }
    }

    /// @notice The powers of a root of unity whose number is a power of two: the one at place k has order 2^k.
    /// @param root of order 2^TWO_ADICITY
    function rootsOfUnity(uint256 root) internal pure returns (uint256[] memory roots) {
        roots = new uint256[](TWO_ADICITY + 1);
        unchecked {
            for (uint256 k = TWO_ADICITY + 1; k > 0; k--) {
                Words.store(roots, k - 1, root);
                root = mulmod(root, root, MODULUS);
            }
        }
    }

    /// @notice Point 0 of the domain of 2^logPoints points: GENERATOR to the power 2^24 / points.
    function shift(uint256 logPoints) internal pure returns (uint256) {
        return power(GENERATOR, 1 << (TWO_ADICITY - logPoints));
    }
}
