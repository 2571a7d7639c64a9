package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every fault of the codecs, in reading order: alone, with a later one, and cut off at any length.
 */
class RecordFaultTest {

  /**
   * Bytes of a sample record that are replaced.
   *
   * @param at where they stand
   * @param bytes what stands there instead, in hexadecimal
   * @param knownAt from this length on there is enough to meet the fault
   */
  record Defect(
      RecordType type, String name, int at, String bytes, int knownAt, RecordFault fault) {

    byte[] in(byte[] record) {
      byte[] defect = HexFormat.of().parseHex(bytes);
      byte[] out = Arrays.copyOf(record, Math.max(record.length, at + defect.length));
      System.arraycopy(defect, 0, out, at, defect.length);
      return out;
    }

    @Override
    public String toString() {
      return type + ", " + name;
    }
  }

  private static final int TOKENS = 2 + 8 + 4 + 8 + 8 + 4 + 32 + 8 + 8 + 4;
  private static final int TOKEN = TOKENS + 2;
  private static final int EVENTS = TOKEN + 20 + 1 + 1 + 4 + 1 + 7 + 20 + 1 + 1 + 1 + 3 + 8;
  private static final int EVENT_WORDS = EVENTS + 2 + 1 + 20 + 8 + 32;
  private static final int SECOND_EVENT_WORDS = EVENT_WORDS + 1 + 1 + 20 + 8 + 32;

  private static final int SECOND_SIZE = 4 + 20 + 2 + 2 + 20;

  private static final int MESSAGES = 2 + 2 + 8 + 2 + 8 + 4 + 8;
  private static final int MESSAGE = 1 + 32 + 20 + 1 + 20 + 20 + 8 + 32 + 8 + 32;
  private static final int MESSAGE_WORDS = MESSAGES + 4 + MESSAGE;
  private static final int SECOND_MESSAGE_WORDS = MESSAGE_WORDS + 1 + MESSAGE;
  private static final int BUNDLE = SECOND_MESSAGE_WORDS + 1 + 6 * 32;

  private static final int DISPOSITION = 2 + 2 + 8 + 8 + 4;
  private static final int OUTCOMES = DISPOSITION + 2;
  private static final int SECOND_OUTCOME = OUTCOMES + 4 + 1 + 32 + 20 + 1;
  private static final int THIRD_OUTCOME = SECOND_OUTCOME + 1 + 32 + 20 + 8;
  private static final int WITHDRAWALS = THIRD_OUTCOME + 1 + 32 + 32 + 20 + 8 + 4 + 16;
  private static final int LOGS = WITHDRAWALS + 1;
  private static final int OPERANDS = LOGS + 2;
  private static final int FOURTH_OUTCOME = OPERANDS + 1 + 3 * 32;
  private static final int FIFTH_OUTCOME =
      FOURTH_OUTCOME + 1 + 32 + 32 + 20 + 8 + 4 + 16 + 1 + 1 + 60 + 1;
  private static final int SIXTH_OUTCOME = FIFTH_OUTCOME + 1 + 32 + 20 + 2 + 2 + 96 + 2;
  private static final int CHANGES = SIXTH_OUTCOME + 1 + 32 + 20 + 1 + 2;
  private static final int BUNDLES = CHANGES + 4 + 2 * 64;
  private static final int FIRST_BUNDLE = BUNDLES + 2 + 4;
  private static final int SECOND_BUNDLE = FIRST_BUNDLE + BUNDLE + 4;
  private static final int DIFF_END = SECOND_BUNDLE + BUNDLE;

  private static final int CHUNK_INDEX = 2 + 2 + 8;
  private static final int CHUNK_COUNT = CHUNK_INDEX + 4;
  private static final int CHUNK_TOTAL = CHUNK_COUNT + 4;
  private static final int CHUNK_LENGTH = CHUNK_TOTAL + 8 + 32;

  private static final int SECOND_ENTRY = 4 + 1 + 64 + 2 + 2;

  private static Defect range(RecordType type, String name, int at, String bytes) {
    int knownAt = at + bytes.length() / 2;
    return new Defect(type, name, at, bytes, knownAt, RecordFault.OUT_OF_RANGE);
  }

  private static Defect text(String name, int at, String bytes, int end) {
    return new Defect(RecordType.HEADER, name, at, bytes, end, RecordFault.MALFORMED_TEXT);
  }

