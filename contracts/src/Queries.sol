// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KoalaBear} from "./KoalaBear.sol";
import {Words} from "./Words.sol";

/// @notice The positions that are queried.
/// @param drawn in the order in which they were drawn
/// @param positions in ascending order, each once
/// @param splits for each position the highest bit in which it differs from the one before it, and more than there are bits
/// for the first one: so many levels higher it still is another one, and on the next level no more
/// @param counts how many positions there are so many levels higher
/// @param points the point of each position, an element of KoalaBear
/// @param inversePoints 1 over each
/// @param level room for the positions of one level of a tree, and one number behind them
/// @param digests room for their digests
struct Queries {
    uint256[] drawn;
    uint256[] positions;
    uint256[] splits;
    uint256[] counts;
    uint256[] points;
    uint256[] inversePoints;
    uint256[] level;
    uint256[] digests;
}

/// @notice Works out what positions have in common.
library QueryPositions {
    /// @dev More than the bits of a position.
    uint256 private constant FIRST = 255;

    /// @notice The queries of positions that were drawn, each below 2^logDomain.
    function queriesOf(uint256[] memory drawn, uint256 logDomain) internal pure returns (Queries memory queries) {
        uint256[] memory positions = sorted(drawn);
        queries.drawn = drawn;
        queries.positions = positions;
        uint256 count = positions.length;
        queries.splits = splitsOf(positions);
        queries.counts = countsOf(queries.splits);
        queries.points = pointsAt(positions, KoalaBear.shift(logDomain));
        queries.inversePoints = KoalaBear.inverses(queries.points);
        queries.level = new uint256[](count + 1);
        queries.digests = new uint256[](count);
    }

    /// @dev Numbers in ascending order, each once: by insertion, as they are few.
    function sorted(uint256[] memory numbers) private pure returns (uint256[] memory distinct) {
        distinct = new uint256[](numbers.length);
        uint256 count = 0;
        unchecked {
            for (uint256 i = 0; i < numbers.length; i++) {
                uint256 own = Words.load(numbers, i);
                uint256 place = count;
                while (place > 0 && Words.load(distinct, place - 1) > own) {
                    place--;
                }
                if (place > 0 && Words.load(distinct, place - 1) == own) {
                    continue;
                }
                assembly ("memory-safe") {
                    let pointer := add(add(distinct, 32), shl(5, place))
                    mcopy(add(pointer, 32), pointer, shl(5, sub(count, place)))
                    mstore(pointer, own)
                }
                count++;
            }
        }
        assembly ("memory-safe") {
            mstore(distinct, count)
        }
    }

    function splitsOf(uint256[] memory positions) private pure returns (uint256[] memory splits) {
        splits = new uint256[](positions.length);
        splits[0] = FIRST;
        for (uint256 i = 1; i < positions.length; i++) {
            uint256 difference = positions[i - 1] ^ positions[i];
            uint256 split;
            assembly ("memory-safe") {
                split := sub(255, clz(difference))
            }
            splits[i] = split;
        }
    }

    /// @dev The index of a point is its position with the bits reversed: so bit i of a position stands for the root of order
    /// 2^(i + 1), however many points there are. Positions have at most 24 bits, and there are as many roots and one.
    function pointsAt(uint256[] memory positions, uint256 shift) private pure returns (uint256[] memory points) {
        uint256[] memory roots = KoalaBear.rootsOfUnity(KoalaBear.ROOT);
        points = new uint256[](positions.length);
        assembly ("memory-safe") {
            let out := add(points, 32)
            let from := add(positions, 32)
            for { let end := add(from, shl(5, mload(positions))) } lt(from, end) { from := add(from, 32) } {
                let position := mload(from)
                let point := shift
                for { let root := add(roots, 64) } position { root := add(root, 32) } {
                    if and(position, 1) { point := mulmod(point, mload(root), 0x7f000001) }
                    position := shr(1, position)
                }
                mstore(out, point)
                out := add(out, 32)
            }
        }
    }

    /// @dev From how many neighbours differ first in each bit: those that do in it or a higher one, and the first position.
    function countsOf(uint256[] memory splits) private pure returns (uint256[] memory counts) {
        counts = new uint256[](KoalaBear.TWO_ADICITY + 1);
        unchecked {
            for (uint256 i = 1; i < splits.length; i++) {
                uint256 split = Words.load(splits, i);
                Words.store(counts, split, Words.load(counts, split) + 1);
            }
            uint256 count = 1;
            for (uint256 levels = counts.length; levels > 0; levels--) {
                count += Words.load(counts, levels - 1);
                Words.store(counts, levels - 1, count);
            }
        }
    }

    /// @notice How many positions there are so many levels higher, at most as many as a domain can have.
    function countAt(Queries memory queries, uint256 levels) internal pure returns (uint256) {
        return Words.load(queries.counts, levels);
    }

    /// @notice How many siblings an opening has of a tree with 2^logRows leaves, where positions are those so many levels
    /// higher.
    /// @dev A level of n nodes with m above them needs 2 m - n. Over all levels that is all nodes above the leaves, and the
    /// root once more, less the leaves.
    function siblings(Queries memory queries, uint256 levels, uint256 logRows) internal pure returns (uint256 count) {
        count = 1;
        unchecked {
            for (uint256 i = levels + logRows; i > levels; i--) {
                count += countAt(queries, i);
            }
            count -= countAt(queries, levels);
        }
    }

    /// @notice Whether position i is, so many levels higher, another one than that before it.
    function begins(Queries memory queries, uint256 i, uint256 levels) internal pure returns (bool) {
        return Words.load(queries.splits, i) >= levels;
    }
}
