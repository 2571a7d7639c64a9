// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fault} from "../src/Fault.sol";
import {StarkVerifier} from "../src/StarkVerifier.sol";

/// @notice Has a proof checked in a transaction, as a contract would that acts on the verdict, and logs what came of it.
contract ProofCaller {
    /// @notice A verdict, and the gas that the call of the verifier took.
    event Verdict(Fault fault, uint256 executionGas);

    /// @notice Calls a verifier.
    function check(StarkVerifier verifier, bytes calldata publicValues, bytes calldata proof) external {
        bytes memory call = abi.encodeCall(StarkVerifier.verify, (publicValues, proof));
        uint256 before = gasleft();
        (bool done, bytes memory result) = address(verifier).staticcall(call);
        uint256 executionGas = before - gasleft();
        require(done && result.length == 32, "the verifier reverted");
        emit Verdict(abi.decode(result, (Fault)), executionGas);
    }
}
