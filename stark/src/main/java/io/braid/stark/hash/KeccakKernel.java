package io.braid.stark.hash;

import io.braid.stark.cpu.VectorApi;

/**
 * {@link Keccak} on several states at once. They stand at the begin of one array word by word: word
 * w of the state with number s at {@code w * lanes() + s}.
 *
 * <p>A kernel holds nothing that changes: all threads may use one, each with its own states.
 */
public interface KeccakKernel {

  /** The fastest kernel that there is here. */
  static KeccakKernel fastest() {
    return VectorApi.isThere() ? new VectorKeccakKernel() : scalar();
  }

  /** The kernel in plain Java, one state at a time. */
  static KeccakKernel scalar() {
    return new ScalarKeccakKernel();
  }

  /** The states at once. */
  int lanes();

  /** States of zeros, and behind them what the kernel needs to write to. */
  long[] newStates();

  /**
   * Replaces the states by their images.
   *
   * @param states as {@link #newStates} made them
   */
  void permute(long[] states);
}
