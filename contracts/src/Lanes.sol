// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Numbers for words of four lanes of 64 bits, as assembly needs them.

/// @dev p of KoalaBear.
uint256 constant P = 0x7f000001;

/// @dev 2^31 = 2^24 - 1 modulo p.
uint256 constant TWO_TO_31 = 0xffffff;

/// @dev 2 p in each lane: more than anything that was reduced.
uint256 constant TWICE_P = 0x00000000_fe000002_00000000_fe000002_00000000_fe000002_00000000_fe000002;

/// @dev 3 p in each lane: more than anything loose.
uint256 constant THRICE_P = 0x00000001_7d000003_00000001_7d000003_00000001_7d000003_00000001_7d000003;

/// @dev 1 in each lane, and 2^32 - p.
uint256 constant ONES = 0x00000000_00000001_00000000_00000001_00000000_00000001_00000000_00000001;
uint256 constant ABOVE_P = 0x00000000_80ffffff_00000000_80ffffff_00000000_80ffffff_00000000_80ffffff;

/// @dev 2^256 - 3: as X stands for 2^64, X^4 is 3 modulo this.
uint256 constant RING = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd;

/// @dev 2^62 / p, rounded down.
uint256 constant RECIPROCAL = 0x81020407;

uint256 constant LOW_16 = 0x00000000_0000ffff_00000000_0000ffff_00000000_0000ffff_00000000_0000ffff;
uint256 constant LOW_31 = 0x00000000_7fffffff_00000000_7fffffff_00000000_7fffffff_00000000_7fffffff;
uint256 constant LOW_33 = 0x00000001_ffffffff_00000001_ffffffff_00000001_ffffffff_00000001_ffffffff;
uint256 constant LOW_35 = 0x00000007_ffffffff_00000007_ffffffff_00000007_ffffffff_00000007_ffffffff;
uint256 constant LOW_32 = 0x00000000_ffffffff_00000000_ffffffff_00000000_ffffffff_00000000_ffffffff;

/// @dev Lanes 0 and 2; the lower two, and the higher two.
uint256 constant EVEN_LANES = 0x00000000_00000000_ffffffff_ffffffff_00000000_00000000_ffffffff_ffffffff;
uint256 constant LOW_HALF = 0x00000000_00000000_00000000_00000000_ffffffff_ffffffff_ffffffff_ffffffff;
uint256 constant HIGH_HALF = 0xffffffff_ffffffff_ffffffff_ffffffff_00000000_00000000_00000000_00000000;

/// @dev What repeats 96 bits twice more above them, and the lanes but the lowest one.
uint256 constant THRICE = 0x00000000_00000001_00000000_00000000_00000001_00000000_00000000_00000001;
uint256 constant HIGHER_LANES = 0x00000000_ffffffff_00000000_ffffffff_00000000_ffffffff_00000000_00000000;
