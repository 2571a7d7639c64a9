// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Why a proof is rejected, in the order of the verifier's steps; NONE if it is one.
/// Names and order are those of the Java verifier.
enum Fault {
    NONE,
    PUBLIC_VALUES,
    VERSION,
    HEIGHT,
    BUS_WRAPS,
    TRUNCATED,
    NOT_CANONICAL,
    GRINDING_BUSES,
    BUS_SUM,
    GRINDING_POINT,
    POINT_IN_DOMAIN,
    CONSTRAINTS,
    GRINDING_BATCHING,
    GRINDING_FOLDING,
    GRINDING_QUERIES,
    OPENING_FIXED,
    OPENING_MAIN,
    OPENING_LOGUP,
    OPENING_QUOTIENT,
    OPENING_FOLDING,
    FOLDING_OF_COLUMNS,
    FOLDING,
    FINAL_POLYNOMIAL,
    TRAILING_BYTES
}
