package io.braid.stark.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

/** The permutation, by the hash that is made of it, against another implementation. */
class KeccakTest {

  private static final int RATE = 136;

  /** keccak256 of what fits into one block. */
  private static byte[] hash(byte[] message) {
    byte[] block = new byte[8 * Keccak.WORDS];
    System.arraycopy(message, 0, block, 0, message.length);
    block[message.length] ^= 1;
    block[RATE - 1] ^= (byte) 0x80;
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    long[] state = new long[Keccak.WORDS];
    bytes.asLongBuffer().get(state);
    Keccak.permute(state);
    bytes.asLongBuffer().put(state);
    byte[] digest = new byte[32];
    System.arraycopy(block, 0, digest, 0, digest.length);
    return digest;
  }

  @Test
  void theEmptyMessage() {
    assertEquals(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        HexFormat.of().formatHex(hash(new byte[0])));
  }

  @Test
  void anyMessage() {
    Seeds.run(
        "Keccak",
        seed -> {
          Random random = new Random(seed);
          for (int run = 0; run < 200; run++) {
            byte[] message = new byte[random.nextInt(RATE)];
            random.nextBytes(message);
            KeccakDigest other = new KeccakDigest(256);
            other.update(message, 0, message.length);
            byte[] expected = new byte[32];
            other.doFinal(expected, 0);
            assertArrayEquals(expected, hash(message));
          }
        });
  }
}
