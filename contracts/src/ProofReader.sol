// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {Fault} from "./Fault.sol";
import {KoalaBear} from "./KoalaBear.sol";

/// @notice What is left of a proof.
/// @param pointer where it begins in calldata, never behind the end
/// @param end where it ends
struct ProofReader {
    uint256 pointer;
    uint256 end;
}

/// @notice Reads a proof from its begin to its end. Who reads asks first whether there is enough.
library ProofReading {
    /// @notice The bytes of an element of KoalaBear.
    uint256 internal constant ELEMENT_BYTES = 4;

    /// @dev 2^24 - 1 for each of eight numbers of 32 bits: with it p and more have bit 31.
    uint256 private constant TO_BIT_31 = 0x00ffffff_00ffffff_00ffffff_00ffffff_00ffffff_00ffffff_00ffffff_00ffffff;

    /// @notice Whether so many bytes are left.
    function has(ProofReader memory reader, uint256 count) internal pure returns (bool) {
        unchecked {
            return reader.end - reader.pointer >= count;
        }
    }

    /// @notice Whether so many bytes of calldata, a multiple of four, are canonical elements of KoalaBear.
    /// @dev A number below 2^31 is canonical if adding 2^24 - 1 does not take it to 2^31. Where none has its bit 31, no
    /// addition goes beyond its 32 bits; where one has, that alone is enough.
    function areCanonical(uint256 pointer, uint256 count) internal pure returns (bool canonical) {
        assembly ("memory-safe") {
            let high := 0
            let end := add(pointer, count)
            for { let last := sub(end, and(count, 0x7f)) } lt(pointer, last) { pointer := add(pointer, 128) } {
                let word := calldataload(pointer)
                high := or(high, or(word, add(word, TO_BIT_31)))
                word := calldataload(add(pointer, 32))
                high := or(high, or(word, add(word, TO_BIT_31)))
                word := calldataload(add(pointer, 64))
                high := or(high, or(word, add(word, TO_BIT_31)))
                word := calldataload(add(pointer, 96))
                high := or(high, or(word, add(word, TO_BIT_31)))
            }
            for {} gt(end, add(pointer, 31)) { pointer := add(pointer, 32) } {
                let word := calldataload(pointer)
                high := or(high, or(word, add(word, TO_BIT_31)))
            }
            if lt(pointer, end) {
                let word := shr(shl(3, sub(32, sub(end, pointer))), calldataload(pointer))
                high := or(high, or(word, add(word, TO_BIT_31)))
            }
            canonical := iszero(and(high, 0x8000000080000000800000008000000080000000800000008000000080000000))
        }
    }

    /// @notice Reads an element of KoalaBear.
    function element(ProofReader memory reader) internal pure returns (uint256 read, Fault fault) {
        if (!has(reader, ELEMENT_BYTES)) {
            return (0, Fault.TRUNCATED);
        }
        uint256 pointer = reader.pointer;
        assembly ("memory-safe") {
            read := shr(224, calldataload(pointer))
        }
        if (read >= KoalaBear.MODULUS) {
            return (0, Fault.NOT_CANONICAL);
        }
        reader.pointer = pointer + ELEMENT_BYTES;
    }

    /// @notice Reads elements of the extension into a list, from an index on.
    function extensions(ProofReader memory reader, uint256[] memory list, uint256 index, uint256 count)
        internal
        pure
        returns (Fault)
    {
        uint256 pointer = reader.pointer;
        // One after the other: one that is not canonical counts before the end, if it stands before it.
        uint256 available = (reader.end - pointer) / Extension.BYTES;
        uint256 number = available < count ? available : count;
        if (!areCanonical(pointer, number * Extension.BYTES)) {
            return Fault.NOT_CANONICAL;
        }
        if (number < count) {
            return Fault.TRUNCATED;
        }
        require(index + count <= list.length);
        uint256 out;
        assembly ("memory-safe") {
            out := add(add(list, 32), shl(5, index))
        }
        Extension.readAll(pointer, out, count);
        reader.pointer = pointer + count * Extension.BYTES;
        return Fault.NONE;
    }

    /// @notice Reads a digest: the bytes of a mask, and zeros behind them.
    function digest(ProofReader memory reader, uint256 digestBytes, uint256 mask)
        internal
        pure
        returns (bytes32 read, Fault fault)
    {
        if (!has(reader, digestBytes)) {
            return (0, Fault.TRUNCATED);
        }
        uint256 pointer = reader.pointer;
        assembly ("memory-safe") {
            read := and(calldataload(pointer), mask)
        }
        reader.pointer = pointer + digestBytes;
    }
}
