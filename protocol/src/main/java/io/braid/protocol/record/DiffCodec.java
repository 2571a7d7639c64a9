package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads diffs, for those who follow a shard. {@link DiffWriter} writes them. */
public final class DiffCodec {

  private static final int PRICE_BYTES = 16;
  private static final long U32_MAX = 0xffff_ffffL;

  private final ByteReader in;
  private RecordFault fault;

  private DiffCodec(ByteReader in) {
    this.in = in;
  }

  /** Reads a diff out of a part of an array. */
  public static Decoded<Diff> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault begin = RecordType.DIFF.readBegin(in);
    if (begin != null) {
      return Decoded.fault(begin);
    }
    DiffCodec codec = new DiffCodec(in);
    Diff diff = codec.readDiff(bytes);
    codec.noteTruncation();
    if (codec.fault != null) {
      return Decoded.fault(codec.fault);
    }
    return in.remaining() == 0 ? Decoded.of(diff) : Decoded.fault(RecordFault.TRAILING_BYTES);
  }

  private Diff readDiff(byte[] bytes) {
    int shard = in.readInt(2);
    long offset = in.readInteger(8);
    long block = in.readInteger(8);
    long generation = in.readInteger(4);
    Disposition disposition = Disposition.of(in.readInt(1));
    require(disposition != null);
    int faultCode = in.readInt(1);
    RecordFault why = RecordFault.of(faultCode);
    require((why != null) == (disposition == Disposition.MALFORMED));
    require(why != null || faultCode == 0);
    long most = disposition == Disposition.APPLIED ? U32_MAX : 0;
    List<Outcome> outcomes = new ArrayList<>();
    for (long left = readCount(4, most); left > 0 && isSound(); left--) {
      outcomes.add(readOutcome());
    }
    List<Diff.CellChange> changes = new ArrayList<>();
    for (long left = readCount(4, most); left > 0 && isSound(); left--) {
      Word key = readWord(Word256.BYTES);
      changes.add(new Diff.CellChange(key, readWord(Word256.BYTES)));
    }
    List<MessageBundle> bundles = new ArrayList<>();
    for (long left = readCount(2, most); left > 0 && isSound(); left--) {
      readBundle(bytes, bundles);
    }
    return new Diff(shard, offset, block, generation, disposition, why, outcomes, changes, bundles);
  }

  private void readBundle(byte[] bytes, List<MessageBundle> bundles) {
    long length = in.readInteger(4);
    int at = in.skip((int) Math.min(length, Integer.MAX_VALUE));
    if (at >= 0) {
      Decoded<MessageBundle> bundle = MessageBundle.decode(bytes, at, (int) length);
      if (bundle.fault() != null) {
        fault = bundle.fault();
        return;
      }
      int last = bundles.isEmpty() ? -1 : bundles.getLast().destination();
      require(bundle.value().destination() > last);
      bundles.add(bundle.value());
    }
  }

  private Outcome readOutcome() {
    int type = in.readInt(1);
    return switch (type) {
      case Outcome.REFUSED ->
          new Outcome.Refused(readWord(Word256.BYTES), readAddress(), in.readInt(1));
      case Outcome.QUEUED ->
          new Outcome.Queued(readWord(Word256.BYTES), readAddress(), in.readInteger(8));
      case Outcome.PENDING, Outcome.DONE ->
          new Outcome.Ran(
              readWord(Word256.BYTES),
              readWord(Word256.BYTES),
              readAddress(),
              in.readInteger(8),
              in.readInteger(4),
              readWord(PRICE_BYTES),
              type == Outcome.DONE ? in.readInt(1) : null,
              readWithdrawals(),
              readLogs());
      case Outcome.CONTINUED, Outcome.FINISHED ->
          new Outcome.Stepped(
              readWord(Word256.BYTES),
              readAddress(),
              type == Outcome.FINISHED ? in.readInt(1) : null,
              readWithdrawals(),
              readLogs());
      default -> {
        require(false);
        yield null;
      }
    };
  }

  private List<Withdrawal> readWithdrawals() {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (long left = readCount(1, Limits.WITHDRAWALS_IN_STEP_MAX); left > 0 && isSound(); left--) {
      withdrawals.add(new Withdrawal(readAddress(), in.readInteger(8), readWord(Word256.BYTES)));
    }
    return withdrawals;
  }

  private List<LogEntry> readLogs() {
    List<LogEntry> logs = new ArrayList<>();
    for (long left = readCount(1, Limits.LOGS_IN_STEP_MAX); left > 0 && isSound(); left--) {
      int template = in.readInt(1);
      List<Word> operands = new ArrayList<>();
      for (long more = readCount(1, Limits.LOG_OPERANDS_MAX); more > 0 && isSound(); more--) {
        operands.add(readWord(Word256.BYTES));
      }
      logs.add(new LogEntry(template, operands));
    }
    return logs;
  }

  private Address readAddress() {
    return new Address(readWord(Address.BYTES));
  }

  private Word readWord(int bytes) {
    long[] word = new long[Word256.LONGS];
    in.readWord(bytes, word, 0);
    return Word.of(word, 0);
  }

  private long readCount(int bytes, long max) {
    long count = in.readInteger(bytes);
    require(count <= max);
    return count;
  }

  /** Notes the fault of what was just read, unless the record ended before it or had a fault. */
  private void require(boolean condition) {
    noteTruncation();
    if (!condition && fault == null) {
      fault = RecordFault.OUT_OF_RANGE;
    }
  }

  private void noteTruncation() {
    if (in.isOverrun() && fault == null) {
      fault = RecordFault.TRUNCATED;
    }
  }

  private boolean isSound() {
    return fault == null && !in.isOverrun();
  }
}