  private static Defect inBundle(String name, int at, String bytes, RecordFault fault) {
    int knownAt = at < SECOND_BUNDLE ? FIRST_BUNDLE + BUNDLE : DIFF_END;
    return new Defect(RecordType.DIFF, name, at, bytes, knownAt, fault);
  }

  private static Stream<Defect> begin(RecordType type) {
    return Stream.of(
        new Defect(type, "version 0", 0, "00", 2, RecordFault.UNKNOWN_VERSION),
        new Defect(type, "version 2", 0, "02", 2, RecordFault.UNKNOWN_VERSION),
        new Defect(type, "type 0", 1, "00", 2, RecordFault.UNKNOWN_TYPE),
        new Defect(type, "type of snapshots", 1, "05", 2, RecordFault.UNKNOWN_TYPE));
  }

  private static Stream<Defect> trailing(RecordType type) {
    int end = sample(type).length;
    return Stream.of(
        new Defect(type, "a byte behind", end, "00", end + 1, RecordFault.TRAILING_BYTES));
  }

  private static List<Defect> all(RecordType type, Defect... inside) {
    return Stream.of(begin(type), Stream.of(inside), trailing(type)).flatMap(s -> s).toList();
  }

  /** In reading order. */
  static final List<Defect> HEADER =
      all(
          RecordType.HEADER,
          range(RecordType.HEADER, "time 2^32", 14, "0000000100000000"),
          range(RecordType.HEADER, "time 2^63", 14, "8000000000000000"),
          range(RecordType.HEADER, "65 tokens", TOKENS, "0041"),
          range(RecordType.HEADER, "symbol of 33 bytes", TOKEN + 21, "21"),
          text("symbol cut in a character", TOKEN + 25, "41", TOKEN + 26),
          range(RecordType.HEADER, "name of 65 bytes", TOKEN + 26, "41"),
          text("name with a surrogate", TOKEN + 27, "eda080", TOKEN + 34),
          text("name with a long form", TOKEN + 27, "c0af", TOKEN + 34),
          range(RecordType.HEADER, "257 events", EVENTS, "0101"),
          range(RecordType.HEADER, "7 words in an event", EVENT_WORDS, "07"),
          range(RecordType.HEADER, "255 words in an event", SECOND_EVENT_WORDS, "ff"));

  static final List<Defect> TRANSACTIONS =
      all(
          RecordType.TRANSACTIONS,
          range(RecordType.TRANSACTIONS, "no transaction", 2, "0000"),
          range(RecordType.TRANSACTIONS, "513 transactions", 2, "0201"),
          range(RecordType.TRANSACTIONS, "16385 bytes", 24, "4001"),
          range(RecordType.TRANSACTIONS, "65535 bytes", SECOND_SIZE, "ffff"));

  static final List<Defect> MESSAGE_BUNDLE =
      all(
          RecordType.MESSAGES,
          range(RecordType.MESSAGES, "no message", MESSAGES, "00000000"),
          range(RecordType.MESSAGES, "2^21 + 1 messages", MESSAGES, "00200001"),
          range(RecordType.MESSAGES, "2^32 - 1 messages", MESSAGES, "ffffffff"),
          range(RecordType.MESSAGES, "7 words", MESSAGE_WORDS, "07"),
          range(RecordType.MESSAGES, "255 words", SECOND_MESSAGE_WORDS, "ff"));

  static final List<Defect> DIFF =
      all(
          RecordType.DIFF,
          range(RecordType.DIFF, "disposition 7", DISPOSITION, "07"),
          range(RecordType.DIFF, "malformed without fault", DISPOSITION, "0100"),
          range(RecordType.DIFF, "malformed with fault 7", DISPOSITION, "0107"),
          range(RecordType.DIFF, "a fault in what was applied", DISPOSITION, "0010"),
          range(RecordType.DIFF, "an unknown fault", DISPOSITION, "00ff"),
          range(RecordType.DIFF, "outcomes of what is malformed", DISPOSITION, "011000000006"),
          range(RecordType.DIFF, "outcomes of what is repeated", DISPOSITION, "020000000006"),
          range(RecordType.DIFF, "changes of a gap", DISPOSITION, "03000000000000000001"),
          range(
              RecordType.DIFF,
              "bundles of what is kept aside",
              DISPOSITION,
              "050000000000000000000001"),
          range(RecordType.DIFF, "outcome type 0", OUTCOMES + 4, "00"),
          range(RecordType.DIFF, "outcome type 7", SECOND_OUTCOME, "07"),
          range(RecordType.DIFF, "5 withdrawals", WITHDRAWALS, "05"),
          range(RecordType.DIFF, "17 logs", LOGS, "11"),
          range(RecordType.DIFF, "9 operands", OPERANDS, "09"),
          range(RecordType.DIFF, "outcome type 255", SIXTH_OUTCOME, "ff"),
          inBundle("bundle of version 2", FIRST_BUNDLE, "02", RecordFault.UNKNOWN_VERSION),
          inBundle("diff as a bundle", FIRST_BUNDLE + 1, "04", RecordFault.UNKNOWN_TYPE),
          inBundle(
              "bundle without message",
              FIRST_BUNDLE + MESSAGES,
              "00000000",
              RecordFault.OUT_OF_RANGE),
          inBundle(
              "bundle of fewer messages",
              FIRST_BUNDLE + MESSAGES,
              "00000001",
              RecordFault.TRAILING_BYTES),
          inBundle(
              "bundle of more messages",
              FIRST_BUNDLE + MESSAGES,
              "00000003",
              RecordFault.TRUNCATED),
          inBundle("two bundles to a shard", SECOND_BUNDLE + 12, "0000", RecordFault.OUT_OF_RANGE));

