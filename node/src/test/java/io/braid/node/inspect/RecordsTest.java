package io.braid.node.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.types.Bytes;
import io.braid.sequencer.rpc.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every kind of record is shown, and whatever else there is too. */
class RecordsTest {

  private static final int MUTATIONS = 2_000;

  private final Records records = new Records();

  /** The published vectors of the record formats. */
  private static List<byte[]> vectors() throws IOException {
    List<byte[]> vectors = new ArrayList<>();
    try (InputStream in = RecordType.class.getResourceAsStream("records.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in)) {
        vectors.add(HexFormat.of().parseHex(vector.get("bytes").asText().substring(2)));
      }
    }
    return vectors;
  }

  @Test
  void everyKindIsShown() throws IOException {
    List<String> lines = new ArrayList<>();
    for (byte[] vector : vectors()) {
      lines.addAll(records.show(vector).lines(""));
    }
    try (InputStream in = RecordsTest.class.getResourceAsStream("shown.txt")) {
      assertEquals(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip(), String.join("\n", lines));
    }
  }

  @Test
  void partsAreInJsonIfTheyAreWanted() throws IOException {
    Shown bundle =
        records.show(
            vectors().stream()
                .filter(vector -> RecordType.of(vector) == RecordType.TRANSACTIONS)
                .findFirst()
                .orElseThrow());
    assertFalse(bundle.json(false).containsKey("parts"));
    Map<?, ?> json = (Map<?, ?>) JsonValues.read(JsonValues.line(bundle.json(true)));
    assertEquals("transactions", json.get("kind"));
    assertEquals(json.get("count"), ((List<?>) json.get("parts")).size());
  }

  @Test
  void whatIsNoRecordIsShownAsBytes() {
    assertEquals("raw bytes=0 value=0x", records.show(new byte[0]).line());
    assertEquals("raw bytes=2 value=0x02f8", records.show(new byte[] {2, (byte) 0xf8}).line());
    assertEquals(
        "raw bytes=33 value=0x" + "00".repeat(32) + "...", records.show(new byte[33]).line());
  }

  @Test
  void whatIsDamagedIsStillOneLine() throws IOException {
    List<byte[]> vectors = vectors();
    Seeds.run(
        "shown mutations",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Mutations.of(vectors.get(random.nextInt(vectors.size())), random);
            for (String line : records.show(bytes).lines("")) {
              assertEquals(1, line.lines().count(), () -> Bytes.wrap(bytes).toString());
              assertFalse(
                  line.chars().anyMatch(Character::isISOControl),
                  () -> Bytes.wrap(bytes).toString());
            }
          }
        });
  }

  @Test
  void valuesAreQuotedWhereTheyWouldBreakTheLine() {
    assertEquals(
        "token a=plain b=\"two words\" c=\"\" d=\"x\\u000ay\\u001b[2J\" e=\"say \\\"hi\\\"\" f=\"a=b\"",
        Shown.of(
                "token",
                "a",
                "plain",
                "b",
                "two words",
                "c",
                "",
                "d",
                "x\ny\u001b[2J",
                "e",
                "say \"hi\"",
                "f",
                "a=b",
                "g",
                null)
            .line());
  }
}
