package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {

  @ParameterizedTest
  @CsvSource({
    "'',c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "abc,4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "The quick brown fox jumps over the lazy dog,"
        + "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15"
  })
  void knownAnswers(String text, String digest) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertEquals(digest, HexFormat.of().formatHex(Keccak256.hash(bytes)));
    assertEquals(digest, HexFormat.of().formatHex(PlainKeccak.hash(bytes)));
  }

  /** Lengths up to three blocks of 136 bytes, absorbed in pieces by one instance. */
  @Test
  void anyPieces() {
    Seeds.run(
        "Keccak256 pieces",
        seed -> {
          Random random = new Random(seed);
          Keccak256 keccak = new Keccak256();
          for (int length = 0; length <= 3 * 136 + 1; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            for (int at = 0; at < length; ) {
              int piece = Math.min(length - at, random.nextInt(200));
              if (piece == 1) {
                keccak.update(message[at]);
              } else {
                keccak.update(message, at, piece);
              }
              at += piece;
            }
            byte[] out = new byte[34];
            keccak.digest(out, 1);
            byte[] expected = new byte[34];
            System.arraycopy(PlainKeccak.hash(message), 0, expected, 1, 32);
            assertArrayEquals(expected, out);
            assertArrayEquals(
                Arrays.copyOfRange(expected, 1, 33),
                Keccak256.hash(
                    Arrays.copyOf(message, length / 3),
                    new byte[0],
                    Arrays.copyOfRange(message, length / 3, length)));
          }
        });
  }

  @Test
  void rangesOutsideTheArrayChangeNothing() {
    Keccak256 keccak = new Keccak256();
    byte[] bytes = {'a', 'b', 'c'};
    byte[] out = new byte[32];
    keccak.update(bytes[0]);
    assertThrows(IndexOutOfBoundsException.class, () -> keccak.update(bytes, 1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> keccak.update(bytes, -1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> keccak.digest(out, 1));
    keccak.update(bytes, 1, 2);
    keccak.digest(out, 0);
    assertArrayEquals(Keccak256.hash(bytes), out);
  }

  @Test
  void allocatesNothing() {
    Keccak256 keccak = new Keccak256();
    byte[] message = new byte[300];
    assertEquals(
        0,
        Allocations.bytes(() -> {
          keccak.update(message, 0, message.length);
          keccak.update((byte) 1);
          keccak.digest(message, 0);
        }));
  }
}
