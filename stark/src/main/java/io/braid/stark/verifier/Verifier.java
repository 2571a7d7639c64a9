package io.braid.stark.verifier;

import io.braid.stark.algebra.Fault;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Layout;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.proof.ProofReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks proofs against a key. All threads may use one. */
public final class Verifier {

  private final VerifyingKey key;

  /** A verifier of proofs made for a key. */
  public Verifier(VerifyingKey key) {
    this.key = key;
  }

  /**
   * Why a proof is none; empty if it is one. Any bytes give a verdict, and how long that takes is
   * bounded by the key.
   *
   * @param publicValues what the proof is said to be of, in Montgomery form
   */
  public Optional<Fault> verify(int[] publicValues, byte[] proof) {
    if (!arePublicValues(publicValues)) {
      return Optional.of(Fault.PUBLIC_VALUES);
    }
    ProofReader reader = new ProofReader(proof, key.merkleHash());
    if (!reader.header()) {
      return Optional.of(Fault.VERSION);
    }
    int[] logHeights = new int[key.circuit().tables().size()];
    for (int t = 0; t < logHeights.length; t++) {
      logHeights[t] = reader.logHeight();
    }
    if (reader.isTruncated()) {
      return Optional.of(Fault.TRUNCATED);
    }
    if (!key.heights().contain(logHeights)) {
      return Optional.of(Fault.HEIGHT);
    }
    if (!key.circuit().busesThatCanWrap(logHeights).isEmpty()) {
      return Optional.of(Fault.BUS_WRAPS);
    }
    NumberAlgebra numbers = new NumberAlgebra(key, reader);
    Layout layout = new Layout(key.circuit(), key.profile(), logHeights);
    new Verification<>(numbers, key, layout, elements(publicValues)).run();
    return numbers.fault();
  }

  private boolean arePublicValues(int[] values) {
    if (values.length != key.circuit().publicValues()) {
      return false;
    }
    for (int value : values) {
      if (!KoalaBear.isElement(value)) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> elements(int[] values) {
    List<Integer> elements = new ArrayList<>();
    for (int value : values) {
      elements.add(value);
    }
    return elements;
  }
}
