package io.braid.stark.verifier;

import io.braid.stark.algebra.Fault;
import io.braid.stark.key.Layout;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.proof.ProofReader;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the steps of the verifier alone would say, without the checks of heights before them: to
 * show what these are for.
 */
public final class VerifierWithoutHeights {

  private VerifierWithoutHeights() {}

  /** The first fault of the steps. */
  public static Optional<Fault> verify(VerifyingKey key, int[] publicValues, byte[] proof) {
    ProofReader reader = new ProofReader(proof, key.merkleHash());
    reader.header();
    int[] logHeights = new int[key.circuit().tables().size()];
    for (int t = 0; t < logHeights.length; t++) {
      logHeights[t] = reader.logHeight();
    }
    NumberAlgebra numbers = new NumberAlgebra(key, reader);
    Layout layout = new Layout(key.circuit(), key.profile(), logHeights);
    new Verification<>(numbers, key, layout, Arrays.stream(publicValues).boxed().toList()).run();
    return numbers.fault();
  }
}
