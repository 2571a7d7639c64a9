package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The committed transactions, for any other implementation to read as well. */
class TransactionGoldenTest {

  private static final String GOLDEN = "io/braid/protocol/transaction/transactions.json";

  private final Examination examination = new Examination();

  @Test
  void committedVectors() throws Exception {
    int accepted = 0;
    Set<Refusal> refused = EnumSet.noneOf(Refusal.class);
    for (JsonNode vector : Golden.check(GOLDEN, generated())) {
      byte[] raw = raw(vector);
      long chainId = Long.parseUnsignedLong(vector.get("chainId").asText());
      Refusal refusal = examination.refusal(raw, chainId);
      JsonNode expected = vector.get("refusal");
      String what = vector.get("name").asText();
      assertEquals(vector.get("hash").asText(), hex(examination.fields().transactionHash()), what);
      if (expected == null) {
        assertEquals(null, refusal, what);
        assertEquals(vector.get("fields"), fields(raw), what);
        accepted++;
      } else {
        assertEquals(Refusal.valueOf(expected.asText()), refusal, what);
        assertEquals(vector.get("code").asInt(), refusal.code(), what);
        refused.add(refusal);
      }
    }
    assertEquals(9, accepted);
    assertEquals(RefusalPrecedenceTest.REFUSALS, refused);
  }

  /** The raw bytes; those of one vector are zeros for the most part, which are not written down. */
  private static byte[] raw(JsonNode vector) {
    byte[] raw = HexFormat.of().parseHex(vector.get("raw").asText().substring(2));
    return Arrays.copyOf(raw, raw.length + vector.path("zeroBytesBehind").asInt());
  }

  private JsonNode fields(byte[] raw) {
    TransactionFields fields = examination.fields();
    byte[] data =
        Arrays.copyOfRange(raw, fields.dataOffset(), fields.dataOffset() + fields.dataLength());
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", fields.type())
        .put("nonce", Long.toUnsignedString(fields.nonce()))
        .put("maxPriorityFeePerGas", word(TransactionFields.MAX_PRIORITY_FEE_PER_GAS))
        .put("maxFeePerGas", word(TransactionFields.MAX_FEE_PER_GAS))
        .put("gasLimit", Long.toUnsignedString(fields.gasLimit()))
        .put("to", address(Words.get(fields.words(), TransactionFields.TO)))
        .put("value", word(TransactionFields.VALUE))
        .put("data", hex(data))
        .put("accessListAddresses", fields.accessListAddresses())
        .put("accessListKeys", fields.accessListKeys())
        .put("yParity", fields.yParity())
        .put("r", word(TransactionFields.R))
        .put("s", word(TransactionFields.S))
        .put("signingHash", hex(fields.signingHash()))
        .put("sender", hex(examination.sender()));
  }

  private String word(int offset) {
    return Words.get(examination.fields().words(), offset).toString();
  }

  /** Three valid transactions of each type, then the first fault of each refusal. */
  private static JsonNode generated() {
    ArrayNode vectors = JsonNodeFactory.instance.arrayNode();
    for (int type = 0; type <= 2; type++) {
      addValid(vectors, "a plain one", Faults.valid(type), Signer.of(1, type));
      addValid(vectors, "everything least", least(type), Signer.of(2, type));
      addValid(vectors, "everything largest", largest(type), Signer.of(3, type));
    }
    List<Fault> faults = Faults.all();
    for (Refusal refusal : RefusalPrecedenceTest.REFUSALS) {
      Fault fault = faults.stream().filter(f -> f.refusal() == refusal).findFirst().orElseThrow();
      PlainTransaction transaction = Faults.valid(fault.types().getLast());
      fault.applyTo(transaction);
      addRefused(vectors, fault, transaction.raw());
    }
    return vectors;
  }

  private static PlainTransaction least(int type) {
    return new PlainTransaction(type)
        .set(Part.CHAIN_ID, 1)
        .set(Part.TO, new byte[20])
        .set(Part.GAS_LIMIT, 21_000)
        .sign(Signer.of(2, type));
  }

  private static PlainTransaction largest(int type) {
    BigInteger gasLimit = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    byte[] recipient = new byte[20];
    Arrays.fill(recipient, (byte) 0xff);
    PlainTransaction transaction =
        new PlainTransaction(type)
            .set(Part.CHAIN_ID, -1)
            .set(Part.NONCE, -2)
            .set(Part.MAX_PRIORITY_FEE, Words.MAX.divide(gasLimit))
            .set(Part.MAX_FEE, Words.MAX.divide(gasLimit))
            .set(Part.GAS_LIMIT, gasLimit)
            .set(Part.TO, recipient)
            .set(Part.VALUE, Words.MAX)
            .set(Part.DATA, new byte[] {0, 1, -1});
    if (type != 0) {
      transaction.addEntry(List.of(recipient, Collections.nCopies(2, new byte[32])));
      transaction.addEntry(List.of(recipient, List.of()));
    }
    return transaction.sign(Signer.of(3, type));
  }

  private static void addValid(
      ArrayNode vectors, String name, PlainTransaction plain, Signer signer) {
    ObjectNode vector = add(vectors, "type " + plain.type() + ", " + name, plain.raw());
    vector.put("chainId", plain.number(Part.CHAIN_ID).toString());
    vector
        .putObject("fields")
        .put("type", plain.type())
        .put("nonce", plain.number(Part.NONCE).toString())
        .put("maxPriorityFeePerGas", plain.maxPriorityFee().toString())
        .put("maxFeePerGas", plain.number(Part.MAX_FEE).toString())
        .put("gasLimit", plain.number(Part.GAS_LIMIT).toString())
        .put("to", hex(plain.bytes(Part.TO)))
        .put("value", plain.number(Part.VALUE).toString())
        .put("data", hex(plain.bytes(Part.DATA)))
        .put("accessListAddresses", plain.accessListAddresses())
        .put("accessListKeys", plain.accessListKeys())
        .put("yParity", plain.parity())
        .put("r", plain.number(Part.R).toString())
        .put("s", plain.number(Part.S).toString())
        .put("signingHash", hex(plain.signingHash()))
        .put("sender", hex(signer.address()));
  }

  private static void addRefused(ArrayNode vectors, Fault fault, byte[] raw) {
    boolean isOversized = fault.refusal() == Refusal.OVERSIZED;
    byte[] bytes = isOversized ? new byte[16_385] : raw;
    ObjectNode vector = add(vectors, fault.toString(), bytes);
    if (isOversized) {
      vector.put("raw", "0x").put("zeroBytesBehind", bytes.length);
    }
    vector
        .put("chainId", Long.toString(Faults.CHAIN_ID))
        .put("refusal", fault.refusal().name())
        .put("code", fault.refusal().code());
  }

  private static ObjectNode add(ArrayNode vectors, String name, byte[] raw) {
    return vectors
        .addObject()
        .put("name", name)
        .put("raw", hex(raw))
        .put("hash", hex(Keccak256.hash(raw)));
  }

  /** An address of 20 bytes. */
  private static String address(BigInteger number) {
    return "0x%040x".formatted(number);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
