// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "./Fault.sol";
import {FoldingCheck} from "./FoldingCheck.sol";
import {ColumnJoining, JoinedColumns} from "./JoinedColumns.sol";
import {Layouts, Tree} from "./Layout.sol";
import {MerkleOpening} from "./MerkleOpening.sol";
import {ProofReader} from "./ProofReader.sol";
import {Queries, QueryPositions} from "./Queries.sol";
import {Transcript, Transcripts} from "./Transcript.sol";
import {Verification} from "./Verification.sol";
import {VerificationSteps} from "./VerificationSteps.sol";

/// @notice Step 7: at points that are drawn, all that was committed to fits together.
library QueryCheck {
    using Transcripts for Transcript;

    /// @notice Draws the positions.
    function draw(Verification memory v) internal pure returns (Queries memory queries, Fault fault) {
        fault = VerificationSteps.readWork(v, v.key.workQueries, Fault.GRINDING_QUERIES);
        if (fault != Fault.NONE) {
            return (queries, fault);
        }
        uint256[] memory drawn = new uint256[](v.key.queries);
        for (uint256 i = 0; i < drawn.length; i++) {
            drawn[i] = v.transcript.challengeBits(v.shape.logDomain);
        }
        queries = QueryPositions.queriesOf(drawn, v.shape.logDomain);
    }

    /// @notice Opens the trees of columns, and joins their rows.
    function openColumns(Verification memory v, Queries memory queries)
        internal
        pure
        returns (JoinedColumns memory joined, Fault fault)
    {
        joined.sums = new uint256[](queries.positions.length);
        joined.nextSums = new uint256[](queries.positions.length);
        for (uint256 i = 0; i < v.shape.trees.length; i++) {
            Tree memory tree = v.shape.trees[i];
            if (Layouts.exists(tree)) {
                fault = open(v, tree, queries);
                if (fault != Fault.NONE) {
                    return (joined, fault);
                }
                ColumnJoining.take(joined, tree, queries, v);
            }
        }
    }

    /// @notice Opens the tree of each folding.
    function openFoldings(Verification memory v, Queries memory queries) internal pure returns (Fault fault) {
        for (uint256 i = 0; i < v.foldings.length; i++) {
            fault = open(v, v.foldings[i].tree, queries);
            if (fault != Fault.NONE) {
                return fault;
            }
        }
    }

    function open(Verification memory v, Tree memory tree, Queries memory queries) private pure returns (Fault) {
        uint256 digestBytes = v.key.digestBytes;
        uint256 mask = VerificationSteps.digestMask(digestBytes);
        return MerkleOpening.open(v.reader, tree, queries, v.shape.logDomain, digestBytes, mask);
    }

    /// @notice Checks that columns, foldings and the last polynomial fit together, and that the proof ends there.
    function follow(Verification memory v, Queries memory queries, JoinedColumns memory joined)
        internal
        pure
        returns (Fault)
    {
        (uint256[] memory values, bool inDomain) = ColumnJoining.valuesAt(joined, queries, v);
        if (inDomain) {
            return Fault.POINT_IN_DOMAIN;
        }
        Fault fault = FoldingCheck.check(v, queries, values);
        if (fault != Fault.NONE) {
            return fault;
        }
        return v.reader.pointer == v.reader.end ? Fault.NONE : Fault.TRAILING_BYTES;
    }
}
