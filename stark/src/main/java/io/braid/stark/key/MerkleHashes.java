package io.braid.stark.key;

import io.braid.stark.commit.KeccakMerkleHash;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.Poseidon2MerkleHash;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;

/** The hash of a profile's trees. */
public final class MerkleHashes {

  private MerkleHashes() {}

  /** That of a profile. */
  public static MerkleHash of(Profile profile) {
    return profile.hash() == HashKind.KECCAK
        ? new KeccakMerkleHash(profile.digestBytes())
        : new Poseidon2MerkleHash();
  }
}
