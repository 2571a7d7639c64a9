package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Vectors;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The published vectors of Wycheproof and of ethereum/tests. */
class Secp256k1VectorsTest {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final Secp256k1 secp256k1 = new Secp256k1();

  private record Pair(BigInteger r, BigInteger s) {}

  /** Reads the bytes of a signature; empty if they are not in the format. */
  @FunctionalInterface
  private interface Format {
    Optional<Pair> read(byte[] signature);
  }

  /** What came of the cases of a file. */
  private static final class Count {
    private int unreadable;
    private final Map<SignatureFault, Integer> faults = new EnumMap<>(SignatureFault.class);
  }

  /** Valid signatures may have a high s in this file: then the other s must be valid. */
  @Test
  void wycheproofP1363() throws Exception {
    Count count =
        run("ecdsa_secp256k1_sha256_p1363_test.json", Secp256k1VectorsTest::readP1363, false);
    assertEquals(18, count.unreadable);
    assertEquals(
        "{NONE=95, R_ZERO=7, R_NOT_BELOW_ORDER=31, S_ZERO=3, S_NOT_BELOW_ORDER=9, S_HIGH=80,"
            + " POINT_AT_INFINITY=4, MISMATCH=5}",
        count.faults.toString());
  }

  @Test
  void wycheproofBitcoin() throws Exception {
    Count count =
        run("ecdsa_secp256k1_sha256_bitcoin_test.json", Secp256k1VectorsTest::readDer, true);
    assertEquals(232, count.unreadable);
    assertEquals(
        "{NONE=162, R_ZERO=8, R_NOT_BELOW_ORDER=30, S_ZERO=4, S_NOT_BELOW_ORDER=8, S_HIGH=4,"
            + " POINT_AT_INFINITY=5, MISMATCH=10}",
        count.faults.toString());
  }

  /**
   * Seeds, keys and addresses. The signatures in the file are left out: they hold for no hash of
   * the empty string that Ethereum knows, and other clients skip them as well.
   */
  @Test
  void ethereumAddresses() throws Exception {
    for (JsonNode row : Vectors.published().json("ethereum-tests/BasicTests/keyaddrtest.json")) {
      byte[] key = Keccak256.hash(row.get("seed").asText().getBytes(StandardCharsets.US_ASCII));
      assertEquals(row.get("key").asText(), HexFormat.of().formatHex(key));
      Signer signer = Signer.of(new BigInteger(1, key));
      byte[] hash = Keccak256.hash();
      Signer.Signature signature = signer.sign(hash);
      byte[] address = new byte[20];
      assertEquals(
          SignatureFault.NONE,
          secp256k1.recoverAddress(
              hash,
              0,
              signature.yParity(),
              signature.rWord(),
              0,
              signature.sWord(),
              0,
              address,
              0));
      assertEquals(row.get("addr").asText(), HexFormat.of().formatHex(address));
    }
  }

  private Count run(String file, Format format, boolean lowOnly) throws Exception {
    Count count = new Count();
    int cases = 0;
    JsonNode published = Vectors.published().json("wycheproof/testvectors_v1/" + file);
    for (JsonNode group : published.get("testGroups")) {
      String key = group.get("publicKey").get("uncompressed").asText();
      byte[] publicKey = HexFormat.of().parseHex(key, 2, key.length());
      for (JsonNode row : group.get("tests")) {
        check(row, publicKey, format, lowOnly, count);
        cases++;
      }
    }
    assertEquals(published.get("numberOfTests").intValue(), cases);
    return count;
  }

  private void check(JsonNode row, byte[] publicKey, Format format, boolean lowOnly, Count count)
      throws Exception {
    String what = row.toString();
    boolean valid = row.get("result").asText().equals("valid");
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(HexFormat.of().parseHex(row.get("msg").asText()));
    Optional<Pair> pair =
        format
            .read(HexFormat.of().parseHex(row.get("sig").asText()))
            .filter(read -> read.r.bitLength() <= 256 && read.s.bitLength() <= 256);
    if (pair.isEmpty()) {
      assertEquals(false, valid, what);
      count.unreadable++;
      return;
    }
    BigInteger r = pair.get().r;
    BigInteger s = pair.get().s;
    SignatureFault fault = verify(hash, r, s, publicKey);
    count.faults.merge(fault, 1, Integer::sum);
    if (fault == SignatureFault.S_HIGH) {
      assertEquals(true, s.compareTo(ORDER.shiftRight(1)) > 0 && s.compareTo(ORDER) < 0, what);
      assertEquals(false, lowOnly && valid, what);
      if (!lowOnly) {
        SignatureFault other = verify(hash, r, ORDER.subtract(s), publicKey);
        assertEquals(valid, other == SignatureFault.NONE, what);
      }
    } else {
      assertEquals(valid, fault == SignatureFault.NONE, what);
    }
    if (fault == SignatureFault.NONE) {
      boolean reduced = row.get("comment").asText().equals("k*G has a large x-coordinate");
      assertEquals(reduced ? 0 : 1, recoveries(hash, r, s, publicKey), what);
    }
  }

  /**
   * How many of the two points at r give the key: one, but none if r is an x coordinate less the
   * order, which a parity cannot say.
   */
  private int recoveries(byte[] hash, BigInteger r, BigInteger s, byte[] publicKey) {
    int found = 0;
    for (int yParity = 0; yParity <= 1; yParity++) {
      byte[] recovered = new byte[64];
      SignatureFault fault =
          secp256k1.recoverPublicKey(
              hash, 0, yParity, Words.of(r), 0, Words.of(s), 0, recovered, 0);
      if (fault == SignatureFault.NONE && Arrays.equals(recovered, publicKey)) {
        found++;
      }
    }
    return found;
  }

  private SignatureFault verify(byte[] hash, BigInteger r, BigInteger s, byte[] publicKey) {
    return secp256k1.verify(hash, 0, Words.of(r), 0, Words.of(s), 0, publicKey, 0);
  }

  private static Optional<Pair> readP1363(byte[] signature) {
    return signature.length == 64
        ? Optional.of(
            new Pair(new BigInteger(1, signature, 0, 32), new BigInteger(1, signature, 32, 32)))
        : Optional.empty();
  }

  /** DER of two numbers that are not negative, in its only form. */
  private static Optional<Pair> readDer(byte[] signature) {
    if (signature.length < 2 || signature[0] != 0x30 || signature[1] != signature.length - 2) {
      return Optional.empty();
    }
    Optional<BigInteger> r = readNumber(signature, 2);
    if (r.isEmpty()) {
      return Optional.empty();
    }
    int next = 2 + 2 + signature[3];
    return readNumber(signature, next)
        .filter(s -> next + 2 + signature[next + 1] == signature.length)
        .map(s -> new Pair(r.get(), s));
  }

  private static Optional<BigInteger> readNumber(byte[] in, int at) {
    if (at + 2 >= in.length || in[at] != 2 || in[at + 1] < 1 || at + 2 + in[at + 1] > in.length) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(in, at + 2, in[at + 1]);
    boolean shortest = number.bitLength() / 8 + 1 == in[at + 1];
    return shortest && number.signum() >= 0 ? Optional.of(number) : Optional.empty();
  }
}
