package io.braid.stark.transcript;

import io.braid.stark.hash.KeccakKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * keccak256(tag, state, nonce) for several nonces at once: 37 bytes, so one permutation. The nonce
 * stands in bytes 33 to 36, the last bytes of the digest in the upper half of word 3.
 */
final class KeccakAttempt implements NonceSearch.Attempt {

  private static final int RATE_BYTES = 136;
  private static final int WORDS = RATE_BYTES / Long.BYTES;
  private static final int NONCE_WORD = 4;
  private static final int DIGEST_END_WORD = 3;

  private final KeccakKernel kernel = KeccakKernel.fastest();
  private final long[] message = new long[WORDS];
  private final long[] states = kernel.newStates();
  private final int mask;

  /**
   * An attempt.
   *
   * @param before the bytes in front of the nonce
   * @param bits that must be 0
   */
  KeccakAttempt(byte[] before, int bits) {
    byte[] block = Arrays.copyOf(before, RATE_BYTES);
    block[before.length + Integer.BYTES] = 0x01;
    block[RATE_BYTES - 1] = (byte) 0x80;
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(message);
    mask = (1 << bits) - 1;
  }

  @Override
  public int lanes() {
    return kernel.lanes();
  }

  @Override
  public int firstOf(int number) {
    int lanes = kernel.lanes();
    Arrays.fill(states, 0);
    for (int word = 0; word < WORDS; word++) {
      Arrays.fill(states, word * lanes, (word + 1) * lanes, message[word]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      long bytes = Integer.toUnsignedLong(Integer.reverseBytes(number + lane));
      states[NONCE_WORD * lanes + lane] |= bytes << Byte.SIZE;
    }
    kernel.permute(states);
    for (int lane = 0; lane < lanes; lane++) {
      long word = states[DIGEST_END_WORD * lanes + lane];
      if ((Integer.reverseBytes((int) (word >>> Integer.SIZE)) & mask) == 0) {
        return number + lane;
      }
    }
    return NonceSearch.NONE;
  }
}
