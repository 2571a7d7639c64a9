// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Transcript, Transcripts} from "../src/Transcript.sol";
import {Expect} from "./Expect.sol";
import {Schoolbook} from "./Schoolbook.sol";
import {Vectors} from "./Vm.sol";

/// @notice The transcript against the vectors.
contract TranscriptTest is Expect, Vectors {
    using Transcripts for Transcript;

    function expected(string memory json, string memory key) private pure returns (uint256) {
        uint256[] memory list = VM.parseJsonUintArray(json, key);
        return Schoolbook.pack([list[0], list[1], list[2], list[3]]);
    }

    function absorbCalldata(Transcript memory transcript, bytes calldata message)
        external
        pure
        returns (Transcript memory)
    {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := message.offset
        }
        transcript.absorbCalldata(pointer, message.length);
        return transcript;
    }

    function test_vectors() public view {
        string memory json = vector("transcript");
        Transcript memory transcript;
        transcript.absorb(VM.parseJsonBytes(json, ".elements"));
        expectEqual(transcript.challenge(), expected(json, ".first"), "first challenge");
        expectEqual(transcript.challenge(), expected(json, ".second"), "second challenge");
        transcript = this.absorbCalldata(transcript, VM.parseJsonBytes(json, ".digest"));
        expectEqual(transcript.challenge(), expected(json, ".third"), "third challenge");
        uint256 zeros = VM.parseJsonUint(json, ".zeros");
        Transcript memory same = Transcript(transcript.state, transcript.drawn);
        uint256 nonce = VM.parseJsonUint(json, ".nonce");
        expectEqual(transcript.absorbNonce(nonce, zeros) ? 1 : 0, 1, "work");
        expectEqual(same.absorbNonce(nonce, zeros + 1) ? 1 : 0, 0, "more work");
        expectEqual(uint256(transcript.state), uint256(VM.parseJsonBytes32(json, ".state")), "state");
        expectEqual(transcript.challengeBits(17), VM.parseJsonUint(json, ".bits"), "bits");
    }

    function testFuzz_memoryAndCalldataAreTheSame(bytes32 state, bytes calldata message) public view {
        Transcript memory one = Transcript(state, 3);
        one.absorb(message);
        Transcript memory other = this.absorbCalldata(Transcript(state, 4), message);
        expectEqual(uint256(other.state), uint256(one.state), "state");
        expectEqual(other.drawn + one.drawn, 0, "drawn");
    }
}
