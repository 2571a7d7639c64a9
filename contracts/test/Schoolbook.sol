// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The extension as plainly as it can be written: four coefficients, each below p.
library Schoolbook {
    uint256 internal constant P = 2 ** 31 - 2 ** 24 + 1;

    function product(uint256[4] memory a, uint256[4] memory b) internal pure returns (uint256[4] memory c) {
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 j = 0; j < 4; j++) {
                uint256 term = mulmod(a[i], b[j], P);
                uint256 place = i + j;
                if (place >= 4) {
                    place -= 4;
                    term = mulmod(term, 3, P);
                }
                c[place] = addmod(c[place], term, P);
            }
        }
    }

    function sum(uint256[4] memory a, uint256[4] memory b) internal pure returns (uint256[4] memory c) {
        for (uint256 i = 0; i < 4; i++) {
            c[i] = addmod(a[i] % P, b[i] % P, P);
        }
    }

    function difference(uint256[4] memory a, uint256[4] memory b) internal pure returns (uint256[4] memory c) {
        for (uint256 i = 0; i < 4; i++) {
            c[i] = addmod(a[i] % P, P - b[i] % P, P);
        }
    }

    /// @dev The coefficients of lanes.
    function unpack(uint256 lanes) internal pure returns (uint256[4] memory a) {
        for (uint256 i = 0; i < 4; i++) {
            a[i] = uint64(lanes >> (64 * i)) % P;
        }
    }

    function pack(uint256[4] memory a) internal pure returns (uint256 lanes) {
        for (uint256 i = 0; i < 4; i++) {
            lanes |= a[i] << (64 * i);
        }
    }
}
