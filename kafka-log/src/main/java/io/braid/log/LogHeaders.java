package io.braid.log;

import io.braid.protocol.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of a record, as text, for the eyes of operators: taken from the record's own bytes,
 * so that nobody can write one that contradicts it. Nothing but tools may read them.
 */
final class LogHeaders {

  /** What the record is; {@code raw} if it is not one of the protocol's. */
  static final String KIND = "kind";

  /** The version of the record. */
  static final String VERSION = "version";

  /** The block that the record names, if its type names one. */
  static final String BLOCK = "block";

  private static final List<Header> RAW = List.of(header(KIND, "raw"));

  private static final Map<RecordType, List<Header>> BY_TYPE = byType();

  private LogHeaders() {}

  static List<Header> of(byte[] record) {
    RecordType type = RecordType.of(record);
    if (type == null) {
      return RAW;
    }
    List<Header> fixed = BY_TYPE.get(type);
    OptionalLong block = type.blockOf(record);
    return block.isEmpty()
        ? fixed
        : List.of(
            fixed.get(0), fixed.get(1), header(BLOCK, Long.toUnsignedString(block.getAsLong())));
  }

  private static Map<RecordType, List<Header>> byType() {
    Map<RecordType, List<Header>> byType = new EnumMap<>(RecordType.class);
    for (RecordType type : RecordType.values()) {
      byType.put(type, ofType(type));
    }
    return Collections.unmodifiableMap(byType);
  }

  private static List<Header> ofType(RecordType type) {
    String kind = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return List.of(header(KIND, kind), header(VERSION, Integer.toString(RecordType.VERSION)));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
