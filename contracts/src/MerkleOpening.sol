// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "./Fault.sol";
import {Matrix, Tree} from "./Layout.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";
import {Queries, QueryPositions} from "./Queries.sol";
import {Words} from "./Words.sol";

/// @notice Pruned openings: of each matrix the rows at the positions, each once; then the siblings that nothing else gives,
/// level by level from the leaves, in ascending order of positions.
///
/// A leaf is keccak256(rows), a node keccak256(left, right, injected rows), both cut to the digest's bytes, with zeros
/// behind them.
library MerkleOpening {
    using ProofReading for ProofReader;
    using QueryPositions for Queries;

    /// @dev Both children.
    uint256 private constant CHILDREN_BYTES = 64;

    /// @dev What is left of a walk through a tree.
    struct Walk {
        uint256 siblings;
        uint256 digestBytes;
        uint256 mask;
        uint256 count;
    }

    /// @notice Reads the opening of a tree, and checks it against the root; afterwards each matrix knows where its rows are.
    /// @param logDomain the bits of positions; the tree may have less
    /// @param mask the bits of a word that a digest has
    function open(
        ProofReader memory reader,
        Tree memory tree,
        Queries memory queries,
        uint256 logDomain,
        uint256 digestBytes,
        uint256 mask
    ) internal pure returns (Fault) {
        uint256 begin = reader.pointer;
        uint256 end = begin;
        for (uint256 m = 0; m < tree.matrices.length; m++) {
            Matrix memory matrix = tree.matrices[m];
            matrix.rows = end;
            end += queries.countAt(logDomain - matrix.logRows) * matrix.width * ProofReading.ELEMENT_BYTES;
        }
        uint256 levels = logDomain - tree.logRows;
        uint256 siblingBytes = queries.siblings(levels, tree.logRows) * digestBytes;
        if (!reader.has(end - begin + siblingBytes)) {
            return Fault.TRUNCATED;
        }
        reader.pointer = end + siblingBytes;
        if (!ProofReading.areCanonical(begin, end - begin)) {
            return Fault.NOT_CANONICAL;
        }
        Walk memory walk = Walk(end, digestBytes, mask, 0);
        return root(tree, queries, logDomain, walk) == tree.root ? Fault.NONE : tree.fault;
    }

    /// @dev Level by level; where all nodes of several levels have parents of their own, and nothing is injected, path by path.
    function root(Tree memory tree, Queries memory queries, uint256 logDomain, Walk memory walk)
        private
        pure
        returns (bytes32)
    {
        uint256 log = tree.logRows;
        hashLeaves(queries, logDomain - log, walk, rowsAt(tree, log));
        while (log > 0) {
            log--;
            uint256[] memory rows = rowsAt(tree, log);
            if (rows.length > 0) {
                hashInjected(queries.level, queries.digests, walk, rows);
            } else if (queries.countAt(logDomain - log) == walk.count) {
                uint256 levels = 1;
                while (log > 0 && queries.countAt(logDomain - log + 1) == walk.count && !isInjected(tree, log - 1)) {
                    log--;
                    levels++;
                }
                hashPaths(queries.level, queries.digests, walk, levels);
            } else {
                hashLevel(queries.level, queries.digests, walk);
            }
        }
        return bytes32(queries.digests[0]);
    }

    function isInjected(Tree memory tree, uint256 log) private pure returns (bool) {
        Matrix[] memory matrices = tree.matrices;
        for (uint256 m = 0; m < matrices.length; m++) {
            if (matrices[m].logRows == log) {
                return true;
            }
        }
        return false;
    }

    /// @dev For each matrix of one height where its first opened row is, and the bytes of a row.
    function rowsAt(Tree memory tree, uint256 log) private pure returns (uint256[] memory rows) {
        if (!isInjected(tree, log)) {
            return rows;
        }
        Matrix[] memory matrices = tree.matrices;
        rows = new uint256[](2 * matrices.length);
        uint256 length = 0;
        for (uint256 m = 0; m < matrices.length; m++) {
            Matrix memory matrix = matrices[m];
            if (matrix.logRows == log) {
                rows[length] = matrix.rows;
                rows[length + 1] = matrix.width * ProofReading.ELEMENT_BYTES;
                length += 2;
            }
        }
        assembly ("memory-safe") {
            mstore(rows, length)
        }
    }

    /// @dev Copies the next row of each matrix, one behind the other; gives where they end.
    function copyRows(uint256[] memory rows, uint256 out) private pure returns (uint256 end) {
        assembly ("memory-safe") {
            end := out
            let row := add(rows, 32)
            for { let last := add(row, shl(5, mload(rows))) } lt(row, last) { row := add(row, 64) } {
                let from := mload(row)
                let count := mload(add(row, 32))
                calldatacopy(end, from, count)
                mstore(row, add(from, count))
                end := add(end, count)
            }
        }
    }

    function hashLeaves(Queries memory queries, uint256 levels, Walk memory walk, uint256[] memory rows) private pure {
        uint256 mask = walk.mask;
        uint256[] memory positions = queries.positions;
        uint256[] memory level = queries.level;
        uint256[] memory digests = queries.digests;
        uint256 message = freeMemory();
        uint256 count = 0;
        unchecked {
            for (uint256 i = 0; i < positions.length; i++) {
                if (queries.begins(i, levels)) {
                    uint256 end = copyRows(rows, message);
                    uint256 digest;
                    assembly ("memory-safe") {
                        digest := and(keccak256(message, sub(end, message)), mask)
                    }
                    Words.store(level, count, Words.load(positions, i) >> levels);
                    Words.store(digests, count, digest);
                    count++;
                }
            }
        }
        walk.count = count;
    }

    /// @dev Where nothing is allocated yet: a message stands there until it is hashed.
    function freeMemory() private pure returns (uint256 pointer) {
        assembly ("memory-safe") {
            pointer := mload(0x40)
        }
    }

    /// @dev Replaces nodes by those so many levels above them, where no two have the same one, and all siblings stand in the
    /// opening: those of a level one behind the other.
    function hashPaths(uint256[] memory level, uint256[] memory digests, Walk memory walk, uint256 levels)
        private
        pure
    {
        uint256 siblings = walk.siblings;
        uint256 digestBytes = walk.digestBytes;
        uint256 mask = walk.mask;
        uint256 levelBytes = walk.count * digestBytes;
        uint256 allBytes = levels * levelBytes;
        walk.siblings = siblings + allBytes;
        assembly ("memory-safe") {
            let step := sub(digests, level)
            let last := add(siblings, levelBytes)
            for { let pointer := add(level, 32) } lt(siblings, last) { pointer := add(pointer, 32) } {
                let position := mload(pointer)
                mstore(pointer, shr(levels, position))
                // 32 for a node that is the right child.
                position := shl(5, position)
                let digest := mload(add(pointer, step))
                let end := add(siblings, allBytes)
                for { let sibling := siblings } lt(sibling, end) { sibling := add(sibling, levelBytes) } {
                    let side := and(position, 32)
                    mstore(side, digest)
                    mstore(xor(side, 32), and(calldataload(sibling), mask))
                    digest := and(keccak256(0, 64), mask)
                    position := shr(1, position)
                }
                mstore(add(pointer, step), digest)
                siblings := add(siblings, digestBytes)
            }
        }
    }

    /// @dev Replaces nodes by their parents. A parent takes the place of its first child or one before it, which is used up.
    function hashLevel(uint256[] memory level, uint256[] memory digests, Walk memory walk) private pure {
        uint256 siblings = walk.siblings;
        uint256 digestBytes = walk.digestBytes;
        uint256 mask = walk.mask;
        uint256 count = walk.count;
        assembly ("memory-safe") {
            let pointer := add(level, 32)
            let parent := pointer
            // From a position to its digest.
            let step := sub(digests, level)
            // No position is a sibling of this, and it ends the level.
            mstore(add(pointer, shl(5, count)), not(0))
            for { let position := mload(pointer) } not(position) {} {
                let next := mload(add(pointer, 32))
                let digest := add(pointer, step)
                switch xor(next, xor(position, 1))
                case 0 {
                    mstore(add(parent, step), and(keccak256(digest, 64), mask))
                    pointer := add(pointer, 64)
                    next := mload(pointer)
                }
                default {
                    let side := shl(5, and(position, 1))
                    mstore(side, mload(digest))
                    mstore(xor(side, 32), and(calldataload(siblings), mask))
                    mstore(add(parent, step), and(keccak256(0, 64), mask))
                    siblings := add(siblings, digestBytes)
                    pointer := add(pointer, 32)
                }
                mstore(parent, shr(1, position))
                parent := add(parent, 32)
                position := next
            }
            count := shr(5, sub(parent, add(level, 32)))
        }
        walk.siblings = siblings;
        walk.count = count;
    }

    /// @dev The same where rows are injected: parent i has row i of each matrix of this height.
    function hashInjected(uint256[] memory level, uint256[] memory digests, Walk memory walk, uint256[] memory rows)
        private
        pure
    {
        uint256 mask = walk.mask;
        uint256 count = walk.count;
        uint256 message = freeMemory();
        uint256 parents = 0;
        unchecked {
            // No position is a sibling of this.
            Words.store(level, count, type(uint256).max);
            for (uint256 child = 0; child < count; child++) {
                uint256 position = Words.load(level, child);
                uint256 own = Words.load(digests, child);
                uint256 other;
                if (Words.load(level, child + 1) == position ^ 1) {
                    child++;
                    other = Words.load(digests, child);
                } else {
                    uint256 pointer = walk.siblings;
                    assembly ("memory-safe") {
                        other := and(calldataload(pointer), mask)
                    }
                    walk.siblings = pointer + walk.digestBytes;
                }
                uint256 side = (position & 1) << 5;
                assembly ("memory-safe") {
                    mstore(add(message, side), own)
                    mstore(add(message, xor(side, 32)), other)
                }
                uint256 end = copyRows(rows, message + CHILDREN_BYTES);
                assembly ("memory-safe") {
                    own := and(keccak256(message, sub(end, message)), mask)
                }
                Words.store(level, parents, position >> 1);
                Words.store(digests, parents, own);
                parents++;
            }
        }
        walk.count = parents;
    }
}
