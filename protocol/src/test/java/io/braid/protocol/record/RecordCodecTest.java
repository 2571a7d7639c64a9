package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Bytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written can be read, and damaged bytes give the first fault in reading order. */
class RecordCodecTest {

  private static final int VALUES = 300;
  private static final int MUTATIONS = 20_000;

  private static Object value(RecordType type, RandomRecords records) {
    return switch (type) {
      case HEADER -> records.header();
      case TRANSACTIONS -> records.transactions();
      case MESSAGES -> records.messages();
      case DIFF -> records.diff();
      case SNAPSHOT_CHUNK -> records.chunk();
      case INGRESS_BUNDLE -> records.ingressBundle();
      case INGRESS_ANSWER -> records.ingressAnswer();
      case PART_LIST -> records.partList();
      case PART, SNAPSHOT -> throw new IllegalArgumentException();
    };
  }

  private static byte[] plain(Object value) {
    return switch (value) {
      case BlockHeader header -> PlainRecords.encode(header);
      case PlainRecords.TransactionBundle bundle -> PlainRecords.encode(bundle);
      case MessageBundle bundle -> PlainRecords.encode(bundle);
      case Diff diff -> PlainRecords.encode(diff);
      case PlainRecords.Chunk chunk -> PlainRecords.encode(chunk);
      case IngressBundle bundle -> PlainRecords.encode(bundle);
      case IngressAnswer answer -> PlainRecords.encode(answer);
      case PartList list -> PlainRecords.encode(list);
      default -> throw new IllegalArgumentException("no record: " + value);
    };
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SNAPSHOT", "PART"})
  void whatIsWrittenIsRead(RecordType type) {
    Seeds.run(
        "round trip of " + type,
        seed -> {
          RandomRecords records = new RandomRecords(new Random(seed));
          for (int i = 0; i < VALUES; i++) {
            Object value = value(type, records);
            byte[] bytes = Codecs.encode(value);
            assertArrayEquals(plain(value), bytes);
            assertEquals(new Decoded<>(value, null), Codecs.decode(type, bytes));
            assertNull(PlainFaults.find(type, bytes));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SNAPSHOT", "PART"})
  void mutatedBytesGiveTheFirstFaultOrAnotherValue(RecordType type) {
    Seeds.run(
        "mutations of " + type,
        seed -> {
          Random random = new Random(seed);
          RandomRecords records = new RandomRecords(random);
          Map<RecordFault, Integer> met = new EnumMap<>(RecordFault.class);
          int read = 0;
          byte[] bytes = {};
          for (int i = 0; i < MUTATIONS; i++) {
            if (i % 50 == 0) {
              do {
                bytes = Codecs.encode(value(type, records));
              } while (bytes.length > 4_000);
            }
            byte[] mutated = Mutations.of(bytes, random);
            Decoded<?> decoded = Codecs.decode(type, mutated);
            RecordFault expected = PlainFaults.find(type, mutated);
            assertEquals(expected, decoded.fault(), () -> HexFormat.of().formatHex(mutated));
            if (expected == null) {
              assertArrayEquals(mutated, Codecs.encode(decoded.value()));
              read++;
            } else {
              met.merge(expected, 1, Integer::sum);
            }
          }
          TreeSet<RecordFault> codecFaults = new TreeSet<>(met.keySet());
          codecFaults.add(RecordFault.MALFORMED_TEXT);
          assertEquals(6, codecFaults.size(), () -> "faults met: " + met);
          assertEquals(type == RecordType.HEADER, met.containsKey(RecordFault.MALFORMED_TEXT));
          assertTrue(read > MUTATIONS / 10, () -> "too few values read");
        });
  }

  @Test
  void transactionsBeyondTheLimitsAreNotWritten() {
    TransactionBundleWriter out = new TransactionBundleWriter();
    byte[] sender = new byte[20];
    byte[] raw = new byte[Limits.TRANSACTION_BYTES_MAX + 1];
    IllegalArgumentException tooLong =
        assertThrows(IllegalArgumentException.class, () -> out.add(sender, 0, raw, 0, raw.length));
    assertEquals("a transaction of 16385 bytes", tooLong.getMessage());
    for (int i = 0; i < Limits.TRANSACTIONS_IN_BUNDLE_MAX; i++) {
      assertFalse(out.isFull());
      out.add(sender, 0, raw, 0, i % 3);
    }
    assertTrue(out.isFull());
    assertEquals(512, out.count());
    IllegalStateException full =
        assertThrows(IllegalStateException.class, () -> out.add(sender, 0, raw, 0, 0));
    assertEquals("the bundle is full", full.getMessage());
    assertNull(Codecs.decode(RecordType.TRANSACTIONS, out.toByteArray()).fault());
    out.begin();
    assertEquals(0, out.count());
    byte[] empty = out.toByteArray();
    assertEquals(RecordFault.OUT_OF_RANGE, Codecs.decode(RecordType.TRANSACTIONS, empty).fault());
  }

  @Test
  void whatIsBeyondTheLimitsIsNoIngressBundle() {
    Bytes tooLong = Bytes.wrap(new byte[Limits.TRANSACTION_BYTES_MAX + 1]);
    refuses("a transaction of 16385 bytes", () -> new IngressBundle.Entry(tooLong, null));
    refuses(
        "a public key has 64 bytes, this hint has 65",
        () -> new IngressBundle.Entry(Bytes.EMPTY, Bytes.wrap(new byte[65])));
    refuses(
        "an ingress bundle has 1 to 512 transactions, not 0", () -> new IngressBundle(List.of()));
    IngressBundle.Entry entry = new IngressBundle.Entry(Bytes.EMPTY, null);
    refuses(
        "an ingress bundle has 1 to 512 transactions, not 513",
        () -> new IngressBundle(Collections.nCopies(513, entry)));
    assertEquals(3, entry.encodedBytes());
    IngressBundle sample = Samples.ingressBundle();
    int entryBytes = sample.entries().stream().mapToInt(IngressBundle.Entry::encodedBytes).sum();
    assertEquals(4 + entryBytes, sample.encode().length);
  }

  @Test
  void whatContradictsItselfIsNoIngressAnswer() {
    IngressAnswer.Entry ok = IngressAnswer.Entry.ACKNOWLEDGED;
    List<IngressAnswer.Entry> one = List.of(ok);
    refuses(
        "an answer of 0 entries, fault null, for offset 5 of partition 3",
        () -> new IngressAnswer(3, 5, null, List.of()));
    refuses(
        "an answer of 513 entries, fault null, for offset 5 of partition 3",
        () -> new IngressAnswer(3, 5, null, Collections.nCopies(513, ok)));
    refuses(
        "an answer of 1 entries, fault TRUNCATED, for offset 5 of partition 3",
        () -> new IngressAnswer(3, 5, RecordFault.TRUNCATED, one));
    refuses(
        "an answer of 0 entries, fault TIME_GOES_BACK, for offset 5 of partition 3",
        () -> new IngressAnswer(3, 5, RecordFault.TIME_GOES_BACK, List.of()));
    refuses(
        "an answer of 1 entries, fault null, for offset -1 of partition 3",
        () -> new IngressAnswer(3, -1, null, one));
    refuses(
        "an answer of 1 entries, fault null, for offset 5 of partition 65536",
        () -> new IngressAnswer(65_536, 5, null, one));
    refuses(
        "ACKNOWLEDGED with reason 1",
        () -> new IngressAnswer.Entry(IngressAnswer.Status.ACKNOWLEDGED, 1));
    refuses(
        "REFUSED with reason 0", () -> new IngressAnswer.Entry(IngressAnswer.Status.REFUSED, 0));
    refuses(
        "TRY_LATER with reason 3",
        () -> new IngressAnswer.Entry(IngressAnswer.Status.TRY_LATER, 3));
  }

  private static void refuses(String message, Executable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making).getMessage());
  }

  @Test
  void codesKeepTheirNumbers() {
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 16, 17, 18, 19, 20, 21, 22, 23),
        Arrays.stream(RecordFault.values()).map(RecordFault::code).toList());
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5, 6),
        Arrays.stream(Disposition.values()).map(Disposition::code).toList());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Arrays.stream(RecordType.values()).map(RecordType::code).toList());
    assertEquals(
        List.of(0, 1, 2, 3),
        Arrays.stream(IngressAnswer.Status.values()).map(IngressAnswer.Status::code).toList());
    assertEquals(
        List.of(1, 2),
        Arrays.stream(IngressAnswer.Busy.values()).map(IngressAnswer.Busy::code).toList());
    for (int code = 0; code < 256; code++) {
      int each = code;
      RecordFault fault = RecordFault.of(code);
      assertEquals(
          Arrays.stream(RecordFault.values()).anyMatch(known -> known.code() == each),
          fault != null && fault.code() == code);
      Disposition disposition = Disposition.of(code);
      assertEquals(code < 7, disposition != null && disposition.code() == code);
    }
  }
}
