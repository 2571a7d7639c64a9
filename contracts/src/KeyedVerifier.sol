// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KeyCheck} from "./KeyCheck.sol";
import {Verification} from "./Verification.sol";
import {VerifyingKey, VerifyingKeys} from "./VerifyingKey.sol";

/// @notice Who checks proofs of one circuit: the verifying key, in the code of contracts. It is pinned when the verifier is
/// deployed, and nobody can change it: there is no owner, no storage, no switch.
abstract contract KeyedVerifier {
    /// @notice More contracts with data than a key may have, or none.
    error WrongNumberOfPieces(uint256 number);

    /// @notice A contract with data that does not begin with STOP, or has no code.
    error NotData(address piece);

    /// @notice The key has another digest than it should have.
    error OtherDigest(bytes32 digest);

    /// @notice The contracts that a key may be cut into.
    uint256 public constant PIECES_MAX = 8;

    /// @notice keccak256 of the verifying key.
    bytes32 public immutable keyDigest;

    uint256 private immutable pieceCount;
    address private immutable piece0;
    address private immutable piece1;
    address private immutable piece2;
    address private immutable piece3;
    address private immutable piece4;
    address private immutable piece5;
    address private immutable piece6;
    address private immutable piece7;

    /// @notice A verifier of proofs made for a key.
    /// @param pieces contracts whose code is STOP and then a piece of the key, in order
    /// @param digest keccak256 of the key
    constructor(address[] memory pieces, bytes32 digest) {
        if (pieces.length == 0 || pieces.length > PIECES_MAX) {
            revert WrongNumberOfPieces(pieces.length);
        }
        for (uint256 i = 0; i < pieces.length; i++) {
            // Code that begins with STOP does nothing, so it stays as it is; a delegated account begins otherwise.
            if (pieces[i].code.length == 0 || pieces[i].code[0] != 0) {
                revert NotData(pieces[i]);
            }
        }
        bytes memory encoded = VerifyingKeys.load(pieces);
        if (keccak256(encoded) != digest) {
            revert OtherDigest(keccak256(encoded));
        }
        (VerifyingKey memory key, uint256 end) = VerifyingKeys.parse(encoded, digest);
        KeyCheck.check(encoded, key, end);
        keyDigest = digest;
        pieceCount = pieces.length;
        piece0 = pieces[0];
        piece1 = pieces.length > 1 ? pieces[1] : address(0);
        piece2 = pieces.length > 2 ? pieces[2] : address(0);
        piece3 = pieces.length > 3 ? pieces[3] : address(0);
        piece4 = pieces.length > 4 ? pieces[4] : address(0);
        piece5 = pieces.length > 5 ? pieces[5] : address(0);
        piece6 = pieces.length > 6 ? pieces[6] : address(0);
        piece7 = pieces.length > 7 ? pieces[7] : address(0);
    }

    /// @dev A verification with the key, and nothing read of the proof.
    function prepare(bytes calldata proof) internal view returns (Verification memory v) {
        address[] memory pieces = new address[](pieceCount);
        address[PIECES_MAX] memory all = [piece0, piece1, piece2, piece3, piece4, piece5, piece6, piece7];
        for (uint256 i = 0; i < pieces.length; i++) {
            pieces[i] = all[i];
        }
        (v.key,) = VerifyingKeys.parse(VerifyingKeys.load(pieces), keyDigest);
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := proof.offset
        }
        v.reader.pointer = pointer;
        v.reader.end = pointer + proof.length;
    }
}
