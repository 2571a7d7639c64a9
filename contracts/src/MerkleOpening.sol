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
        return root(tree, queries, levels, walk) == tree.root ? Fault.NONE : tree.fault;
    }

    function root(Tree memory tree, Queries memory queries, uint256 levels, Walk memory walk)
        private
        pure
        returns (bytes32)
    {
        hashLeaves(tree, queries, levels, walk);
        for (uint256 log = tree.logRows; log > 0;) {
            log--;
            if (isInjected(tree, log)) {
                hashInjected(tree, queries, log, walk);
            } else {
                hashLevel(queries.level, queries.digests, walk);
            }
        }
        return bytes32(queries.digests[0]);
    }

    function isInjected(Tree memory tree, uint256 log) private pure returns (bool) {
        for (uint256 m = 0; m < tree.matrices.length; m++) {
            if (tree.matrices[m].logRows == log) {
                return true;
            }
        }
        return false;
    }

    function hashLeaves(Tree memory tree, Queries memory queries, uint256 levels, Walk memory walk) private pure {
        uint256 mask = walk.mask;
        uint256[] memory positions = queries.positions;
        uint256 count = 0;
        unchecked {
            for (uint256 i = 0; i < positions.length; i++) {
                if (queries.begins(i, levels)) {
                    uint256 message = freeMemory();
                    uint256 end = copyRows(tree, tree.logRows, count, message);
                    uint256 digest;
                    assembly ("memory-safe") {
                        digest := and(keccak256(message, sub(end, message)), mask)
                    }
                    Words.store(queries.level, count, Words.load(positions, i) >> levels);
                    Words.store(queries.digests, count, digest);
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

    /// @dev Copies the rows with one number in all matrices of one height, one behind the other; gives where they end.
    function copyRows(Tree memory tree, uint256 logRows, uint256 row, uint256 out) private pure returns (uint256) {
        unchecked {
            Matrix[] memory matrices = tree.matrices;
            for (uint256 m = 0; m < matrices.length; m++) {
                Matrix memory matrix = matrices[m];
                if (matrix.logRows == logRows) {
                    uint256 count = matrix.width * ProofReading.ELEMENT_BYTES;
                    uint256 from = matrix.rows + row * count;
                    assembly ("memory-safe") {
                        calldatacopy(out, from, count)
                    }
                    out += count;
                }
            }
            return out;
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
    function hashInjected(Tree memory tree, Queries memory queries, uint256 log, Walk memory walk) private pure {
        uint256[] memory level = queries.level;
        uint256[] memory digests = queries.digests;
        uint256 mask = walk.mask;
        uint256 parents = 0;
        for (uint256 child = 0; child < walk.count;) {
            uint256 message = freeMemory();
            uint256 position = level[child];
            bool hasBoth = child + 1 < walk.count && level[child + 1] == position ^ 1;
            uint256 own = digests[child];
            uint256 other = hasBoth ? digests[child + 1] : 0;
            if (!hasBoth) {
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
            uint256 end = copyRows(tree, log, parents, message + CHILDREN_BYTES);
            uint256 digest;
            assembly ("memory-safe") {
                digest := and(keccak256(message, sub(end, message)), mask)
            }
            level[parents] = position >> 1;
            digests[parents] = digest;
            parents++;
            child += hasBoth ? 2 : 1;
        }
        walk.count = parents;
    }
}
