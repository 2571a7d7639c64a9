package io.braid.stark.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ethereum's keccak256, of one message at a time: for who hashes little. */
public final class Keccak256 {

  /** The bytes of a digest. */
  public static final int DIGEST_BYTES = 32;

  /** The bytes that a permutation takes in. */
  private static final int RATE_BYTES = 136;

  private Keccak256() {}

  /** The digest of a message. */
  public static byte[] hash(byte[] message) {
    int blocks = message.length / RATE_BYTES + 1;
    byte[] padded = new byte[blocks * RATE_BYTES];
    System.arraycopy(message, 0, padded, 0, message.length);
    padded[message.length] ^= 0x01;
    padded[padded.length - 1] ^= (byte) 0x80;
    ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
    long[] state = new long[Keccak.WORDS];
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < RATE_BYTES / Long.BYTES; i++) {
        state[i] ^= words.getLong();
      }
      Keccak.permute(state);
    }
    ByteBuffer digest = ByteBuffer.allocate(DIGEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < DIGEST_BYTES / Long.BYTES; i++) {
      digest.putLong(state[i]);
    }
    return digest.array();
  }
}
