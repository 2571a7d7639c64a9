package io.braid.stark.transcript;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;
import java.util.Arrays;

/** A nonce in the first place of a state, permuted, for several nonces at once. */
final class Poseidon2Attempt implements NonceSearch.Attempt {

  private final Poseidon2Kernel kernel = Poseidon2Kernel.fastest(Poseidon2.WIDTH_16);
  private final int[] state;
  private final int[] states;
  private final int bits;

  /**
   * An attempt.
   *
   * @param bits that must be 0
   */
  Poseidon2Attempt(int[] state, int bits) {
    this.state = state.clone();
    this.states = new int[state.length * kernel.lanes()];
    this.bits = bits;
  }

  @Override
  public int lanes() {
    return kernel.lanes();
  }

  @Override
  public int firstOf(int number) {
    int lanes = kernel.lanes();
    for (int lane = 0; lane < lanes; lane++) {
      states[lane] = KoalaBear.of(number + lane);
    }
    for (int element = 1; element < state.length; element++) {
      Arrays.fill(states, element * lanes, (element + 1) * lanes, state[element]);
    }
    kernel.permute(states);
    for (int lane = 0; lane < lanes; lane++) {
      if (Poseidon2Transcript.lowBits(states[lane], bits) == 0) {
        return number + lane;
      }
    }
    return NonceSearch.NONE;
  }
}
