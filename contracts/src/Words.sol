// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Lists of words without a check of the index, for loops that run over lists of a length that they know.
library Words {
    /// @notice The word at an index, which the list must have.
    function load(uint256[] memory list, uint256 index) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(list, 32), shl(5, index)))
        }
    }

    /// @notice Sets the word at an index, which the list must have.
    function store(uint256[] memory list, uint256 index, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(list, 32), shl(5, index)), word)
        }
    }
}
