package io.braid.stark.proof;

/** How a proof begins. */
final class ProofFormat {

  /** {@code BSP} and the version. */
  static final byte[] HEADER = {'B', 'S', 'P', 1};

  private ProofFormat() {}
}
