package io.braid.stark.hash;

/** {@link Keccak} itself, where there are no vectors. */
final class ScalarKeccakKernel implements KeccakKernel {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public long[] newStates() {
    return new long[Keccak.WORDS];
  }

  @Override
  public void permute(long[] states) {
    Keccak.permute(states);
  }
}
