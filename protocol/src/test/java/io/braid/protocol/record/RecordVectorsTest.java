package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.lang.reflect.RecordComponent;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Committed records with their fields, for those who read or write them in another language. */
class RecordVectorsTest {

  private static final String GOLDEN = "io/braid/protocol/record/records.json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static ArrayNode generated() throws ReflectiveOperationException {
    ArrayNode all = JSON.arrayNode();
    add(all, RecordType.HEADER, PlainRecords.encode(Samples.header()), Samples.header());
    add(all, RecordType.HEADER, PlainRecords.encode(Samples.emptyHeader()), Samples.emptyHeader());
    add(
        all,
        RecordType.TRANSACTIONS,
        PlainRecords.encode(Samples.transactions()),
        Samples.transactions());
    add(all, RecordType.MESSAGES, PlainRecords.encode(Samples.messages(4)), Samples.messages(4));
    add(all, RecordType.DIFF, PlainRecords.encode(Samples.diff()), Samples.diff());
    add(
        all,
        RecordType.DIFF,
        PlainRecords.encode(Samples.malformedDiff()),
        Samples.malformedDiff());
    add(all, RecordType.SNAPSHOT_CHUNK, PlainRecords.encode(Samples.chunk()), Samples.chunk());
    add(
        all,
        RecordType.INGRESS_BUNDLE,
        PlainRecords.encode(Samples.ingressBundle()),
        Samples.ingressBundle());
    add(
        all,
        RecordType.INGRESS_ANSWER,
        PlainRecords.encode(Samples.ingressAnswer()),
        Samples.ingressAnswer());
    add(
        all,
        RecordType.INGRESS_ANSWER,
        PlainRecords.encode(Samples.malformedIngressAnswer()),
        Samples.malformedIngressAnswer());
    add(all, RecordType.PART_LIST, PlainRecords.encode(Samples.partList()), Samples.partList());
    return all;
  }

  private static void add(ArrayNode all, RecordType type, byte[] bytes, Object value)
      throws ReflectiveOperationException {
    all.addObject()
        .put("record", type.name())
        .put("bytes", "0x" + HexFormat.of().formatHex(bytes))
        .set("fields", json(value));
  }

  /** Numbers that may pass 2^53 are strings: in decimal, words and addresses in hexadecimal. */
  private static JsonNode json(Object value) throws ReflectiveOperationException {
    return switch (value) {
      case null -> JSON.nullNode();
      case Word word -> JSON.textNode(word.toString());
      case Address address -> JSON.textNode(address.toString());
      case Bytes bytes -> JSON.textNode(bytes.toString());
      case Long number -> JSON.textNode(Long.toUnsignedString(number));
      case Integer number -> JSON.numberNode(number);
      case String text -> JSON.textNode(text);
      case Enum<?> name -> JSON.textNode(name.name());
      case List<?> items -> {
        ArrayNode array = JSON.arrayNode();
        for (Object item : items) {
          array.add(json(item));
        }
        yield array;
      }
      case Record fields -> {
        ObjectNode object = JSON.objectNode();
        if (fields instanceof Outcome) {
          object.put("outcome", fields.getClass().getSimpleName());
        }
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
          component.getAccessor().setAccessible(true);
          object.set(component.getName(), json(component.getAccessor().invoke(fields)));
        }
        yield object;
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  @Test
  void committedVectors() throws Exception {
    int count = 0;
    for (JsonNode vector : Golden.check(GOLDEN, generated())) {
      String hex = vector.get("bytes").asText();
      byte[] bytes = HexFormat.of().parseHex(hex, 2, hex.length());
      RecordType type = RecordType.valueOf(vector.get("record").asText());
      Object value = Codecs.decode(type, bytes).value();
      assertEquals(vector.get("fields"), json(value));
      assertEquals(hex, "0x" + HexFormat.of().formatHex(Codecs.encode(value)));
      count++;
    }
    assertEquals(11, count);
  }
}
