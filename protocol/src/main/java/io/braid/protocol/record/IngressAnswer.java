package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.transaction.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of an {@link IngressBundle}.
 *
 * @param partition of the ingress
 * @param offset of the bundle there
 * @param fault why the record is no ingress bundle, or null; nothing of it was taken then
 * @param entries one for each transaction, in their order; none if there is a fault
 */
public record IngressAnswer(int partition, long offset, RecordFault fault, List<Entry> entries) {

  /** What became of a transaction. */
  public enum Status {
    /** It is durable in the log of its shard, now or before: it will have exactly one outcome. */
    ACKNOWLEDGED(0),
    /** The shard would refuse it; the reason is the code of a {@link Refusal}. */
    REFUSED(1),
    /** Nothing is wrong with it, but its account has too many; the reason is {@link Busy}'s. */
    TRY_LATER(2),
    /** The node has a fault, its log says which. Nobody knows whether the transaction was taken. */
    FAILED(3);

    private static final List<Status> ALL = List.of(values());

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** The byte in the record. */
    public int code() {
      return code;
    }

    private boolean hasReason(int reason) {
      return switch (this) {
        case ACKNOWLEDGED, FAILED -> reason == 0;
        case REFUSED -> reason >= 1 && reason <= REASON_MAX;
        case TRY_LATER -> reason == Busy.ACCOUNT_FULL.code || reason == Busy.ACCOUNT_RATE.code;
      };
    }
  }

  /** Why a transaction was not taken now. */
  public enum Busy {
    /** Too many transactions of the account have no outcome yet. */
    ACCOUNT_FULL(1),
    /** The account sends too many a second. */
    ACCOUNT_RATE(2);

    private final int code;

    Busy(int code) {
      this.code = code;
    }

    /** The reason byte in the record. */
    public int code() {
      return code;
    }
  }

  /**
   * The answer to a transaction.
   *
   * @param reason as the status says, else 0
   */
  public record Entry(Status status, int reason) {

    /** Taken. */
    public static final Entry ACKNOWLEDGED = new Entry(Status.ACKNOWLEDGED, 0);

    /** Nobody knows. */
    public static final Entry FAILED = new Entry(Status.FAILED, 0);

    /** Checks that the reason is one of the status. */
    public Entry {
      if (!status.hasReason(reason)) {
        throw new IllegalArgumentException("%s with reason %d".formatted(status, reason));
      }
    }

    /** Refused. */
    public static Entry of(Refusal refusal) {
      return new Entry(Status.REFUSED, refusal.code());
    }

    /** Not now. */
    public static Entry of(Busy busy) {
      return new Entry(Status.TRY_LATER, busy.code());
    }
  }

  private static final int PARTITION_MAX = 0xffff;
  private static final int REASON_MAX = 0xff;

  /** Checks the ranges. */
  public IngressAnswer {
    boolean isPlace = partition >= 0 && partition <= PARTITION_MAX && offset >= 0;
    boolean isFault = fault == null || fault.isOfBytes();
    if (!isPlace || !isFault || !isCount(fault, entries.size())) {
      throw new IllegalArgumentException(
          "an answer of %d entries, fault %s, for offset %d of partition %d"
              .formatted(entries.size(), fault, offset, partition));
    }
    entries = List.copyOf(entries);
  }

  /** The bytes of the record. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    RecordType.INGRESS_ANSWER.begin(out);
    out.writeInteger(partition, 2);
    out.writeInteger(offset, 8);
    out.writeInteger(fault == null ? 0 : fault.code(), 1);
    out.writeInteger(entries.size(), 2);
    for (Entry entry : entries) {
      out.writeInteger(entry.status().code(), 1);
      out.writeInteger(entry.reason(), 1);
    }
    return out.toByteArray();
  }

  /** Reads an answer out of a part of an array. */
  public static Decoded<IngressAnswer> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault wrong = RecordType.INGRESS_ANSWER.readBegin(in);
    int partition = in.readInt(2);
    long answered = in.readInteger(8);
    wrong = RecordFault.first(wrong, in, answered >= 0);
    int code = in.readInt(1);
    RecordFault fault = RecordFault.of(code);
    wrong = RecordFault.first(wrong, in, fault == null ? code == 0 : fault.isOfBytes());
    int count = in.readInt(2);
    wrong = RecordFault.first(wrong, in, isCount(fault, count));
    List<Entry> entries = new ArrayList<>();
    while (wrong == null && entries.size() < count) {
      int status = in.readInt(1);
      wrong = RecordFault.first(null, in, status < Status.ALL.size());
      if (wrong == null) {
        int reason = in.readInt(1);
        wrong = RecordFault.first(null, in, Status.ALL.get(status).hasReason(reason));
        if (wrong == null) {
          entries.add(new Entry(Status.ALL.get(status), reason));
        }
      }
    }
    wrong = RecordFault.atEnd(wrong, in);
    return wrong != null
        ? Decoded.fault(wrong)
        : Decoded.of(new IngressAnswer(partition, answered, fault, entries));
  }

  private static boolean isCount(RecordFault fault, int count) {
    return fault == null ? count >= 1 && count <= Limits.TRANSACTIONS_IN_INGRESS_MAX : count == 0;
  }
}
