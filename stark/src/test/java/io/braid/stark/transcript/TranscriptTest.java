package io.braid.stark.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Challenges follow from all that was absorbed, and nonces cost work. */
class TranscriptTest {

  static Stream<Supplier<Transcript>> kinds() {
    return Stream.of(() -> new KeccakTranscript(26), Poseidon2Transcript::new);
  }

  private static int[] elements(int... numbers) {
    return Arrays.stream(numbers).map(KoalaBear::of).toArray();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void challengesDependOnAllThatWasAbsorbed(Supplier<Transcript> kind) {
    List<int[]> said =
        List.of(elements(1), elements(2), elements(1, 2, 3, 4, 5, 6, 7, 8, 9), elements(9, 1));
    List<String> drawn =
        said.stream()
            .map(elements -> {
              Transcript transcript = kind.get();
              transcript.absorb(elements);
              return Arrays.toString(transcript.challenge());
            })
            .toList();
    assertEquals(said.size(), drawn.stream().distinct().count());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void challengesAreAllDifferent(Supplier<Transcript> kind) {
    Transcript transcript = kind.get();
    transcript.absorb(elements(7));
    List<String> drawn =
        Stream.generate(() -> Arrays.toString(transcript.challenge())).limit(100).toList();
    assertEquals(drawn.size(), drawn.stream().distinct().count());
    assertTrue(transcript.challengeBits(5) < 32);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theLeastNonceIsFoundOnAnyNumberOfThreads(Supplier<Transcript> kind) {
    int bits = 10;
    int[] found = new int[2];
    for (int threads = 1; threads <= 2; threads++) {
      try (Workers workers = new Workers(threads)) {
        Transcript transcript = kind.get();
        transcript.absorb(elements(1, 2));
        found[threads - 1] = transcript.searchNonce(bits, workers);
        assertTrue(transcript.absorbNonce(found[threads - 1], bits));
      }
    }
    assertEquals(found[0], found[1]);
    for (int number = 0; number < KoalaBear.toCanonical(found[0]); number++) {
      Transcript transcript = kind.get();
      transcript.absorb(elements(1, 2));
      assertFalse(transcript.absorbNonce(KoalaBear.of(number), bits));
    }
  }

  private static byte[] keccak(int tag, byte[] state, byte[] bytes) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update((byte) tag);
    keccak.update(state, 0, state.length);
    keccak.update(bytes, 0, bytes.length);
    byte[] digest = new byte[32];
    keccak.doFinal(digest, 0);
    return digest;
  }

  @Test
  void keccakIsAsItIsDefined() {
    int digestBytes = 26;
    Transcript transcript = new KeccakTranscript(digestBytes);
    int[] digest = new int[8];
    Arrays.setAll(digest, i -> 0x01020304 * (i + 1));
    transcript.absorb(elements(5, 6));
    transcript.absorbDigest(digest);
    transcript.absorbNonce(KoalaBear.of(77), 0);
    transcript.challenge();

    byte[] state = new byte[32];
    state = keccak(1, state, new byte[] {0, 0, 0, 5, 0, 0, 0, 6});
    ByteBuffer bytes = ByteBuffer.allocate(32);
    bytes.asIntBuffer().put(digest);
    state = keccak(1, state, Arrays.copyOf(bytes.array(), digestBytes));
    state = keccak(3, state, new byte[] {0, 0, 0, 77});
    byte[] second = keccak(2, state, new byte[] {0, 0, 0, 1});
    int[] expected = new int[4];
    for (int k = 0; k < 4; k++) {
      BigInteger word = new BigInteger(1, Arrays.copyOfRange(second, 8 * k, 8 * k + 8));
      expected[k] = KoalaBear.of(word.mod(BigInteger.valueOf(KoalaBear.MODULUS)).intValue());
    }
    assertArrayEquals(expected, transcript.challenge());
    byte[] third = keccak(2, state, new byte[] {0, 0, 0, 2});
    assertEquals(((third[30] & 3) << 8) | (third[31] & 255), transcript.challengeBits(10));
  }
}
