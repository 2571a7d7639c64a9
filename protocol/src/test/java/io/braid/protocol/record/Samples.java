package io.braid.protocol.record;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/** One small record of each type that has something of everything, with fields at their edges. */
final class Samples {

  private static final Word LARGEST = new Word(-1, -1, -1, -1);
  private static final Address ALICE = Address.parse("0x" + "a1".repeat(20));
  private static final Address BOB = Address.parse("0x" + "b0".repeat(20));
  private static final Address NOBODY = new Address(Word.ZERO);

  private Samples() {}

  static BlockHeader header() {
    return new BlockHeader(
        -1,
        0xffff_ffffL,
        0xffff_ffffL,
        1_000_000_000,
        1,
        Word.parse("0x1234"),
        6,
        -2,
        3,
        List.of(
            new TokenEntry(ALICE, 18, "T€", "Tökén"), new TokenEntry(NOBODY, 255, "", "a\u0000b")),
        77,
        List.of(
            new L1Event(1, BOB, 3L << 32, LARGEST, List.of()),
            new L1Event(3, ALICE, 1, Word.ZERO, List.of(Word.of(1), Word.ZERO, LARGEST))));
  }

  static BlockHeader emptyHeader() {
    return new BlockHeader(0, 0, 0, 0, 0, Word.ZERO, 0, 0, 0, List.of(), 0, List.of());
  }

  static PlainRecords.TransactionBundle transactions() {
    return new PlainRecords.TransactionBundle(
        List.of(
            new PlainRecords.Entry(ALICE, "02c0"),
            new PlainRecords.Entry(NOBODY, ""),
            new PlainRecords.Entry(BOB, "f".repeat(600))));
  }

  static MessageBundle messages(int destination) {
    return new MessageBundle(
        255,
        -1,
        destination,
        Long.MIN_VALUE,
        2,
        9,
        List.of(
            new MessageBundle.Message(
                1, Word.of(5), NOBODY, 13, ALICE, BOB, 0, Word.of(7), 0, Word.ZERO, List.of()),
            new MessageBundle.Message(
                8,
                LARGEST,
                BOB,
                255,
                BOB,
                ALICE,
                -1,
                LARGEST,
                1L << 32,
                Word.of(-1),
                List.of(Word.of(1), Word.of(2), Word.of(3), Word.of(4), Word.of(5), LARGEST))));
  }

  static Diff diff() {
    LogEntry log = new LogEntry(1, List.of(Word.of(1), LARGEST, Word.ZERO));
    return new Diff(
        3,
        -1,
        9,
        0xffff_ffffL,
        Disposition.APPLIED,
        null,
        List.of(
            new Outcome.Refused(LARGEST, ALICE, 80),
            new Outcome.Queued(Word.of(1), ALICE, -2),
            new Outcome.Ran(
                Word.of(1),
                Word.of(2),
                BOB,
                -2,
                50_000,
                new Word(-1, -1, 0, 0),
                null,
                List.of(),
                List.of(log)),
            new Outcome.Ran(
                Word.of(3),
                Word.of(4),
                BOB,
                0,
                0xffff_ffffL,
                Word.ZERO,
                255,
                List.of(new Withdrawal(NOBODY, 1L << 32, LARGEST)),
                List.of()),
            new Outcome.Stepped(
                Word.of(2), BOB, null, List.of(), List.of(log, new LogEntry(255, List.of()))),
            new Outcome.Stepped(Word.of(9), NOBODY, 0, List.of(), List.of())),
        List.of(new Diff.CellChange(LARGEST, Word.ZERO), new Diff.CellChange(Word.of(1), LARGEST)),
        List.of(messages(0), messages(0xffff)));
  }

  static PlainRecords.Chunk chunk() {
    return new PlainRecords.Chunk(
        255, Long.MAX_VALUE, 4_093, 4_095, 4_095L * 524_288, LARGEST, "00ff07");
  }

  static IngressBundle ingressBundle() {
    return new IngressBundle(
        List.of(
            new IngressBundle.Entry(Bytes.parse("0x02c0"), Bytes.parse("0x" + "ab".repeat(64))),
            new IngressBundle.Entry(Bytes.EMPTY, null),
            new IngressBundle.Entry(Bytes.parse("0x" + "f".repeat(600)), null)));
  }

  static IngressAnswer ingressAnswer() {
    return new IngressAnswer(
        0xffff,
        Long.MAX_VALUE,
        null,
        List.of(
            IngressAnswer.Entry.ACKNOWLEDGED,
            IngressAnswer.Entry.of(Refusal.NONCE_TOO_LOW),
            IngressAnswer.Entry.of(IngressAnswer.Busy.ACCOUNT_FULL),
            IngressAnswer.Entry.of(IngressAnswer.Busy.ACCOUNT_RATE),
            IngressAnswer.Entry.FAILED));
  }

  static IngressAnswer malformedIngressAnswer() {
    return new IngressAnswer(0, 0, RecordFault.TRAILING_BYTES, List.of());
  }

  static PartList partList() {
    return new PartList(2 * 12_582_912 + 1, LARGEST, List.of(0L, 7L, Long.MAX_VALUE - 1));
  }

  static Diff malformedDiff() {
    return new Diff(
        255,
        0,
        0,
        0,
        Disposition.MALFORMED,
        RecordFault.WRONG_MESSAGE,
        List.of(),
        List.of(),
        List.of());
  }
}
