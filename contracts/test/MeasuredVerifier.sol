// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "../src/Fault.sol";
import {JoinedColumns} from "../src/JoinedColumns.sol";
import {KeyedVerifier} from "../src/KeyedVerifier.sol";
import {Queries} from "../src/Queries.sol";
import {QueryCheck} from "../src/QueryCheck.sol";
import {Verification} from "../src/Verification.sol";
import {VerificationSteps} from "../src/VerificationSteps.sol";

/// @notice The steps of the verifier with a look at the gas between them. It is no verifier: it says nothing of a proof.
contract MeasuredVerifier is KeyedVerifier {
    constructor(address[] memory pieces, bytes32 digest) KeyedVerifier(pieces, digest) {}

    function took(uint256 left) private view returns (uint256) {
        return left - gasleft();
    }

    /// @notice The gas of: the key, steps 0 to 6, and of step 7 drawing, opening columns and joining their rows, opening
    /// foldings, following them. Those behind a fault took none.
    function measure(bytes calldata publicValues, bytes calldata proof) external view returns (uint256[12] memory gas) {
        uint256 left = gasleft();
        Verification memory v = prepare(proof);
        gas[0] = took(left);
        left = gasleft();
        Fault fault = VerificationSteps.takePublicValues(v, publicValues);
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.begin(v, publicValues);
        gas[1] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.mainColumns(v);
        gas[2] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.buses(v);
        gas[3] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.quotient(v);
        gas[4] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.point(v);
        gas[5] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.onePolynomial(v);
        gas[6] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return gas;
        fault = VerificationSteps.foldings(v);
        gas[7] = took(left);
        if (fault != Fault.NONE) return gas;
        measureQueries(v, gas);
    }

    function measureQueries(Verification memory v, uint256[12] memory gas) private view {
        uint256 left = gasleft();
        (Queries memory queries, Fault fault) = QueryCheck.draw(v);
        gas[8] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return;
        JoinedColumns memory joined;
        (joined, fault) = QueryCheck.openColumns(v, queries);
        gas[9] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return;
        fault = QueryCheck.openFoldings(v, queries);
        gas[10] = took(left);
        left = gasleft();
        if (fault != Fault.NONE) return;
        QueryCheck.follow(v, queries, joined);
        gas[11] = took(left);
    }
}
