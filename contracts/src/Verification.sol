// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Layout, Tree} from "./Layout.sol";
import {ProofReader} from "./ProofReader.sol";
import {Transcript} from "./Transcript.sol";
import {VerifyingKey} from "./VerifyingKey.sol";

/// @notice A folding that was committed to.
/// @param log the power of two that it joins
struct Folding {
    uint256 log;
    Tree tree;
    uint256[] challenges;
}

/// @notice What a verifier knows of a proof so far. Elements are those of the extension.
/// @param publicValues elements of KoalaBear
/// @param busChallenges gamma, beta_1, beta_2, ...; empty if there is no bus
/// @param sums of the fractions of each table; 0 if it has none
/// @param alpha joins constraints
/// @param point outside of the domain
/// @param values of all columns at the point
/// @param nextValues of those that are read in the next row at the next point
/// @param coefficients that join columns, one for each, canonical
/// @param nextCoefficient that of the next point
/// @param last coefficients of the last polynomial, canonical
struct Verification {
    VerifyingKey key;
    ProofReader reader;
    Transcript transcript;
    Layout shape;
    uint256[] publicValues;
    uint256[] busChallenges;
    uint256[] sums;
    uint256 alpha;
    uint256 point;
    uint256[] values;
    uint256[] nextValues;
    uint256[] coefficients;
    uint256 nextCoefficient;
    Folding[] foldings;
    uint256[] last;
}
