// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "../src/Fault.sol";
import {Matrix, Tree} from "../src/Layout.sol";
import {MerkleOpening} from "../src/MerkleOpening.sol";
import {ProofReader} from "../src/ProofReader.sol";
import {Queries, QueryPositions} from "../src/Queries.sol";
import {VerificationSteps} from "../src/VerificationSteps.sol";
import {Expect} from "./Expect.sol";
import {Vectors} from "./Vm.sol";

/// @notice Pruned openings of matrices of several heights against the vectors, and positions against plain loops.
contract MerkleOpeningTest is Expect, Vectors {
    using QueryPositions for Queries;

    string private json;
    bytes private opening;

    function setUp() public {
        json = vector("opening");
        opening = VM.parseJsonBytes(json, ".opening");
    }

    /// @dev Also how many bytes were left.
    function verdict(bytes calldata proof) external view returns (Fault fault, uint256 left) {
        string memory own = json;
        uint256[] memory logRows = VM.parseJsonUintArray(own, ".logRows");
        uint256[] memory widths = VM.parseJsonUintArray(own, ".widths");
        Tree memory tree;
        tree.matrices = new Matrix[](widths.length);
        for (uint256 i = 0; i < widths.length; i++) {
            tree.matrices[i].logRows = logRows[i];
            tree.matrices[i].width = widths[i];
            tree.logRows = logRows[i] > tree.logRows ? logRows[i] : tree.logRows;
        }
        uint256 digestBytes = VM.parseJsonUint(own, ".digestBytes");
        tree.root = bytes32(VM.parseJsonBytes(own, ".root"));
        tree.fault = Fault.OPENING_MAIN;
        uint256 logDomain = VM.parseJsonUint(own, ".logDomain");
        Queries memory queries = QueryPositions.queriesOf(VM.parseJsonUintArray(own, ".positions"), logDomain);
        ProofReader memory reader;
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := proof.offset
        }
        reader.pointer = pointer;
        reader.end = pointer + proof.length;
        uint256 mask = VerificationSteps.digestMask(digestBytes);
        fault = MerkleOpening.open(reader, tree, queries, logDomain, digestBytes, mask);
        left = reader.end - reader.pointer;
    }

    function expectVerdict(bytes memory proof, Fault expected, uint256 expectedLeft, string memory what) private view {
        (Fault fault, uint256 left) = this.verdict(proof);
        expectEqual(uint256(fault), uint256(expected), what);
        expectEqual(left, expectedLeft, string.concat(what, ": bytes that are left"));
    }

    function test_openingOfTheVector() public view {
        expectVerdict(opening, Fault.NONE, 0, "opening");
        expectVerdict(bytes.concat(opening, hex"00"), Fault.NONE, 1, "one byte more");
    }

    function testFuzz_changedOpeningsAreRejected(uint256 place, uint8 change) public view {
        bytes memory changed = opening;
        place %= changed.length;
        changed[place] = bytes1(uint8(changed[place]) ^ (change == 0 ? 1 : change));
        (Fault fault,) = this.verdict(changed);
        if (fault != Fault.NOT_CANONICAL) {
            expectEqual(uint256(fault), uint256(Fault.OPENING_MAIN), "changed");
        }
    }

    function testFuzz_shorterOpeningsAreTruncated(uint256 length) public view {
        bytes memory proof = opening;
        length %= proof.length;
        assembly ("memory-safe") {
            mstore(proof, length)
        }
        (Fault fault,) = this.verdict(proof);
        expectEqual(uint256(fault), uint256(Fault.TRUNCATED), "shorter");
    }

    /// @dev Counts level by level, over flags of all nodes.
    function testFuzz_positions(uint256[] calldata drawn, uint8 choice) public pure {
        uint256 logDomain = 1 + choice % 9;
        uint256[] memory positions = new uint256[](drawn.length + 1);
        for (uint256 i = 0; i < drawn.length; i++) {
            positions[i] = drawn[i] % (1 << logDomain);
        }
        Queries memory queries = QueryPositions.queriesOf(positions, logDomain);
        bool[] memory level = new bool[](1 << logDomain);
        for (uint256 i = 0; i < positions.length; i++) {
            level[positions[i]] = true;
        }
        uint256[] memory counts = new uint256[](logDomain + 1);
        uint256 siblings = 0;
        for (uint256 levels = 0; levels <= logDomain; levels++) {
            bool[] memory above = new bool[](level.length / 2);
            for (uint256 node = 0; node < level.length; node++) {
                counts[levels] += level[node] ? 1 : 0;
                if (level.length > 1 && level[node]) {
                    siblings += level[node ^ 1] ? 0 : 1;
                    above[node / 2] = true;
                }
            }
            expectEqual(queries.countAt(levels), counts[levels], "positions");
            level = above;
        }
        expectEqual(queries.positions.length, counts[0], "distinct");
        for (uint256 i = 1; i < counts[0]; i++) {
            expectLess(queries.positions[i - 1], queries.positions[i], "not in order");
        }
        expectEqual(queries.siblings(0, logDomain), siblings, "siblings");
    }
}
