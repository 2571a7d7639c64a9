package io.braid.stark.hash;

import io.braid.stark.cpu.VectorApi;

/**
 * {@link Poseidon2} on several states at once. They stand in one array element by element: element
 * e of the state with number s at {@code e * lanes() + s}.
 *
 * <p>A kernel holds nothing that changes: all threads may use one.
 */
public interface Poseidon2Kernel {

  /** The fastest kernel that there is here. */
  static Poseidon2Kernel fastest(Poseidon2 permutation) {
    return VectorApi.isThere() ? new VectorPoseidon2Kernel(permutation) : scalar(permutation);
  }

  /** The kernel in plain Java, one state at a time. */
  static Poseidon2Kernel scalar(Poseidon2 permutation) {
    return new ScalarPoseidon2Kernel(permutation);
  }

  /** The states at once. */
  int lanes();

  /** Elements of a state. */
  int width();

  /** Replaces the states by their images. */
  void permute(int[] states);
}
