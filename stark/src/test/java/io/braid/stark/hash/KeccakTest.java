package io.braid.stark.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

/** The permutation, by the hash that is made of it, against another implementation. */
class KeccakTest {

  private static final int BYTES_MAX = 1000;

  @Test
  void theEmptyMessage() {
    assertEquals(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        HexFormat.of().formatHex(Keccak256.hash(new byte[0])));
  }

  @Test
  void messagesOfAnyLength() {
    Seeds.run(
        "Keccak",
        seed -> {
          Random random = new Random(seed);
          for (int length = 0; length < BYTES_MAX; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            KeccakDigest other = new KeccakDigest(256);
            other.update(message, 0, message.length);
            byte[] expected = new byte[Keccak256.DIGEST_BYTES];
            other.doFinal(expected, 0);
            assertArrayEquals(expected, Keccak256.hash(message));
          }
        });
  }
}
