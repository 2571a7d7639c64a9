// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KoalaBear} from "./KoalaBear.sol";
import {Table, VerifyingKey, VerifyingKeys} from "./VerifyingKey.sol";

/// @notice What the engine relies on in a key. It is checked once, when a verifier is deployed.
library KeyCheck {
    /// @notice The key does not say what this verifier can check.
    error UnusableKey(string what);

    uint256 private constant DIGEST_BYTES_MIN = 20;
    uint256 private constant DIGEST_BYTES_MAX = 32;
    uint256 private constant LOG_BLOW_UP_MAX = 6;
    uint256 private constant QUERIES_MAX = 512;
    uint256 private constant LOG_FOLD_MAX = 3;
    uint256 private constant LOG_FINAL_LENGTH_MAX = 10;
    uint256 private constant WORK_BITS_MAX = 24;
    uint256 private constant QUOTIENT_PARTS_MAX = 16;

    /// @dev Four columns of each have indices of 16 bits.
    uint256 private constant FRACTION_WIDTH_MAX = 1 << 14;
    uint256 private constant SLOTS_MAX = 1 << 16;

    function demand(bool condition, string memory what) private pure {
        if (!condition) {
            revert UnusableKey(what);
        }
    }

    /// @notice Reverts unless a key has the ranges that the engine relies on.
    /// @param end where the key was read to
    function check(bytes memory encoded, VerifyingKey memory key, uint256 end) internal pure {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(encoded, 32)
        }
        demand(end == pointer + encoded.length, "length");
        demand(VerifyingKeys.u32(pointer) == VerifyingKeys.HEADER, "version");
        checkProfile(key);
        demand(key.tables.length > 0, "tables");
        bool hasFixed = false;
        for (uint256 t = 0; t < key.tables.length; t++) {
            checkTable(key, key.tables[t]);
            hasFixed = hasFixed || key.tables[t].fixedWidth > 0;
        }
        uint256 cut = type(uint256).max >> (8 * key.digestBytes);
        demand(uint256(key.fixedRoot) & cut == 0 && (hasFixed || key.fixedRoot == 0), "fixed root");
        checkPublicTuples(key);
    }

    function checkProfile(VerifyingKey memory key) private pure {
        demand(key.hash == 0, "hash");
        demand(key.pruned == 1, "plain openings");
        demand(key.digestBytes >= DIGEST_BYTES_MIN && key.digestBytes <= DIGEST_BYTES_MAX, "digest bytes");
        demand(key.logBlowUp >= 1 && key.logBlowUp <= LOG_BLOW_UP_MAX, "blow-up");
        demand(key.queries >= 1 && key.queries <= QUERIES_MAX, "queries");
        demand(key.logFold >= 1 && key.logFold <= LOG_FOLD_MAX, "folding");
        demand(key.logFinalLength <= LOG_FINAL_LENGTH_MAX, "final length");
        demand(
            key.workBuses <= WORK_BITS_MAX && key.workPoint <= WORK_BITS_MAX && key.workBatching <= WORK_BITS_MAX
                && key.workFolding <= WORK_BITS_MAX && key.workQueries <= WORK_BITS_MAX,
            "work"
        );
        demand(
            key.quotientParts >= 1 && key.quotientParts <= QUOTIENT_PARTS_MAX
                && key.quotientParts <= 1 << key.logBlowUp,
            "quotient"
        );
    }

    function checkTable(VerifyingKey memory key, Table memory table) private pure {
        demand(
            table.logHeightMin <= table.logHeightMax
                && table.logHeightMax + key.logBlowUp <= KoalaBear.TWO_ADICITY,
            "heights"
        );
        demand(table.fixedWidth == 0 || table.logHeightMin == table.logHeightMax, "heights of fixed columns");
        demand(table.fractionWidth == 0 || key.busChallenges > 0, "challenges of the buses");
        demand(table.fractionWidth < FRACTION_WIDTH_MAX, "fractions");
        checkNext(table.fixedNext, table.fixedNextCount, table.fixedWidth);
        checkNext(table.mainNext, table.mainNextCount, table.mainWidth);
        checkProgram(key, table);
    }

    /// @dev Indices of columns, in ascending order.
    function checkNext(uint256 pointer, uint256 count, uint256 width) private pure {
        uint256 least = 0;
        for (uint256 i = 0; i < count; i++) {
            uint256 index = VerifyingKeys.u16(pointer + 2 * i);
            demand(index >= least && index < width, "columns of the next row");
            least = index + 1;
        }
    }

    /// @dev Operations read slots that were written before them; that of code 3 has a second one of KoalaBear, which public
    /// values and constants are, and what operations make of such alone.
    function checkProgram(VerifyingKey memory key, Table memory table) private pure {
        uint256 slots = VerifyingKeys.slots(key, table);
        demand(slots <= SLOTS_MAX, "slots");
        uint256 inputs = VerifyingKeys.inputs(key, table);
        uint256 sum = table.fractionWidth == 0 ? 0 : 1;
        uint256 publicEnd = inputs - 3 - sum - key.busChallenges;
        // A byte for each slot: 1 if it is of KoalaBear.
        bytes memory isBase = new bytes(slots);
        for (uint256 i = publicEnd - key.publicValues; i < publicEnd; i++) {
            isBase[i] = 0x01;
        }
        for (uint256 i = 0; i < table.constantCount; i++) {
            demand(VerifyingKeys.u32(table.constants + 4 * i) < KoalaBear.MODULUS, "constant");
            isBase[inputs + i] = 0x01;
        }
        demand(areOperations(table, isBase, inputs + table.constantCount), "operation");
        for (uint256 i = 0; i < table.constraintCount; i++) {
            demand(VerifyingKeys.u16(table.constraints + 2 * i) < slots, "constraint");
        }
    }

    /// @dev Whether all operations are such; the first one writes a given slot, and there are as many bytes as slots.
    function areOperations(Table memory table, bytes memory isBase, uint256 slot) private pure returns (bool valid) {
        uint256 pointer = table.operations;
        uint256 end = pointer + VerifyingKeys.OPERATION_BYTES * table.operationCount;
        valid = true;
        assembly ("memory-safe") {
            let base := add(isBase, 32)
            for {} lt(pointer, end) { pointer := add(pointer, 5) } {
                let operation := mload(pointer)
                let code := shr(248, operation)
                let first := and(shr(232, operation), 0xffff)
                let second := and(shr(216, operation), 0xffff)
                let written := and(lt(first, slot), lt(second, slot))
                // Beyond the slots nothing but what is behind the list is read, and the verdict is there already.
                let firstIsBase := byte(0, mload(add(base, first)))
                let secondIsBase := byte(0, mload(add(base, second)))
                let known := or(lt(code, 3), and(eq(code, 3), secondIsBase))
                valid := and(valid, and(written, known))
                mstore8(add(base, slot), and(firstIsBase, secondIsBase))
                slot := add(slot, 1)
            }
        }
    }

    function checkPublicTuples(VerifyingKey memory key) private pure {
        uint256 pointer = key.publicTuples;
        for (uint256 i = 0; i < key.publicTupleCount; i++) {
            uint256 arity = VerifyingKeys.u16(pointer + 8);
            demand(arity + 1 <= key.busChallenges, "arity");
            demand(VerifyingKeys.u32(pointer + 4) < KoalaBear.MODULUS, "weight");
            pointer += VerifyingKeys.TUPLE_BYTES;
            for (uint256 j = 0; j < arity; j++) {
                uint256 kind = VerifyingKeys.u8(pointer);
                uint256 bound = kind == 0 ? KoalaBear.MODULUS : key.publicValues;
                demand(kind <= 1 && VerifyingKeys.u32(pointer + 1) < bound, "place");
                pointer += VerifyingKeys.PLACE_BYTES;
            }
        }
    }
}
