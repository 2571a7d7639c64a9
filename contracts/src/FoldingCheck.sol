// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {Fault} from "./Fault.sol";
import {KoalaBear} from "./KoalaBear.sol";
import {LOW_16, LOW_31, LOW_33, LOW_35, P, RECIPROCAL, RING, TWICE_P, TWO_TO_31} from "./Lanes.sol";
import {Queries, QueryPositions} from "./Queries.sol";
import {Folding, Verification} from "./Verification.sol";
import {Words} from "./Words.sol";

/// @notice Steps 6 and 7: each folding follows from the one before, and the last is a polynomial.
library FoldingCheck {
    using QueryPositions for Queries;

    /// @dev A row, and what is the same for all rows of a folding.
    /// @param pointer where it stands in calldata
    /// @param factors for each halving in turn, the challenge times 1 over the points less the first one, and that times 2^16
    /// @param work room for its values
    /// @param scale 1 over the number of values
    /// @param rootProducts for each place in a row what takes 1 over its point to 1 over the first one
    /// @param indices for each place in a row the number of its value: the bits, reversed
    struct Row {
        uint256 pointer;
        uint256 log;
        uint256[] factors;
        uint256[] work;
        uint256 scale;
        uint256[] rootProducts;
        uint256[] indices;
    }

    /// @notice Follows all queries from the joined columns to the last polynomial.
    /// @param values at each position; overwritten, as are the points
    /// @return the first fault of the query that was drawn first, of those that have one
    function check(Verification memory v, Queries memory queries, uint256[] memory values)
        internal
        pure
        returns (Fault)
    {
        Fault[] memory faults = new Fault[](values.length);
        uint256 dropped = 0;
        for (uint256 i = 0; i < v.foldings.length; i++) {
            Fault otherwise = i == 0 ? Fault.FOLDING_OF_COLUMNS : Fault.FOLDING;
            follow(v.foldings[i], queries, values, dropped, faults, otherwise);
            dropped += v.foldings[i].log;
        }
        compare(v.last, queries, values, dropped, faults);
        return firstOf(queries, faults);
    }

    /// @dev Replaces values and points by those that they are folded to, and keeps what is not what it should be.
    function follow(
        Folding memory folding,
        Queries memory queries,
        uint256[] memory values,
        uint256 dropped,
        Fault[] memory faults,
        Fault otherwise
    ) private pure {
        uint256 log = folding.log;
        Row memory row = rowOf(folding);
        uint256 folded;
        uint256 point;
        uint256 inversePoint;
        unchecked {
            for (uint256 i = 0; i < values.length; i++) {
                uint256 place = (Words.load(queries.positions, i) >> dropped) & ((1 << log) - 1);
                if (queries.begins(i, dropped + log)) {
                    row.pointer += i == 0 ? 0 : Extension.BYTES << log;
                    point = Words.load(queries.points, i);
                    inversePoint = Words.load(queries.inversePoints, i);
                    folded = fold(row, mulmod(inversePoint, Words.load(row.rootProducts, place), P));
                    for (uint256 j = 0; j < log; j++) {
                        point = mulmod(point, point, P);
                        inversePoint = mulmod(inversePoint, inversePoint, P);
                    }
                }
                uint256 expected = Extension.read(row.pointer + Extension.BYTES * Words.load(row.indices, place));
                if (!Extension.areEqual(Words.load(values, i), expected) && faults[i] == Fault.NONE) {
                    faults[i] = otherwise;
                }
                Words.store(values, i, folded);
                Words.store(queries.points, i, point);
                Words.store(queries.inversePoints, i, inversePoint);
            }
        }
    }

    function rowOf(Folding memory folding) private pure returns (Row memory row) {
        uint256 log = folding.log;
        row.pointer = folding.tree.matrices[0].rows;
        row.log = log;
        row.work = new uint256[](1 << log);
        row.scale = KoalaBear.power(KoalaBear.HALF, log);
        row.factors = factorsOf(folding.challenges);
        places(row);
    }

    /// @dev For each challenge that times all powers of 1 over the root which the halves have, each once more times 2^16.
    function factorsOf(uint256[] memory challenges) private pure returns (uint256[] memory factors) {
        uint256[] memory inverseRoots = KoalaBear.rootsOfUnity(KoalaBear.ROOT_INVERSE);
        uint256 log = challenges.length;
        factors = new uint256[](2 * ((1 << log) - 1));
        uint256 index = 0;
        unchecked {
            for (uint256 i = 0; i < challenges.length; i++) {
                uint256 factor = challenges[i];
                uint256 root = inverseRoots[log - i];
                for (uint256 end = index + (1 << (log - i)); index < end; index += 2) {
                    Words.store(factors, index, factor);
                    Words.store(factors, index + 1, Extension.scale(factor, 1 << 16));
                    factor = Extension.scale(factor, root);
                }
            }
        }
    }

    /// @dev The first point of a row has zeros in the place of the lowest bits of its position; bit i of a position stands for
    /// the root of order 2^(i + 1).
    function places(Row memory row) private pure {
        uint256 log = row.log;
        uint256 count = 1 << log;
        uint256[] memory roots = KoalaBear.rootsOfUnity(KoalaBear.ROOT);
        row.rootProducts = new uint256[](count);
        row.indices = new uint256[](count);
        unchecked {
            for (uint256 place = 0; place < count; place++) {
                uint256 product = 1;
                uint256 index = 0;
                for (uint256 i = 0; i < log; i++) {
                    uint256 bit = (place >> i) & 1;
                    product = bit == 1 ? mulmod(product, Words.load(roots, i + 1), P) : product;
                    index = (index << 1) | bit;
                }
                Words.store(row.rootProducts, place, product);
                Words.store(row.indices, place, index);
            }
        }
    }

    /// @dev Joins the values of a row: (f(x) + f(-x)) + challenge (f(x) - f(-x)) / x, once for each challenge, and all halves
    /// in the end.
    /// @param inverse 1 / x of the first point
    function fold(Row memory row, uint256 inverse) private pure returns (uint256) {
        uint256[] memory work = row.work;
        uint256 values;
        assembly ("memory-safe") {
            values := add(work, 32)
        }
        Extension.readAll(row.pointer, values, work.length);
        halve(work, row.factors, inverse);
        return Extension.scale(Words.load(work, 0), row.scale);
    }

    /// @dev Leaves the joined value in place 0. All values are canonical, or reduced, so they are below 1.76 p; with 2 p a
    /// difference is between 0.24 p and 3.76 p, and times 1 / x below 3.76 p^2 < 2^63.9, then folded below 2^57.01, and
    /// reduced. As in Extension.multiply that is cut into halves, but the higher one is multiplied by 2^16 times the factor:
    /// both products are below 2^51.4, so with a + b they are below 2^52.5, then reduced.
    function halve(uint256[] memory work, uint256[] memory factors, uint256 inverse) internal pure {
        assembly ("memory-safe") {
            let values := add(work, 32)
            let factor := add(factors, 32)
            for { let half := shl(4, mload(work)) } gt(half, 16) { half := shr(1, half) } {
                for { let value := values } lt(value, add(values, half)) { value := add(value, 32) } {
                    let a := mload(value)
                    let b := mload(add(value, half))
                    let odd := mul(sub(add(a, TWICE_P), b), inverse)
                    odd := add(and(odd, LOW_31), mul(and(shr(31, odd), LOW_33), TWO_TO_31))
                    odd := sub(odd, mul(and(shr(33, mul(and(shr(29, odd), LOW_35), RECIPROCAL)), LOW_31), P))
                    a :=
                        add(
                            add(a, b),
                            add(
                                mulmod(and(odd, LOW_16), mload(factor), RING),
                                mulmod(and(shr(16, odd), LOW_16), mload(add(factor, 32)), RING)
                            )
                        )
                    mstore(value, sub(a, mul(and(shr(33, mul(and(shr(29, a), LOW_35), RECIPROCAL)), LOW_31), P)))
                    factor := add(factor, 64)
                }
                inverse := mulmod(inverse, inverse, P)
            }
        }
    }

    /// @dev The values that are left are those of the last polynomial.
    function compare(
        uint256[] memory last,
        Queries memory queries,
        uint256[] memory values,
        uint256 dropped,
        Fault[] memory faults
    ) private pure {
        uint256 expected;
        for (uint256 i = 0; i < values.length; i++) {
            if (queries.begins(i, dropped)) {
                expected = evaluate(last, queries.points[i]);
            }
            if (faults[i] == Fault.NONE && !Extension.areEqual(values[i], expected)) {
                faults[i] = Fault.FINAL_POLYNOMIAL;
            }
        }
    }

    /// @dev Coefficients and powers are canonical: four products are at most 4 (p - 1)^2 < 2^64 - 2^57.9, so there is room for
    /// what was folded before, which is below 2^57.01.
    function evaluate(uint256[] memory coefficients, uint256 x) private pure returns (uint256 sum) {
        assembly ("memory-safe") {
            let power := 1
            let pointer := add(coefficients, 32)
            let end := add(pointer, shl(5, mload(coefficients)))
            for { let last := sub(end, and(sub(end, pointer), 0x7f)) } lt(pointer, last) { pointer := add(pointer, 128) } {
                sum := add(sum, mul(mload(pointer), power))
                power := mulmod(power, x, P)
                sum := add(sum, mul(mload(add(pointer, 32)), power))
                power := mulmod(power, x, P)
                sum := add(sum, mul(mload(add(pointer, 64)), power))
                power := mulmod(power, x, P)
                sum := add(sum, mul(mload(add(pointer, 96)), power))
                power := mulmod(power, x, P)
                sum := add(and(sum, LOW_31), mul(and(shr(31, sum), LOW_33), TWO_TO_31))
            }
            for {} lt(pointer, end) { pointer := add(pointer, 32) } {
                sum := add(sum, mul(mload(pointer), power))
                power := mulmod(power, x, P)
                sum := add(and(sum, LOW_31), mul(and(shr(31, sum), LOW_33), TWO_TO_31))
            }
        }
        return Extension.reduce(sum);
    }

    /// @dev Of the query that was drawn first, of those that have a fault.
    function firstOf(Queries memory queries, Fault[] memory faults) private pure returns (Fault) {
        uint256 number = 0;
        for (uint256 i = 0; i < faults.length; i++) {
            number += faults[i] == Fault.NONE ? 0 : 1;
        }
        for (uint256 q = 0; number > 0 && q < queries.drawn.length; q++) {
            for (uint256 i = 0; i < faults.length; i++) {
                if (queries.positions[i] == queries.drawn[q] && faults[i] != Fault.NONE) {
                    return faults[i];
                }
            }
        }
        return Fault.NONE;
    }
}
