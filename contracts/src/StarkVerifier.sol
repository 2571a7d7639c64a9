// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "./Fault.sol";
import {JoinedColumns} from "./JoinedColumns.sol";
import {KeyedVerifier} from "./KeyedVerifier.sol";
import {Queries} from "./Queries.sol";
import {QueryCheck} from "./QueryCheck.sol";
import {Verification} from "./Verification.sol";
import {VerificationSteps} from "./VerificationSteps.sol";

/// @title Verifier of proofs of one circuit, with Keccak and pruned openings
/// @notice Which circuit and which profile, that is data: the verifying key of KeyedVerifier.
contract StarkVerifier is KeyedVerifier {
    /// @notice A verifier of proofs made for a key.
    /// @param pieces contracts whose code is STOP and then a piece of the key, in order
    /// @param digest keccak256 of the key
    constructor(address[] memory pieces, bytes32 digest) KeyedVerifier(pieces, digest) {}

    /// @notice Checks a proof. Any bytes give a verdict; what it costs is bounded by the key.
    /// @param publicValues what the proof is said to be of: elements of KoalaBear, four bytes each, canonical
    /// @return why the proof is none: the first fault that is met; NONE if it is a proof
    function verify(bytes calldata publicValues, bytes calldata proof) external view returns (Fault) {
        Verification memory v = prepare(proof);
        Fault fault = VerificationSteps.takePublicValues(v, publicValues);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.begin(v, publicValues);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.mainColumns(v);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.buses(v);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.quotient(v);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.point(v);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.onePolynomial(v);
        if (fault != Fault.NONE) return fault;
        fault = VerificationSteps.foldings(v);
        if (fault != Fault.NONE) return fault;
        return queries(v);
    }

    /// @dev Step 7.
    function queries(Verification memory v) private pure returns (Fault) {
        (Queries memory drawn, Fault fault) = QueryCheck.draw(v);
        if (fault != Fault.NONE) return fault;
        JoinedColumns memory joined;
        (joined, fault) = QueryCheck.openColumns(v, drawn);
        if (fault != Fault.NONE) return fault;
        fault = QueryCheck.openFoldings(v, drawn);
        if (fault != Fault.NONE) return fault;
        return QueryCheck.follow(v, drawn, joined);
    }
}
