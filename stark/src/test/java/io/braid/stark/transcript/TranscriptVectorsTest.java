package io.braid.stark.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.stark.field.KoalaBear;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

/** A transcript by its definition, as the tests of the contract read it. */
class TranscriptVectorsTest {

  private static final int DIGEST_BYTES = 26;
  private static final int[] ELEMENTS = {1, 2, KoalaBear.MODULUS - 1};
  private static final int ZEROS = 5;
  private static final int BITS = 17;

  private static byte[] keccak(int tag, byte[] state, byte[] message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    bytes.writeBytes(state);
    bytes.writeBytes(message);
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(bytes.toByteArray(), 0, bytes.size());
    byte[] digest = new byte[32];
    keccak.doFinal(digest, 0);
    return digest;
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(0, number).array();
  }

  private static int zeros(byte[] digest) {
    return new BigInteger(1, digest).getLowestSetBit();
  }

  /** The coefficients, canonical, the first one first. */
  private static int[] challenge(byte[] state, int number) {
    byte[] drawn = keccak(2, state, number(number));
    int[] coefficients = new int[4];
    for (int k = 0; k < coefficients.length; k++) {
      BigInteger part = new BigInteger(1, Arrays.copyOfRange(drawn, 8 * k, 8 * k + 8));
      coefficients[k] = part.mod(BigInteger.valueOf(KoalaBear.MODULUS)).intValueExact();
    }
    return coefficients;
  }

  private static void add(ObjectNode vector, String name, int[] coefficients) {
    Arrays.stream(coefficients).forEach(vector.withArray("/" + name)::add);
  }

  private static void check(JsonNode vector, String name, int[] element) {
    for (int k = 0; k < element.length; k++) {
      assertEquals(vector.get(name).get(k).asInt(), KoalaBear.toCanonical(element[k]), name);
    }
  }

  @Test
  void transcriptsAreThoseOfTheVectors() throws IOException {
    byte[] elements = new byte[ELEMENTS.length * Integer.BYTES];
    Arrays.stream(ELEMENTS).forEach(ByteBuffer.wrap(elements)::putInt);
    byte[] digest = Arrays.copyOf(keccak(0, new byte[0], new byte[0]), DIGEST_BYTES);
    ObjectNode vector = JsonNodeFactory.instance.objectNode();
    vector.put("elements", "0x" + HexFormat.of().formatHex(elements));
    byte[] state = keccak(1, new byte[32], elements);
    add(vector, "first", challenge(state, 0));
    add(vector, "second", challenge(state, 1));
    vector.put("digest", "0x" + HexFormat.of().formatHex(digest));
    state = keccak(1, state, digest);
    add(vector, "third", challenge(state, 0));
    int nonce = 0;
    while (zeros(keccak(3, state, number(nonce))) != ZEROS) {
      nonce++;
    }
    vector.put("nonce", nonce);
    state = keccak(3, state, number(nonce));
    vector.put("state", "0x" + HexFormat.of().formatHex(state));
    vector.put("zeros", ZEROS);
    byte[] drawn = keccak(2, state, number(0));
    vector.put("bits", ByteBuffer.wrap(drawn).getInt(28) & ((1 << BITS) - 1));
    JsonNode committed = Golden.check("contract/transcript.json", vector);

    KeccakTranscript transcript = new KeccakTranscript(DIGEST_BYTES);
    transcript.absorb(Arrays.stream(ELEMENTS).map(KoalaBear::of).toArray());
    check(committed, "first", transcript.challenge());
    check(committed, "second", transcript.challenge());
    int[] words = new int[8];
    ByteBuffer.wrap(Arrays.copyOf(digest, 32)).asIntBuffer().get(words);
    transcript.absorbDigest(words);
    check(committed, "third", transcript.challenge());
    assertTrue(transcript.absorbNonce(KoalaBear.of(committed.get("nonce").asInt()), ZEROS));
    assertEquals(committed.get("bits").asInt(), transcript.challengeBits(BITS));
  }
}
