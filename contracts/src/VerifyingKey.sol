// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What the verifying key says of a table. Lists stand in memory as the key has them.
/// @param fractionWidth columns of fractions, elements of the extension
/// @param fixedNext address of the fixed columns that are read in the next row, u16 each
/// @param mainNext the same for the main columns
/// @param constants address of the constants of the program, u32 each
/// @param operations address of its operations: a u8 and two u16 each
/// @param constraints address of the slots of its constraints, u16 each
struct Table {
    uint256 logHeightMin;
    uint256 logHeightMax;
    uint256 fixedWidth;
    uint256 mainWidth;
    uint256 fractionWidth;
    uint256 fixedNext;
    uint256 fixedNextCount;
    uint256 mainNext;
    uint256 mainNextCount;
    uint256 constants;
    uint256 constantCount;
    uint256 operations;
    uint256 operationCount;
    uint256 constraints;
    uint256 constraintCount;
}

/// @notice All that the verifier knows beforehand.
/// @param buses address of the weights on each bus: that of the public tuples, then one for each table, u32 each
/// @param publicTuples address of the tuples that public values put on buses
struct VerifyingKey {
    bytes32 digest;
    uint256 hash;
    uint256 digestBytes;
    uint256 pruned;
    uint256 logBlowUp;
    uint256 queries;
    uint256 logFold;
    uint256 logFinalLength;
    uint256 workBuses;
    uint256 workPoint;
    uint256 workBatching;
    uint256 workFolding;
    uint256 workQueries;
    uint256 quotientParts;
    uint256 publicValues;
    uint256 busChallenges;
    bytes32 fixedRoot;
    Table[] tables;
    uint256 busCount;
    uint256 buses;
    uint256 publicTupleCount;
    uint256 publicTuples;
}

/// @notice Finds all that a key says. Nothing is checked here: a key is checked when a verifier is deployed, and cannot change.
/// Counts have 16 bits, so no sum of them overflows.
library VerifyingKeys {
    /// @notice The bytes of an operation of a program.
    uint256 internal constant OPERATION_BYTES = 5;

    /// @notice The bytes of a public tuple before its places, and of each place.
    uint256 internal constant TUPLE_BYTES = 10;
    uint256 internal constant PLACE_BYTES = 5;

    /// @notice `BSK` and the version, 1.
    uint256 internal constant HEADER = 0x42534b01;

    /// @notice The number of 8 bits at an address.
    function u8(uint256 pointer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, mload(pointer))
        }
    }

    /// @notice The number of 16 bits at an address.
    function u16(uint256 pointer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(240, mload(pointer))
        }
    }

    /// @notice The number of 32 bits at an address.
    function u32(uint256 pointer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, mload(pointer))
        }
    }

    /// @notice The key that stands in the code of contracts, each behind a first byte STOP.
    function load(address[] memory pieces) internal view returns (bytes memory key) {
        uint256 length = 0;
        for (uint256 i = 0; i < pieces.length; i++) {
            length += pieces[i].code.length - 1;
        }
        key = new bytes(length);
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(key, 32)
        }
        for (uint256 i = 0; i < pieces.length; i++) {
            address piece = pieces[i];
            uint256 count = piece.code.length - 1;
            assembly ("memory-safe") {
                extcodecopy(piece, pointer, 1, count)
            }
            pointer += count;
        }
    }

    /// @notice What the bytes of a key say.
    /// @param digest keccak256 of the bytes
    /// @return key what they say
    /// @return end the address where what was read ends
    function parse(bytes memory encoded, bytes32 digest) internal pure returns (VerifyingKey memory key, uint256 end) {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(encoded, 32)
        }
        key.digest = digest;
        parseProfile(key, pointer + 4);
        uint256 root = pointer + 22;
        assembly ("memory-safe") {
            pointer := mload(root)
        }
        key.fixedRoot = bytes32(pointer);
        pointer = parseTables(key, root + 32);
        pointer = parseBuses(key, pointer);
        for (uint256 t = 0; t < key.tables.length; t++) {
            pointer = parseProgram(key.tables[t], pointer);
        }
        return (key, pointer);
    }

    function parseProfile(VerifyingKey memory key, uint256 pointer) private pure {
        unchecked {
            key.hash = u8(pointer);
            key.digestBytes = u8(pointer + 1);
            key.pruned = u8(pointer + 2);
            key.logBlowUp = u8(pointer + 3);
            key.queries = u16(pointer + 4);
            key.logFold = u8(pointer + 6);
            key.logFinalLength = u8(pointer + 7);
            key.workBuses = u8(pointer + 8);
            key.workPoint = u8(pointer + 9);
            key.workBatching = u8(pointer + 10);
            key.workFolding = u8(pointer + 11);
            key.workQueries = u8(pointer + 12);
            key.quotientParts = u8(pointer + 13);
            key.publicValues = u16(pointer + 14);
            key.busChallenges = u16(pointer + 16);
        }
    }

    function parseTables(VerifyingKey memory key, uint256 pointer) private pure returns (uint256) {
        unchecked {
            key.tables = new Table[](u8(pointer));
            pointer += 1;
            for (uint256 t = 0; t < key.tables.length; t++) {
                Table memory table = key.tables[t];
                table.logHeightMin = u8(pointer);
                table.logHeightMax = u8(pointer + 1);
                table.fixedWidth = u16(pointer + 2);
                table.mainWidth = u16(pointer + 4);
                table.fractionWidth = u16(pointer + 6);
                table.fixedNextCount = u16(pointer + 8);
                table.fixedNext = pointer + 10;
                pointer = table.fixedNext + 2 * table.fixedNextCount;
                table.mainNextCount = u16(pointer);
                table.mainNext = pointer + 2;
                pointer = table.mainNext + 2 * table.mainNextCount;
            }
            return pointer;
        }
    }

    function parseBuses(VerifyingKey memory key, uint256 pointer) private pure returns (uint256) {
        unchecked {
            key.busCount = u16(pointer);
            key.buses = pointer + 2;
            pointer = key.buses + key.busCount * 4 * (1 + key.tables.length);
            key.publicTupleCount = u16(pointer);
            key.publicTuples = pointer + 2;
            pointer = key.publicTuples;
            for (uint256 i = 0; i < key.publicTupleCount; i++) {
                pointer += TUPLE_BYTES + PLACE_BYTES * u16(pointer + 8);
            }
            return pointer;
        }
    }

    function parseProgram(Table memory table, uint256 pointer) private pure returns (uint256) {
        unchecked {
            table.constantCount = u16(pointer);
            table.constants = pointer + 2;
            pointer = table.constants + 4 * table.constantCount;
            table.operationCount = u16(pointer);
            table.operations = pointer + 2;
            pointer = table.operations + OPERATION_BYTES * table.operationCount;
            table.constraintCount = u16(pointer);
            table.constraints = pointer + 2;
            return table.constraints + 2 * table.constraintCount;
        }
    }

    /// @notice How many slots of a program come before its constants.
    function inputs(VerifyingKey memory key, Table memory table) internal pure returns (uint256) {
        unchecked {
            uint256 withFractions = table.fractionWidth == 0 ? 0 : 2;
            return table.fixedWidth + table.fixedNextCount + table.mainWidth + table.mainNextCount + table.fractionWidth
                + withFractions + key.publicValues + key.busChallenges + 3;
        }
    }

    /// @notice How many slots a program has.
    function slots(VerifyingKey memory key, Table memory table) internal pure returns (uint256) {
        unchecked {
            return inputs(key, table) + table.constantCount + table.operationCount;
        }
    }
}
