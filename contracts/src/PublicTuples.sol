// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Extension} from "./Extension.sol";
import {Verification} from "./Verification.sol";
import {VerifyingKeys} from "./VerifyingKey.sol";

/// @notice What public values put on buses.
library PublicTuples {
    /// @notice Whether the sum of all tables and the fractions of all public tuples add up to 0. A denominator that is 0 is
    /// none, and then they do not.
    function balance(Verification memory v, uint256 total) internal pure returns (bool) {
        uint256 count = v.key.publicTupleCount;
        uint256[] memory denominators = new uint256[](count);
        uint256[] memory weights = new uint256[](count);
        uint256 pointer = v.key.publicTuples;
        for (uint256 i = 0; i < count; i++) {
            weights[i] = VerifyingKeys.u32(pointer + 4);
            denominators[i] = denominator(v, pointer);
            pointer += VerifyingKeys.TUPLE_BYTES + VerifyingKeys.PLACE_BYTES * VerifyingKeys.u16(pointer + 8);
        }
        if (!Extension.invertAll(denominators)) {
            return false;
        }
        for (uint256 i = 0; i < count; i++) {
            total = Extension.plus(total, Extension.scale(denominators[i], weights[i]));
        }
        return Extension.canonical(total) == 0;
    }

    /// @dev gamma + number of the bus + sum of beta_i t_i. The number is below 2^32, so it is loose.
    function denominator(Verification memory v, uint256 pointer) private pure returns (uint256 sum) {
        sum = Extension.plus(v.busChallenges[0], VerifyingKeys.u32(pointer));
        uint256 arity = VerifyingKeys.u16(pointer + 8);
        pointer += VerifyingKeys.TUPLE_BYTES;
        for (uint256 j = 1; j <= arity; j++) {
            uint256 number = VerifyingKeys.u32(pointer + 1);
            if (VerifyingKeys.u8(pointer) == 1) {
                number = v.publicValues[number];
            }
            sum = Extension.plus(sum, Extension.scale(v.busChallenges[j], number));
            pointer += VerifyingKeys.PLACE_BYTES;
        }
    }
}
