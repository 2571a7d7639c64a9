package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Poseidon2HashTest {

  private static final String GOLDEN = "io/braid/protocol/crypto/poseidon2-hash.json";

  private final Poseidon2Hash hash = new Poseidon2Hash();

  @Test
  void committedVectors() throws Exception {
    int count = 0;
    for (JsonNode vector : Golden.check(GOLDEN, generated())) {
      long[] words = new long[16];
      Word256.parseHex(vector.get("a").asText(), words, 0);
      Word256.parseHex(vector.get("b").asText(), words, 4);
      Word256.parseHex(vector.get("c").asText(), words, 8);
      hash.digest(words, 0, words, 4, words, 8, words, 12);
      assertEquals(vector.get("digest").asText(), Word256.toHex(words, 12));
      count++;
    }
    assertEquals(24, count);
  }

  @Test
  void anyWords() {
    Seeds.run(
        "Poseidon2Hash",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 60; i++) {
            BigInteger a = Words.random(random);
            BigInteger b = new BigInteger(256, random);
            BigInteger c = Words.random(random);
            assertEquals(PlainPoseidon2.hash(a, b, c), digest(a, b, c));
          }
        });
  }

  @Test
  void outputMayOverlapInputs() {
    Seeds.run(
        "Poseidon2Hash overlap",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 200; i++) {
            long[] before = random.longs(12).toArray();
            int ai = random.nextInt(9);
            int bi = random.nextInt(9);
            int ci = random.nextInt(9);
            int oi = random.nextInt(9);
            long[] expected = before.clone();
            Words.put(
                digest(Words.get(before, ai), Words.get(before, bi), Words.get(before, ci)),
                expected,
                oi);
            hash.digest(before, ai, before, bi, before, ci, before, oi);
            assertArrayEquals(expected, before);
          }
        });
  }

  @Test
  void allocatesNothing() {
    long[] words = new long[12];
    assertEquals(0, Allocations.bytes(() -> hash.digest(words, 0, words, 4, words, 8, words, 4)));
  }

  private BigInteger digest(BigInteger a, BigInteger b, BigInteger c) {
    long[] out = new long[4];
    hash.digest(Words.of(a), 0, Words.of(b), 0, Words.of(c), 0, out, 0);
    return Words.get(out, 0);
  }

  /** The seed is part of the vectors, so it is no seed of {@link Seeds}. */
  private static JsonNode generated() {
    ArrayNode vectors = JsonNodeFactory.instance.arrayNode();
    BigInteger[] corners = {BigInteger.ZERO, BigInteger.ONE, Words.MAX};
    for (int i = 0; i < 8; i++) {
      add(vectors, corners[i % 2], corners[i / 2 % 2], corners[i / 4 % 2]);
    }
    for (int i = 0; i < 8; i++) {
      add(vectors, corners[2 * (i % 2)], corners[2 * (i / 2 % 2)], corners[2 * (i / 4 % 2)]);
    }
    Random random = new Random(1);
    for (int i = 0; i < 8; i++) {
      add(
          vectors,
          new BigInteger(256, random),
          new BigInteger(256, random),
          new BigInteger(256, random));
    }
    return vectors;
  }

  private static void add(ArrayNode vectors, BigInteger a, BigInteger b, BigInteger c) {
    vectors
        .addObject()
        .put("a", "0x" + a.toString(16))
        .put("b", "0x" + b.toString(16))
        .put("c", "0x" + c.toString(16))
        .put("digest", "0x" + PlainPoseidon2.hash(a, b, c).toString(16));
  }
}
