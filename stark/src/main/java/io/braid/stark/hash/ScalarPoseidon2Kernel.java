package io.braid.stark.hash;

/** {@link Poseidon2} itself, where there are no vectors. */
record ScalarPoseidon2Kernel(Poseidon2 permutation) implements Poseidon2Kernel {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int width() {
    return permutation.width();
  }

  @Override
  public void permute(int[] states) {
    permutation.permute(states);
  }
}