  static final List<Defect> SNAPSHOT_CHUNK =
      all(
          RecordType.SNAPSHOT_CHUNK,
          range(RecordType.SNAPSHOT_CHUNK, "next offset 2^63", 4, "8000000000000000"),
          range(RecordType.SNAPSHOT_CHUNK, "index 4095", CHUNK_INDEX, "00000fff"),
          range(RecordType.SNAPSHOT_CHUNK, "index 2^32 - 1", CHUNK_INDEX, "ffffffff"),
          range(RecordType.SNAPSHOT_CHUNK, "count of the index", CHUNK_COUNT, "00000ffd"),
          range(RecordType.SNAPSHOT_CHUNK, "count 4096", CHUNK_COUNT, "00001000"),
          range(RecordType.SNAPSHOT_CHUNK, "too few bytes in all", CHUNK_TOTAL, "0000000000000ffe"),
          range(
              RecordType.SNAPSHOT_CHUNK, "too many bytes in all", CHUNK_TOTAL, "000000007ff80001"),
          range(RecordType.SNAPSHOT_CHUNK, "no byte", CHUNK_LENGTH, "00000000"),
          range(RecordType.SNAPSHOT_CHUNK, "524289 bytes", CHUNK_LENGTH, "00080001"),
          range(RecordType.SNAPSHOT_CHUNK, "2^32 - 1 bytes", CHUNK_LENGTH, "ffffffff"));

  static final List<Defect> INGRESS_BUNDLE =
      all(
          RecordType.INGRESS_BUNDLE,
          range(RecordType.INGRESS_BUNDLE, "no transaction", 2, "0000"),
          range(RecordType.INGRESS_BUNDLE, "513 transactions", 2, "0201"),
          range(RecordType.INGRESS_BUNDLE, "hint 2", 4, "02"),
          range(RecordType.INGRESS_BUNDLE, "16385 bytes", 4 + 1 + 64, "4001"),
          range(RecordType.INGRESS_BUNDLE, "hint 255", SECOND_ENTRY, "ff"),
          range(RecordType.INGRESS_BUNDLE, "65535 bytes", SECOND_ENTRY + 1, "ffff"));

  static final List<Defect> INGRESS_ANSWER =
      all(
          RecordType.INGRESS_ANSWER,
          range(RecordType.INGRESS_ANSWER, "offset 2^63", 4, "8000000000000000"),
          range(RecordType.INGRESS_ANSWER, "fault 7", 12, "07"),
          range(RecordType.INGRESS_ANSWER, "a fault of a shard", 12, "10"),
          range(RecordType.INGRESS_ANSWER, "entries beside a fault", 12, "060001"),
          range(RecordType.INGRESS_ANSWER, "no entry", 13, "0000"),
          range(RecordType.INGRESS_ANSWER, "513 entries", 13, "0201"),
          range(RecordType.INGRESS_ANSWER, "taken with a reason", 15, "0001"),
          range(RecordType.INGRESS_ANSWER, "status 4", 15, "04"),
          range(RecordType.INGRESS_ANSWER, "refused without a reason", 17, "0100"),
          range(RecordType.INGRESS_ANSWER, "busy without a reason", 19, "0200"),
          range(RecordType.INGRESS_ANSWER, "busy with reason 3", 21, "0203"),
          range(RecordType.INGRESS_ANSWER, "failed with a reason", 23, "0301"));

