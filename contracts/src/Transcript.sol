// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P} from "./Lanes.sol";

/// @notice Challenges that follow from all that was absorbed before them (Fiat and Shamir).
/// @param state a digest, at first 0
/// @param drawn challenges since something was absorbed
struct Transcript {
    bytes32 state;
    uint256 drawn;
}

/// @notice The transcript of Keccak: absorbing gives keccak256(1, state, bytes), challenge i since then is
/// keccak256(2, state, i), and a nonce gives keccak256(3, state, nonce). The first number is one byte, i and the nonce are
/// four.
library Transcripts {
    uint256 private constant ABSORB = 1;
    uint256 private constant CHALLENGE = 2;
    uint256 private constant NONCE = 3;
    uint256 private constant LANE = 0xffffffffffffffff;

    /// @notice Takes in bytes of memory.
    function absorb(Transcript memory transcript, bytes memory message) internal pure {
        transcript.state = keccak256(abi.encodePacked(uint8(ABSORB), transcript.state, message));
        transcript.drawn = 0;
    }

    /// @notice Takes in bytes of calldata.
    function absorbCalldata(Transcript memory transcript, uint256 pointer, uint256 count) internal pure {
        bytes32 state = transcript.state;
        assembly ("memory-safe") {
            // Behind all that is allocated, where nothing stands.
            let message := mload(0x40)
            mstore8(message, ABSORB)
            mstore(add(message, 1), state)
            calldatacopy(add(message, 33), pointer, count)
            state := keccak256(message, add(count, 33))
        }
        transcript.state = state;
        transcript.drawn = 0;
    }

    /// @dev keccak256(tag, state, last), with one byte for the tag and four for the number.
    function hash(uint256 tag, bytes32 state, uint256 last) private pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            mstore(0, or(shl(248, tag), shr(8, state)))
            mstore(32, or(shl(248, state), shl(216, last)))
            digest := keccak256(0, 37)
        }
    }

    /// @notice Draws an element of the extension, with canonical lanes: each is eight bytes modulo p, the first the lowest.
    function challenge(Transcript memory transcript) internal pure returns (uint256) {
        return challenges(transcript, 1)[0];
    }

    /// @notice Draws elements of the extension.
    function challenges(Transcript memory transcript, uint256 count) internal pure returns (uint256[] memory list) {
        list = new uint256[](count);
        bytes32 state = transcript.state;
        uint256 drawn = transcript.drawn;
        transcript.drawn = drawn + count;
        assembly ("memory-safe") {
            // As in hash; the state stays the same.
            mstore(0, or(shl(248, CHALLENGE), shr(8, state)))
            let out := add(list, 32)
            for { let end := add(out, shl(5, count)) } lt(out, end) { out := add(out, 32) } {
                mstore(32, or(shl(248, state), shl(216, drawn)))
                let digest := keccak256(0, 37)
                mstore(
                    out,
                    or(
                        or(mod(shr(192, digest), P), shl(64, mod(and(shr(128, digest), LANE), P))),
                        or(shl(128, mod(and(shr(64, digest), LANE), P)), shl(192, mod(and(digest, LANE), P)))
                    )
                )
                drawn := add(drawn, 1)
            }
        }
    }

    /// @notice Draws a number of bits.
    function challengeBits(Transcript memory transcript, uint256 count) internal pure returns (uint256) {
        uint256 drawn = transcript.drawn;
        unchecked {
            transcript.drawn = drawn + 1;
            return uint256(hash(CHALLENGE, transcript.state, drawn)) & ((1 << count) - 1);
        }
    }

    /// @notice Takes in a nonce, and says whether so many bits of what comes out are 0.
    function absorbNonce(Transcript memory transcript, uint256 nonce, uint256 bits) internal pure returns (bool) {
        transcript.state = hash(NONCE, transcript.state, nonce);
        transcript.drawn = 0;
        return uint256(transcript.state) & ((1 << bits) - 1) == 0;
    }
}
