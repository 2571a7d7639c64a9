// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {KoalaBear} from "./KoalaBear.sol";
import {LOW_16, LOW_31, LOW_33, RING, THRICE_P, TWO_TO_31} from "./Lanes.sol";
import {Layout, Matrix, Tree} from "./Layout.sol";
import {ProofReading} from "./ProofReader.sol";
import {Queries, QueryPositions} from "./Queries.sol";
import {RowProduct} from "./RowProduct.sol";
import {Verification} from "./Verification.sol";
import {VerifyingKeys} from "./VerifyingKey.sol";
import {Words} from "./Words.sol";

/// @notice Columns joined by coefficients, at the positions that are queried.
/// @param sums for each position that of all columns, lanes below 2^42
/// @param nextSums for each position that of the columns that are read in the next row, the same
/// @param column how many columns were taken
struct JoinedColumns {
    uint256[] sums;
    uint256[] nextSums;
    uint256 column;
}

/// @notice Step 5 at the points of step 7.
library ColumnJoining {
    /// @dev Products of which lanes can be summed up.
    uint256 private constant PRODUCTS_MAX = 1 << 12;

    using QueryPositions for Queries;

    /// @notice Joins the rows of a tree, which is opened, to those before.
    function take(JoinedColumns memory joined, Tree memory tree, Queries memory queries, Verification memory v)
        internal
        pure
    {
        Matrix[] memory matrices = tree.matrices;
        for (uint256 m = 0; m < matrices.length; m++) {
            Matrix memory matrix = matrices[m];
            uint256 coefficients;
            uint256[] memory list = v.coefficients;
            uint256 column = joined.column;
            assembly ("memory-safe") {
                coefficients := add(add(list, 32), shl(5, column))
            }
            joined.column = column + matrix.width;
            uint256 levels = v.shape.logDomain - matrix.logRows;
            takeMatrix(joined.sums, matrix, queries, levels, RowProduct.arrange(coefficients, matrix.width));
            if (matrix.nextCount > 0) {
                takeNext(joined.nextSums, matrix, queries, levels, coefficients);
            }
        }
    }

    /// @dev Rows are the same for all positions that are so many levels higher. What is added is canonical, so is what was
    /// added for other matrices, which are less than 2^10.
    function takeMatrix(
        uint256[] memory sums,
        Matrix memory matrix,
        Queries memory queries,
        uint256 levels,
        uint256 arranged
    ) private pure {
        uint256 row = matrix.rows;
        uint256 width = matrix.width;
        uint256 sum;
        unchecked {
            for (uint256 i = 0; i < sums.length; i++) {
                if (queries.begins(i, levels)) {
                    row += width * ProofReading.ELEMENT_BYTES;
                    sum = RowProduct.sumOf(row, width, arranged);
                }
                Words.store(sums, i, Words.load(sums, i) + sum);
            }
        }
    }

    /// @dev The same for columns that are read in the next row. What is added is loose.
    function takeNext(
        uint256[] memory sums,
        Matrix memory matrix,
        Queries memory queries,
        uint256 levels,
        uint256 coefficients
    ) private pure {
        uint256 row = matrix.rows;
        uint256 bytesPerRow = matrix.width * ProofReading.ELEMENT_BYTES;
        uint256 indices = matrix.next;
        uint256 count = matrix.nextCount;
        uint256 sum;
        unchecked {
            for (uint256 i = 0; i < sums.length; i++) {
                if (queries.begins(i, levels)) {
                    sum = Extension.reduce(nextDot(row, indices, count, coefficients));
                    row += bytesPerRow;
                }
                Words.store(sums, i, Words.load(sums, i) + sum);
            }
        }
    }

    /// @dev The sum of coefficients and elements of columns with given indices, below 2^57.01. Both are canonical: four
    /// products are at most 4 (p - 1)^2 < 2^64 - 2^57.9, so there is room for what was folded before.
    function nextDot(uint256 row, uint256 indices, uint256 count, uint256 coefficients)
        internal
        pure
        returns (uint256 sum)
    {
        assembly ("memory-safe") {
            function product(at, list, index) -> own {
                own := mul(mload(add(list, shl(5, index))), shr(224, calldataload(add(at, shl(2, index)))))
            }

            let end := add(indices, shl(1, count))
            for { let last := sub(end, shl(1, and(count, 3))) } lt(indices, last) { indices := add(indices, 8) } {
                let four := mload(indices)
                let own := product(row, coefficients, shr(240, four))
                own := add(own, product(row, coefficients, and(shr(224, four), 0xffff)))
                own := add(own, product(row, coefficients, and(shr(208, four), 0xffff)))
                own := add(own, product(row, coefficients, and(shr(192, four), 0xffff)))
                sum := add(sum, own)
                sum := add(and(sum, LOW_31), mul(and(shr(31, sum), LOW_33), TWO_TO_31))
            }
            for {} lt(indices, end) { indices := add(indices, 2) } {
                sum := add(sum, product(row, coefficients, shr(240, mload(indices))))
                sum := add(and(sum, LOW_31), mul(and(shr(31, sum), LOW_33), TWO_TO_31))
            }
        }
    }

    /// @notice The value at each position: the sum of all columns less that at the point, over x less the point, and the
    /// same at the next point.
    /// @return values at each position
    /// @return inDomain whether one of the points that are divided by is a position's
    function valuesAt(JoinedColumns memory joined, Queries memory queries, Verification memory v)
        internal
        pure
        returns (uint256[] memory values, bool inDomain)
    {
        uint256 count = queries.positions.length;
        uint256 root = KoalaBear.rootsOfUnity(KoalaBear.ROOT)[v.shape.logHeight];
        uint256 nextPoint = Extension.scale(v.point, root);
        uint256[] memory inverses = new uint256[](2 * count);
        unchecked {
            for (uint256 i = 0; i < count; i++) {
                uint256 x = Words.load(queries.points, i);
                Words.store(inverses, 2 * i, difference(x, v.point));
                Words.store(inverses, 2 * i + 1, difference(x, nextPoint));
            }
        }
        values = new uint256[](count);
        if (!Extension.invertAll(inverses)) {
            return (values, true);
        }
        (uint256 value, uint256 nextValue) = atPoint(v);
        unchecked {
            for (uint256 i = 0; i < count; i++) {
                uint256 here = difference(Words.load(joined.sums, i), value);
                here = Extension.multiply(here, Words.load(inverses, 2 * i));
                uint256 next = difference(Words.load(joined.nextSums, i), nextValue);
                next = Extension.multiply(next, Words.load(inverses, 2 * i + 1));
                Words.store(values, i, Extension.plus(here, Extension.multiply(v.nextCoefficient, next)));
            }
        }
    }

    /// @dev A sum, whose lanes are below 2^42, less something loose. It is below 2^43, and not negative, before it is reduced.
    function difference(uint256 sum, uint256 loose) private pure returns (uint256) {
        unchecked {
            return Extension.reduce(sum + (THRICE_P - loose));
        }
    }

    /// @dev What all columns join to at the point, and those that are read in the next row at the next one.
    function atPoint(Verification memory v) private pure returns (uint256 value, uint256 nextValue) {
        uint256 column = 0;
        uint256 nextColumn = 0;
        for (uint256 i = 0; i < v.shape.trees.length; i++) {
            Matrix[] memory matrices = v.shape.trees[i].matrices;
            for (uint256 m = 0; m < matrices.length; m++) {
                Matrix memory matrix = matrices[m];
                for (uint256 j = 0; j < matrix.nextCount; j++) {
                    uint256 coefficient = v.coefficients[column + VerifyingKeys.u16(matrix.next + 2 * j)];
                    nextValue = Extension.plus(nextValue, Extension.multiply(coefficient, v.nextValues[nextColumn]));
                    nextColumn++;
                }
                column += matrix.width;
            }
        }
        require(column == v.coefficients.length && column == v.values.length);
        value = dotOfElements(v.coefficients, v.values);
    }

    /// @dev The sum of products of elements of two lists of one length. They are multiplied as in Extension.multiply, but what
    /// is there to be folded and reduced is summed up first: lanes below 2^51.4 of at most 2^12 products are below 2^63.4.
    function dotOfElements(uint256[] memory list, uint256[] memory others) private pure returns (uint256 sum) {
        uint256 count = list.length;
        uint256 pointer;
        uint256 other;
        assembly ("memory-safe") {
            pointer := add(list, 32)
            other := add(others, 32)
        }
        while (count > 0) {
            uint256 stretch = count < PRODUCTS_MAX ? count : PRODUCTS_MAX;
            count -= stretch;
            uint256 low = 0;
            uint256 high = 0;
            assembly ("memory-safe") {
                for {} stretch { stretch := sub(stretch, 1) } {
                    let a := mload(pointer)
                    let b := mload(other)
                    low := add(low, mulmod(and(a, LOW_16), b, RING))
                    high := add(high, mulmod(and(shr(16, a), LOW_16), b, RING))
                    pointer := add(pointer, 32)
                    other := add(other, 32)
                }
            }
            sum = Extension.plus(sum, Extension.reduce(Extension.fold(low)));
            sum = Extension.plus(sum, Extension.scale(Extension.reduce(Extension.fold(high)), 1 << 16));
        }
    }
}
