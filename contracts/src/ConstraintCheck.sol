// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {Fault} from "./Fault.sol";
import {KoalaBear} from "./KoalaBear.sol";
import {LOW_16, LOW_31, LOW_33, LOW_35, P, RECIPROCAL, RING, THRICE_P, TWO_TO_31} from "./Lanes.sol";
import {Verification} from "./Verification.sol";
import {Table, VerifyingKey, VerifyingKeys} from "./VerifyingKey.sol";
import {Words} from "./Words.sol";

/// @notice Step 4: all constraints, joined, are a multiple of what vanishes on the rows.
library ConstraintCheck {
    /// @dev Where the next table's values are in the lists of values, by kinds of columns.
    struct Cursors {
        uint256 fixed_;
        uint256 main;
        uint256 fractions;
        uint256 fixedNext;
        uint256 mainNext;
        uint256 fractionsNext;
        uint256 slot;
    }

    /// @notice CONSTRAINTS unless they hold at the point, POINT_IN_DOMAIN if that is one of the rows.
    function check(Verification memory v) internal pure returns (Fault) {
        // The point to the powers 1, 2, 4 and so on, up to the tallest height.
        uint256[] memory powers = new uint256[](v.shape.logHeight + 1);
        powers[0] = v.point;
        for (uint256 i = 1; i < powers.length; i++) {
            powers[i] = Extension.multiply(powers[i - 1], powers[i - 1]);
        }
        uint256 highest = powers[powers.length - 1];
        uint256 vanishing = less(highest, 1);
        (uint256[] memory selectors, bool inDomain) = selectorsAt(v, powers, vanishing);
        if (inDomain) {
            return Fault.POINT_IN_DOMAIN;
        }
        uint256 joined = joinedConstraints(v, selectors);
        uint256 expected = Extension.multiply(vanishing, quotientAt(v, highest));
        return Extension.areEqual(joined, expected) ? Fault.NONE : Fault.CONSTRAINTS;
    }

    /// @dev For each table the selectors first, last and transition, at the point, lifted; and whether one of them has no
    /// value there.
    function selectorsAt(Verification memory v, uint256[] memory powers, uint256 vanishing)
        private
        pure
        returns (uint256[] memory selectors, bool inDomain)
    {
        uint256 count = v.shape.logHeights.length;
        uint256[] memory denominators = new uint256[](2 * count);
        uint256[] memory roots = KoalaBear.rootsOfUnity(KoalaBear.ROOT);
        for (uint256 t = 0; t < count; t++) {
            uint256 log = v.shape.logHeights[t];
            uint256 lifted = powers[v.shape.logHeight - log];
            denominators[2 * t] = less(lifted, 1);
            denominators[2 * t + 1] = less(Extension.scale(lifted, roots[log]), 1);
        }
        if (!Extension.invertAll(denominators)) {
            return (selectors, true);
        }
        uint256[] memory inverseRoots = KoalaBear.rootsOfUnity(KoalaBear.ROOT_INVERSE);
        selectors = new uint256[](3 * count);
        for (uint256 t = 0; t < count; t++) {
            uint256 log = v.shape.logHeights[t];
            uint256 perRow = Extension.scale(vanishing, KoalaBear.power(KoalaBear.HALF, log));
            selectors[3 * t] = Extension.multiply(perRow, denominators[2 * t]);
            selectors[3 * t + 1] = Extension.multiply(perRow, denominators[2 * t + 1]);
            selectors[3 * t + 2] = less(powers[v.shape.logHeight - log], inverseRoots[log]);
        }
    }

    /// @dev a less a canonical element of KoalaBear: below 2^33 before it is reduced.
    function less(uint256 a, uint256 base) private pure returns (uint256) {
        unchecked {
            return Extension.reduce(a + (P - base));
        }
    }

    /// @dev The sum of alpha^(m - 1 - i) c_i.
    function joinedConstraints(Verification memory v, uint256[] memory selectors)
        private
        pure
        returns (uint256 joined)
    {
        VerifyingKey memory key = v.key;
        Cursors memory cursors;
        uint256 slotsMax = 0;
        for (uint256 t = 0; t < key.tables.length; t++) {
            Table memory table = key.tables[t];
            cursors.main += table.fixedWidth;
            cursors.fractions += table.mainWidth;
            cursors.mainNext += table.fixedNextCount;
            cursors.fractionsNext += table.mainNextCount;
            uint256 count = VerifyingKeys.slots(key, table);
            slotsMax = count > slotsMax ? count : slotsMax;
        }
        cursors.fractions += cursors.main;
        cursors.fractionsNext += cursors.mainNext;
        uint256[] memory slots = new uint256[](slotsMax);
        for (uint256 t = 0; t < key.tables.length; t++) {
            Table memory table = key.tables[t];
            fill(v, t, selectors, slots, cursors);
            run(table, slots, cursors.slot);
            joined = join(table, slots, v.alpha, joined);
        }
    }

    /// @dev Writes the slots of a table from the beginning to its constants.
    function fill(
        Verification memory v,
        uint256 t,
        uint256[] memory selectors,
        uint256[] memory slots,
        Cursors memory cursors
    ) private pure {
        Table memory table = v.key.tables[t];
        cursors.slot = 0;
        cursors.fixed_ = copy(v.values, cursors.fixed_, table.fixedWidth, slots, cursors);
        cursors.fixedNext = copy(v.nextValues, cursors.fixedNext, table.fixedNextCount, slots, cursors);
        cursors.main = copy(v.values, cursors.main, table.mainWidth, slots, cursors);
        cursors.mainNext = copy(v.nextValues, cursors.mainNext, table.mainNextCount, slots, cursors);
        if (table.fractionWidth > 0) {
            cursors.fractions = compose(v.values, cursors.fractions, table.fractionWidth, slots, cursors);
            cursors.fractionsNext = compose(v.nextValues, cursors.fractionsNext, 1, slots, cursors);
        }
        copy(v.publicValues, 0, v.publicValues.length, slots, cursors);
        copy(v.busChallenges, 0, v.busChallenges.length, slots, cursors);
        if (table.fractionWidth > 0) {
            copy(v.sums, t, 1, slots, cursors);
        }
        copy(selectors, 3 * t, 3, slots, cursors);
        uint256 slot = cursors.slot;
        uint256 count = table.constantCount;
        cursors.slot = slot + count;
        require(slot + count <= slots.length);
        unchecked {
            for (uint256 i = 0; i < count; i++) {
                Words.store(slots, slot + i, VerifyingKeys.u32(table.constants + 4 * i));
            }
        }
    }

    /// @dev Copies values from an index on to the next slots; gives the index behind them.
    function copy(uint256[] memory list, uint256 from, uint256 count, uint256[] memory slots, Cursors memory cursors)
        private
        pure
        returns (uint256 end)
    {
        end = from + count;
        uint256 slot = cursors.slot;
        cursors.slot = slot + count;
        require(end <= list.length && slot + count <= slots.length);
        assembly ("memory-safe") {
            mcopy(add(add(slots, 32), shl(5, slot)), add(add(list, 32), shl(5, from)), shl(5, count))
        }
    }

    /// @dev The same for elements of the extension, of four columns each.
    function compose(
        uint256[] memory list,
        uint256 from,
        uint256 count,
        uint256[] memory slots,
        Cursors memory cursors
    ) private pure returns (uint256 end) {
        for (end = from; end < from + count * Extension.DEGREE; end += Extension.DEGREE) {
            slots[cursors.slot] = Extension.compose(list, end);
            cursors.slot++;
        }
    }

    /// @dev Runs a program; each operation writes the next slot, from one on. The slots that it reads were written before: that
    /// was checked when the verifier was deployed. All stay loose: what is done is what the functions of Extension do that
    /// have the same names, and their bounds hold. Of a slot of KoalaBear all lanes but the lowest are 0 modulo p.
    function run(Table memory table, uint256[] memory slots, uint256 slot) private pure {
        uint256 pointer = table.operations;
        uint256 count = table.operationCount;
        require(slot + count <= slots.length);
        assembly ("memory-safe") {
            let base := add(slots, 32)
            let out := add(base, shl(5, slot))
            for {} count { count := sub(count, 1) } {
                let operation := mload(pointer)
                let a := mload(add(base, and(shr(227, operation), 0x1fffe0)))
                let b := mload(add(base, and(shr(211, operation), 0x1fffe0)))
                switch shr(248, operation)
                case 2 {
                    let high := mulmod(and(shr(16, a), LOW_16), b, RING)
                    a :=
                        add(
                            mulmod(and(a, LOW_16), b, RING),
                            shl(16, add(and(high, LOW_31), mul(and(shr(31, high), LOW_33), TWO_TO_31)))
                        )
                    a := sub(a, mul(and(shr(33, mul(and(shr(29, a), LOW_35), RECIPROCAL)), LOW_31), P))
                }
                case 0 {
                    a := add(a, b)
                    a := add(and(a, LOW_31), mul(and(shr(31, a), LOW_33), TWO_TO_31))
                }
                case 1 {
                    a := sub(add(a, THRICE_P), b)
                    a := add(and(a, LOW_31), mul(and(shr(31, a), LOW_33), TWO_TO_31))
                }
                default {
                    a := mul(a, and(b, 0xffffffffffffffff))
                    a := add(and(a, LOW_31), mul(and(shr(31, a), LOW_33), TWO_TO_31))
                    a := sub(a, mul(and(shr(33, mul(and(shr(29, a), LOW_35), RECIPROCAL)), LOW_31), P))
                }
                mstore(out, a)
                out := add(out, 32)
                pointer := add(pointer, 5)
            }
        }
    }

    /// @dev Joins the constraints of a table to those before.
    function join(Table memory table, uint256[] memory slots, uint256 alpha, uint256 before)
        private
        pure
        returns (uint256 joined)
    {
        joined = before;
        uint256 pointer = table.constraints;
        uint256 count = table.constraintCount;
        uint256 alphaAbove = Extension.scale(alpha, 1 << 16);
        // That there are such slots was checked when the verifier was deployed. What was joined is cut into halves, as in
        // Extension.multiply, but the higher one is multiplied by 2^16 alpha: both products are below 2^51.4, so with a constraint
        // they are below 2^52.5, then reduced.
        assembly ("memory-safe") {
            for { let end := add(pointer, shl(1, count)) } lt(pointer, end) { pointer := add(pointer, 2) } {
                joined :=
                    add(
                        add(
                            mulmod(and(joined, LOW_16), alpha, RING),
                            mulmod(and(shr(16, joined), LOW_16), alphaAbove, RING)
                        ),
                        mload(add(add(slots, 32), shl(5, shr(240, mload(pointer)))))
                    )
                joined := sub(joined, mul(and(shr(33, mul(and(shr(29, joined), LOW_35), RECIPROCAL)), LOW_31), P))
            }
        }
    }

    /// @dev The parts of the quotient at the point, joined by powers of it.
    function quotientAt(Verification memory v, uint256 highest) private pure returns (uint256 sum) {
        uint256 pointer = v.values.length;
        for (uint256 i = 0; i < v.key.quotientParts; i++) {
            pointer -= Extension.DEGREE;
            sum = Extension.plus(Extension.multiply(sum, highest), Extension.compose(v.values, pointer));
        }
    }
}