  static final List<Defect> PART_LIST =
      all(
          RecordType.PART_LIST,
          range(RecordType.PART_LIST, "what is no part long", 2, "0000000000c00000"),
          range(RecordType.PART_LIST, "more than all parts", 2, "000000007f800001"),
          range(RecordType.PART_LIST, "2^63 bytes", 2, "8000000000000000"),
          range(RecordType.PART_LIST, "a part too few", 42, "0002"),
          range(RecordType.PART_LIST, "a part too many", 42, "0004"),
          range(RecordType.PART_LIST, "offset 2^63", 44, "8000000000000000"),
          range(RecordType.PART_LIST, "an offset twice", 52, "0000000000000000"),
          range(RecordType.PART_LIST, "offset 2^63 - 1", 60, "7fffffffffffffff"));

  private static byte[] sample(RecordType type) {
    return switch (type) {
      case HEADER -> PlainRecords.encode(Samples.header());
      case TRANSACTIONS -> PlainRecords.encode(Samples.transactions());
      case MESSAGES -> PlainRecords.encode(Samples.messages(4));
      case DIFF -> PlainRecords.encode(Samples.diff());
      case SNAPSHOT_CHUNK -> PlainRecords.encode(Samples.chunk());
      case INGRESS_BUNDLE -> PlainRecords.encode(Samples.ingressBundle());
      case INGRESS_ANSWER -> PlainRecords.encode(Samples.ingressAnswer());
      case PART_LIST -> PlainRecords.encode(Samples.partList());
      case PART, SNAPSHOT -> throw new IllegalArgumentException();
    };
  }

  private static List<Defect> laterThan(Defect first) {
    List<Defect> later = new ArrayList<>();
    Stream.of(
            HEADER,
            TRANSACTIONS,
            MESSAGE_BUNDLE,
            DIFF,
            SNAPSHOT_CHUNK,
            INGRESS_BUNDLE,
            INGRESS_ANSWER,
            PART_LIST)
        .flatMap(List::stream)
        .filter(defect -> defect.type() == first.type() && defect.at() >= first.knownAt())
        .forEach(later::add);
    return later;
  }

  private static RecordFault fault(RecordType type, byte[] bytes) {
    return Codecs.decode(type, bytes).fault();
  }

  @ParameterizedTest
  @FieldSource({
    "HEADER",
    "TRANSACTIONS",
    "MESSAGE_BUNDLE",
    "DIFF",
    "SNAPSHOT_CHUNK",
    "INGRESS_BUNDLE",
    "INGRESS_ANSWER",
    "PART_LIST"
  })
  void defectGivesItsFault(Defect defect) {
    assertEquals(defect.fault(), fault(defect.type(), defect.in(sample(defect.type()))));
  }

  @ParameterizedTest
  @FieldSource({
    "HEADER",
    "TRANSACTIONS",
    "MESSAGE_BUNDLE",
    "DIFF",
    "SNAPSHOT_CHUNK",
    "INGRESS_BUNDLE",
    "INGRESS_ANSWER",
    "PART_LIST"
  })
  void firstInReadingOrderWins(Defect defect) {
    for (Defect later : laterThan(defect)) {
      byte[] both = later.in(defect.in(sample(defect.type())));
      assertEquals(defect.fault(), fault(defect.type(), both), later::name);
    }
  }

  @ParameterizedTest
  @FieldSource({
    "HEADER",
    "TRANSACTIONS",
    "MESSAGE_BUNDLE",
    "DIFF",
    "SNAPSHOT_CHUNK",
    "INGRESS_BUNDLE",
    "INGRESS_ANSWER",
    "PART_LIST"
  })
  void recordThatIsCutOffIsTruncatedUnlessTheFaultComesBefore(Defect defect) {
    byte[] bytes = defect.in(sample(defect.type()));
    for (int length = 0; length < bytes.length; length++) {
      RecordFault expected =
          length >= defect.knownAt()
              ? defect.fault()
              : length == sample(defect.type()).length ? null : RecordFault.TRUNCATED;
      int cut = length;
      assertEquals(
          expected, fault(defect.type(), Arrays.copyOf(bytes, length)), () -> "length " + cut);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SNAPSHOT", "PART"})
  void truncatedAtEveryLength(RecordType type) {
    byte[] sample = sample(type);
    assertNull(fault(type, sample));
    for (int length = 0; length < sample.length; length++) {
      int cut = length;
      assertEquals(
          RecordFault.TRUNCATED, fault(type, Arrays.copyOf(sample, length)), () -> "length " + cut);
    }
  }
}
