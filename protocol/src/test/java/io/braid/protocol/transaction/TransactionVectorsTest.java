package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Vectors;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The transactions of ethereum/tests, judged by the newest fork that a file has.
 *
 * <p>The table among the test resources has a line for each file: what the file says, what Braid
 * answers, and where that is NOT_REPLAY_PROTECTED, what it answers once v names chain 1. So the old
 * vectors still show what they are about.
 */
class TransactionVectorsTest {

  private static final String FOLDER = "ethereum-tests/TransactionTests";
  private static final String TABLE = "ethereum-transaction-tests.txt";

  /** The chain of the vectors. */
  private static final long CHAIN_ID = 1;

  private static final List<String> FORKS_NEWEST_FIRST =
      List.of("Osaka", "Prague", "Cancun", "Shanghai", "Paris", "London");

  /** Stands in the table for a transaction that is accepted. */
  private static final String ACCEPTED = "accepted";

  /** Why Braid refuses transactions that Ethereum, by the newest fork of a file, accepts. */
  private static final Map<Refusal, String> STRICTER =
      new EnumMap<>(
          Map.of(
              Refusal.NOT_REPLAY_PROTECTED,
              "no transaction that is valid on another chain may be valid on Braid",
              Refusal.CONTRACT_CREATION,
              "Braid has a fixed set of programs and no contracts",
              Refusal.OVERSIZED,
              "a transaction has at most 16,384 bytes, Ethereum bounds it by gas alone",
              Refusal.INTRINSIC_GAS_TOO_LOW,
              "Braid has the floor of EIP-7623, and the newest fork of the files has not"));

  /** Nobody has signed it without the chain id, but somebody with it. */
  private static final String SIGNED_ON_CHAIN_1 = "ttSignature/PointAtInfinity";

  private final Examination examination = new Examination();

  /** A line of the table; {@code withChainId} is empty if there is nothing to say. */
  private record Row(String says, String answer, String withChainId) {}

  @Test
  void everyFileIsInTheTable() throws Exception {
    Map<String, Row> judged = new TreeMap<>();
    for (Path file : Vectors.published().jsonFiles(FOLDER)) {
      judged.put(name(file), judge(file));
    }
    assertEquals(lines(table()), lines(judged));
    assertEquals(210, judged.size());
  }

  /** The verdicts agree, except where Braid is stricter on purpose. */
  @Test
  void braidIsOnlyStricterWhereItMustBe() throws Exception {
    Set<Refusal> used = EnumSet.noneOf(Refusal.class);
    for (Map.Entry<String, Row> line : table().entrySet()) {
      Row row = line.getValue();
      for (String answer : List.of(row.answer, row.withChainId)) {
        if (row.says.equals("valid")) {
          if (!answer.isEmpty() && !answer.equals(ACCEPTED)) {
            used.add(Refusal.valueOf(answer));
          }
        } else if (!line.getKey().equals(SIGNED_ON_CHAIN_1)) {
          assertNotEquals(ACCEPTED, answer, line.getKey());
        }
      }
    }
    assertEquals(STRICTER.keySet(), used);
  }

  private Row judge(Path file) throws Exception {
    List<Map.Entry<String, JsonNode>> vectors =
        List.copyOf(Vectors.published().json(file).properties());
    assertEquals(1, vectors.size(), () -> file + " has one vector");
    JsonNode vector = vectors.getFirst().getValue();
    JsonNode result = newest(vector.get("result"));
    byte[] raw = bytes(vector.get("txbytes"));
    PlainJudge.assertAllowed(examination.checked(raw, CHAIN_ID), raw, CHAIN_ID);
    Refusal refusal = examination.refusal(raw, CHAIN_ID);
    boolean isValid = !result.has("exception");
    if (isValid) {
      assertHex(result.get("hash"), examination.fields().transactionHash(), file);
    }
    if (refusal == null) {
      assertHex(result.get("sender"), examination.sender(), file);
      assertGas(result, file);
    }
    String withChainId = "";
    if (refusal == Refusal.NOT_REPLAY_PROTECTED) {
      Refusal other = examination.refusal(withChainId(raw), CHAIN_ID);
      withChainId = answer(other);
      if (isValid) {
        assertGas(result, file);
      }
    }
    String says =
        isValid ? "valid" : result.get("exception").asText().replace("TransactionException.", "");
    return new Row(says, answer(refusal), withChainId);
  }

  private void assertGas(JsonNode result, Path file) {
    assertEquals(
        Long.decode(result.get("intrinsicGas").asText()),
        TransactionRules.intrinsicGas(examination.fields()),
        file::toString);
  }

  /** The same transaction with 37 or 38 for the v of 27 or 28; r and s stay. */
  private static byte[] withChainId(byte[] raw) {
    List<Object> items = new ArrayList<>((List<?>) PlainRlp.decode(raw));
    byte[] v = (byte[]) items.get(6);
    items.set(6, new byte[] {(byte) (v[0] + 10)});
    return PlainRlp.encode(items);
  }

  private static JsonNode newest(JsonNode result) {
    return FORKS_NEWEST_FIRST.stream()
        .filter(result::has)
        .map(result::get)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no fork from London on: " + result));
  }

  private static String answer(Refusal refusal) {
    return refusal == null ? ACCEPTED : refusal.name();
  }

  private static void assertHex(JsonNode expected, byte[] actual, Path file) {
    assertEquals(expected.asText(), "0x" + HexFormat.of().formatHex(actual), file::toString);
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText().substring(2));
  }

  /** The folder and the name of a file, without what all have in common. */
  private static String name(Path file) {
    String name = file.getFileName().toString().replace(".json", "");
    return file.getParent().getFileName() + "/" + name;
  }

  private static Map<String, Row> table() throws Exception {
    try (InputStream in = TransactionVectorsTest.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split(" +", -1)))
          .collect(
              Collectors.toMap(
                  row -> row.get(0),
                  row -> new Row(row.get(1), row.get(2), row.size() > 3 ? row.get(3) : ""),
                  (a, b) -> {
                    throw new AssertionError("two lines for one file: " + a + ", " + b);
                  },
                  TreeMap::new));
    }
  }

  /** A line for each row, so that a failure shows the lines that differ. */
  private static String lines(Map<String, Row> rows) {
    return rows.entrySet().stream()
        .map(row ->
            "%s %s %s %s"
                .formatted(
                    row.getKey(),
                    row.getValue().says,
                    row.getValue().answer,
                    row.getValue().withChainId)
                .strip())
        .collect(Collectors.joining("\n"));
  }
}
