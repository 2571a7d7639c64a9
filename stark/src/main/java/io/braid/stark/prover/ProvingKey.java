package io.braid.stark.prover;

import io.braid.stark.air.Circuit;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.cpu.Workers;
import io.braid.stark.key.Heights;
import io.braid.stark.key.MerkleHashes;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import io.braid.stark.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What proofs of a circuit have in common: the verifying key, and the fixed columns, extended. */
public final class ProvingKey {

  private final VerifyingKey verifyingKey;
  private final Commitment fixed;

  private ProvingKey(VerifyingKey verifyingKey, Commitment fixed) {
    this.verifyingKey = verifyingKey;
    this.fixed = fixed;
  }

  /**
   * Makes the keys of a circuit.
   *
   * @throws IllegalArgumentException if circuit, profile and heights do not go together
   */
  public static ProvingKey of(Circuit circuit, Profile profile, Heights heights, Workers workers) {
    Ntt ntt = new Ntt(workers);
    List<Matrix> extended = new ArrayList<>();
    for (Optional<Matrix> matrix : circuit.fixed()) {
      extended.add(matrix.map(values -> ntt.extend(values, profile.logBlowUp())).orElse(null));
    }
    MerkleHash hash = MerkleHashes.of(profile);
    Commitment fixed = Commitment.to(extended, hash, workers);
    int[] root = fixed.isEmpty() ? new int[MerkleHash.DIGEST_INTS] : fixed.root();
    return new ProvingKey(new VerifyingKey(circuit, profile, heights, root), fixed);
  }

  /** What a verifier needs of it. */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** The fixed columns, extended. */
  Commitment fixed() {
    return fixed;
  }
}
