package io.braid.protocol.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.crypto.PlainPoseidon2;
import io.braid.protocol.crypto.Poseidon2Hash;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellKeyTest {

  private static final String GOLDEN = "io/braid/protocol/cell/cell-keys.json";
  private static final BigInteger ONE = BigInteger.ONE;

  @ParameterizedTest
  @CsvSource({
    "1, HOLDING, false",
    "2, ALLOWANCE, true",
    "3, POOL_RESERVES, false",
    "4, POOL_CLOCK, false",
    "5, POOL_PRICE, false",
    "6, POOL_CUMULATIVE, false",
    "7, COLLECTOR, false",
  })
  void kinds(int code, CellKind kind, boolean hashed) {
    assertEquals(code, kind.code());
    assertEquals(hashed, kind.hashed());
    assertEquals(kind, CellKind.of(code));
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "8", "255", "256"})
  void noKind(int code) {
    assertNull(CellKind.of(code));
  }

  @Test
  void committedVectors() throws IOException {
    JsonNode vectors = Golden.check(GOLDEN, generated());
    for (JsonNode vector : vectors.get("packed")) {
      long[] words = new long[12];
      Word256.parseHex(vector.get("owner").asText(), words, 0);
      Word256.parseHex(vector.get("asset").asText(), words, 4);
      CellKind kind = CellKind.valueOf(vector.get("kind").asText());
      CellKey.pack(kind.code(), vector.get("rest").asInt(), words, 0, words, 4, words, 8);
      assertEquals(vector.get("key").asText(), Word256.toHex(words, 8));
    }
    Poseidon2Hash hash = new Poseidon2Hash();
    for (JsonNode vector : vectors.get("hashed")) {
      long[] words = new long[16];
      Word256.parseHex(vector.get("owner").asText(), words, 0);
      Word256.parseHex(vector.get("spender").asText(), words, 4);
      Word256.parseHex(vector.get("asset").asText(), words, 8);
      hash.digest(words, 0, words, 4, words, 8, words, 12);
      CellKind kind = CellKind.valueOf(vector.get("kind").asText());
      CellKey.packHashed(kind.code(), words, 12, words, 12);
      assertEquals(vector.get("key").asText(), Word256.toHex(words, 12));
    }
    assertEquals(6 * 3 + 2, vectors.get("packed").size());
    assertEquals(3, vectors.get("hashed").size());
  }

  /** Every kind with the least, the largest and an ordinary owner and asset. */
  private static JsonNode generated() {
    BigInteger owner = new BigInteger("00112233445566778899aabbccddeeff01234567", 16);
    BigInteger ownerMax = ONE.shiftLeft(160).subtract(ONE);
    BigInteger asset = ONE.shiftLeft(32).add(BigInteger.valueOf(7));
    BigInteger assetMax = ONE.shiftLeft(64).subtract(ONE);
    ObjectNode vectors = JsonNodeFactory.instance.objectNode();
    ArrayNode packed = vectors.putArray("packed");
    for (CellKind kind : CellKind.values()) {
      if (!kind.hashed()) {
        addPacked(packed, kind, 0, owner, asset);
        addPacked(packed, kind, 1, BigInteger.ZERO, BigInteger.ZERO);
        addPacked(packed, kind, CellKey.REST_LIMIT - 1, ownerMax, assetMax);
      }
    }
    // What is above 160 and 64 bits does not count.
    addPacked(packed, CellKind.HOLDING, 0, Words.MAX, Words.MAX);
    addPacked(packed, CellKind.HOLDING, 0, ONE.shiftLeft(160), ONE.shiftLeft(64));
    ArrayNode hashed = vectors.putArray("hashed");
    BigInteger spender = owner.not().mod(ONE.shiftLeft(160));
    addHashed(hashed, owner, spender, asset);
    addHashed(hashed, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    addHashed(hashed, ownerMax, ownerMax, assetMax);
    return vectors;
  }

  private static void addPacked(
      ArrayNode vectors, CellKind kind, int rest, BigInteger owner, BigInteger asset) {
    vectors
        .addObject()
        .put("kind", kind.name())
        .put("rest", rest)
        .put("owner", "0x" + owner.toString(16))
        .put("asset", "0x" + asset.toString(16))
        .put("key", "0x" + packed(kind.code(), rest, owner, asset).toString(16));
  }

  private static void addHashed(
      ArrayNode vectors, BigInteger owner, BigInteger spender, BigInteger asset) {
    BigInteger digest = PlainPoseidon2.hash(owner, spender, asset);
    vectors
        .addObject()
        .put("kind", CellKind.ALLOWANCE.name())
        .put("owner", "0x" + owner.toString(16))
        .put("spender", "0x" + spender.toString(16))
        .put("asset", "0x" + asset.toString(16))
        .put("key", "0x" + BigInteger.TWO.shiftLeft(248).add(digest).toString(16));
  }

  private static BigInteger packed(int kind, int rest, BigInteger owner, BigInteger asset) {
    return BigInteger.valueOf(kind)
        .shiftLeft(248)
        .add(BigInteger.valueOf(rest).shiftLeft(224))
        .add(owner.mod(ONE.shiftLeft(160)).shiftLeft(64))
        .add(asset.mod(ONE.shiftLeft(64)));
  }

  /** Wherever the output lies among the inputs, it gets the same key, and nothing else changes. */
  @Test
  void outputMayOverlapInputs() {
    Seeds.run(
        "cell keys",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 5_000; i++) {
            long[] before = random.longs(12).toArray();
            int ownerAt = random.nextInt(9);
            int assetAt = random.nextInt(9);
            int at = random.nextInt(9);
            int kind = List.of(1, 7, 127, 128, 255).get(random.nextInt(5));
            int rest = random.nextInt(CellKey.REST_LIMIT);
            BigInteger owner = Words.get(before, ownerAt);

            long[] words = before.clone();
            long[] expected = before.clone();
            Words.put(packed(kind, rest, owner, Words.get(before, assetAt)), expected, at);
            CellKey.pack(kind, rest, words, ownerAt, words, assetAt, words, at);
            assertArrayEquals(expected, words);

            words = before.clone();
            expected = before.clone();
            BigInteger digest = owner.mod(ONE.shiftLeft(248));
            Words.put(BigInteger.valueOf(kind).shiftLeft(248).add(digest), expected, at);
            CellKey.packHashed(kind, words, ownerAt, words, at);
            assertArrayEquals(expected, words);
          }
        });
  }
}
