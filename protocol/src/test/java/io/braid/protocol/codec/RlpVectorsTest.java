package io.braid.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Vectors;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The RLP vectors of ethereum/tests. */
class RlpVectorsTest {

  private static final String FOLDER = "ethereum-tests/RLPTests";

  /** The fault of each invalid vector. */
  private static final Map<String, RlpFault> INVALID =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bytesShouldBeSingleByte00", RlpFault.BYTE_WITH_HEADER),
              Map.entry("bytesShouldBeSingleByte01", RlpFault.BYTE_WITH_HEADER),
              Map.entry("bytesShouldBeSingleByte7F", RlpFault.BYTE_WITH_HEADER),
              Map.entry("emptyEncoding", RlpFault.END_OF_INPUT),
              Map.entry("incorrectLengthInArray", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("int32Overflow", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("int32Overflow2", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("leadingZerosInLongLengthArray1", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("leadingZerosInLongLengthArray2", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("leadingZerosInLongLengthList1", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("leadingZerosInLongLengthList2", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("lessThanLongLengthArray1", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanLongLengthArray2", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanLongLengthList1", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanLongLengthList2", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanShortLengthArray1", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanShortLengthArray2", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanShortLengthList1", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("lessThanShortLengthList2", RlpFault.ITEM_EXCEEDS_INPUT),
              Map.entry("nonOptimalLongLengthArray1", RlpFault.LENGTH_NOT_SHORTEST),
              Map.entry("nonOptimalLongLengthArray2", RlpFault.LENGTH_NOT_SHORTEST),
              Map.entry("nonOptimalLongLengthList1", RlpFault.LENGTH_NOT_SHORTEST),
              Map.entry("nonOptimalLongLengthList2", RlpFault.LENGTH_NOT_SHORTEST),
              Map.entry("randomRLP", RlpFault.LENGTH_LEADING_ZERO),
              Map.entry("wrongSizeList", RlpFault.LENGTH_NOT_SHORTEST),
              Map.entry("wrongSizeList2", RlpFault.LENGTH_NOT_SHORTEST)));

  private final RlpTree tree = new RlpTree();

  @Test
  void valid() throws Exception {
    int count = 0;
    for (Path file : Vectors.published().jsonFiles(FOLDER)) {
      for (Map.Entry<String, JsonNode> vector : vectors(file)) {
        JsonNode in = vector.getValue().get("in");
        byte[] out = bytes(vector.getValue());
        if (in.asText().equals("INVALID")) {
          continue;
        }
        Object read = tree.read(out, 0, out.length);
        assertEquals(RlpFault.NONE, tree.fault(), vector.getKey());
        assertArrayEquals(out, tree.write(read), vector.getKey());
        if (!in.asText().equals("VALID")) {
          assertArrayEquals(out, tree.write(item(in)), vector.getKey());
          assertArrayEquals(out, PlainRlp.encode(item(in)), vector.getKey());
        }
        count++;
      }
    }
    assertEquals(29, count);
  }

  @Test
  void invalid() throws Exception {
    Map<String, RlpFault> faults = new TreeMap<>();
    for (Path file : Vectors.published().jsonFiles(FOLDER)) {
      for (Map.Entry<String, JsonNode> vector : vectors(file)) {
        if (vector.getValue().get("in").asText().equals("INVALID")) {
          byte[] out = bytes(vector.getValue());
          tree.read(out, 0, out.length);
          assertTrue(faults.put(vector.getKey(), tree.fault()) == null, vector.getKey());
        }
      }
    }
    assertEquals(INVALID, faults);
  }

  private static List<Map.Entry<String, JsonNode>> vectors(Path file) throws Exception {
    return List.copyOf(Vectors.published().json(file).properties());
  }

  private static byte[] bytes(JsonNode vector) {
    String hex = vector.get("out").asText();
    return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
  }

  /** Numbers may be written as text with a number sign; other text is bytes. */
  private static Object item(JsonNode in) {
    if (in.isArray()) {
      List<Object> items = new ArrayList<>();
      in.forEach(inner -> items.add(item(inner)));
      return items;
    }
    if (in.isNumber()) {
      return PlainRlp.integer(in.asLong());
    }
    return in.asText().startsWith("#")
        ? PlainRlp.integer(new BigInteger(in.asText().substring(1)))
        : in.asText().getBytes(StandardCharsets.ISO_8859_1);
  }
}
