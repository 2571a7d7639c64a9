// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {Fault} from "./Fault.sol";
import {Table, VerifyingKey} from "./VerifyingKey.sol";

/// @notice A matrix under a root.
/// @param logRows the power of two that its rows are, those of the blow-up included
/// @param next address of the columns that are opened at the next point too, u16 each
/// @param rows where its opened rows begin in calldata, as soon as its tree is opened
struct Matrix {
    uint256 logRows;
    uint256 width;
    uint256 next;
    uint256 nextCount;
    uint256 rows;
}

/// @notice The matrices under one root; there may be none.
/// @param logRows of the tallest one
/// @param fault what a wrong opening is
struct Tree {
    Matrix[] matrices;
    uint256 logRows;
    bytes32 root;
    Fault fault;
}

/// @notice All that follows from the key and the heights of the tables.
/// @param trees of the fixed columns, the main ones, those of fractions, and the quotient
/// @param width the columns of all matrices together
/// @param nextWidth how many of them are opened at the next point
struct Layout {
    uint256[] logHeights;
    uint256 logHeight;
    uint256 logDomain;
    Tree[4] trees;
    uint256 width;
    uint256 nextWidth;
}

/// @notice Works out layouts.
library Layouts {
    uint256 internal constant FIXED = 0;
    uint256 internal constant MAIN = 1;
    uint256 internal constant FRACTIONS = 2;
    uint256 internal constant QUOTIENT = 3;

    /// @notice The layout of proofs whose tables have given heights, which the key allows.
    function layoutOf(VerifyingKey memory key, uint256[] memory logHeights) internal pure returns (Layout memory shape) {
        shape.logHeights = logHeights;
        for (uint256 t = 0; t < logHeights.length; t++) {
            shape.logHeight = logHeights[t] > shape.logHeight ? logHeights[t] : shape.logHeight;
        }
        shape.logDomain = shape.logHeight + key.logBlowUp;
        shape.trees[FIXED] = tree(key, shape, FIXED, Fault.OPENING_FIXED);
        shape.trees[FIXED].root = key.fixedRoot;
        shape.trees[MAIN] = tree(key, shape, MAIN, Fault.OPENING_MAIN);
        shape.trees[FRACTIONS] = tree(key, shape, FRACTIONS, Fault.OPENING_LOGUP);
        Matrix memory quotient;
        quotient.logRows = shape.logDomain;
        quotient.width = key.quotientParts * Extension.DEGREE;
        shape.trees[QUOTIENT] = single(quotient, Fault.OPENING_QUOTIENT);
        for (uint256 i = 0; i < shape.trees.length; i++) {
            Matrix[] memory matrices = shape.trees[i].matrices;
            for (uint256 m = 0; m < matrices.length; m++) {
                shape.width += matrices[m].width;
                shape.nextWidth += matrices[m].nextCount;
            }
        }
    }

    /// @notice A tree over one matrix.
    function single(Matrix memory matrix, Fault fault) internal pure returns (Tree memory own) {
        own.matrices = new Matrix[](1);
        own.matrices[0] = matrix;
        own.logRows = matrix.logRows;
        own.fault = fault;
    }

    /// @notice Whether there is anything in a tree.
    function exists(Tree memory own) internal pure returns (bool) {
        return own.matrices.length > 0;
    }

    function tree(VerifyingKey memory key, Layout memory shape, uint256 kind, Fault fault)
        private
        pure
        returns (Tree memory own)
    {
        uint256 count = 0;
        for (uint256 t = 0; t < key.tables.length; t++) {
            count += width(key.tables[t], kind) > 0 ? 1 : 0;
        }
        own.matrices = new Matrix[](count);
        own.fault = fault;
        count = 0;
        for (uint256 t = 0; t < key.tables.length; t++) {
            Table memory table = key.tables[t];
            if (width(table, kind) > 0) {
                Matrix memory matrix = own.matrices[count];
                matrix.logRows = shape.logHeights[t] + key.logBlowUp;
                matrix.width = width(table, kind);
                (matrix.next, matrix.nextCount) = next(table, kind);
                own.logRows = matrix.logRows > own.logRows ? matrix.logRows : own.logRows;
                count++;
            }
        }
    }

    function width(Table memory table, uint256 kind) private pure returns (uint256) {
        return kind == FIXED
            ? table.fixedWidth
            : kind == MAIN ? table.mainWidth : table.fractionWidth * Extension.DEGREE;
    }

    /// @dev Of the fractions the last column is opened, the four columns of which are numbered here; all have 16 bits.
    function next(Table memory table, uint256 kind) private pure returns (uint256 pointer, uint256 count) {
        if (kind == FIXED) {
            return (table.fixedNext, table.fixedNextCount);
        }
        if (kind == MAIN) {
            return (table.mainNext, table.mainNextCount);
        }
        uint256 first = (table.fractionWidth - 1) * Extension.DEGREE;
        assembly ("memory-safe") {
            pointer := mload(0x40)
            mstore(0x40, add(pointer, 32))
            mstore(pointer, shl(192, add(mul(first, 0x0001000100010001), 0x0000000100020003)))
        }
        return (pointer, Extension.DEGREE);
    }
}
