// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What tests demand.
abstract contract Expect {
    error Differs(string what, uint256 expected, uint256 actual);

    function expectEqual(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) {
            revert Differs(what, expected, actual);
        }
    }

    function expectLess(uint256 actual, uint256 bound, string memory what) internal pure {
        if (actual >= bound) {
            revert Differs(what, bound, actual);
        }
    }
}
