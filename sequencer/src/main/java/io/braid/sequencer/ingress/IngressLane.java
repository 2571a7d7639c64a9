package io.braid.sequencer.ingress;

import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.ShardCount;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionAnswer.TryLater;
import io.braid.sequencer.admission.Candidate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A partition of the ingress on its way through admission. Transactions are admitted one after the
 * other, in the order of the log. A record is answered when all of its transactions are refused, or
 * in the log of their shard; answers leave in the order of the records, one for each.
 *
 * <p>When admission has no room, the lane waits and tries the same transaction again: the log is
 * the queue. But a limit of one account is an answer, so that no account holds up the others, and a
 * transaction of another shard is refused, so that no shard does.
 *
 * <p>What was read and is not answered is bounded by the caller, who brings nothing more while
 * {@link #isFull}. Not for two threads at once.
 */
public final class IngressLane {

  /** Transactions that are examined at once. */
  static final int EXAMINED_AT_ONCE_MAX = 256;

  /** Records without an answer from which on no more should be read. */
  static final int RECORDS_MAX = 512;

  /** Bytes of records without an answer from which on no more should be read. */
  static final long BYTES_MAX = 8L << 20;

  /** Milliseconds until a transaction that somebody else just sent should be in the log. */
  static final long RETRY_UNTIL_IN_LOG_MS = 2;

  /** Milliseconds after which admission is asked again at the latest. */
  private static final long RETRY_MS_MAX = 1_000;

  /** A record without an answer. */
  private static final class Unanswered {
    private final long offset;
    private final int bytes;
    private final RecordFault fault;
    private final IngressAnswer.Entry[] entries;
    private int missing;

    Unanswered(long offset, int bytes, RecordFault fault, int count) {
      this.offset = offset;
      this.bytes = bytes;
      this.fault = fault;
      this.entries = new IngressAnswer.Entry[count];
      this.missing = count;
    }

    void answer(int index, IngressAnswer.Entry entry) {
      entries[index] = entry;
      missing--;
    }
  }

  /** A transaction that was not examined. */
  private record Unexamined(Unanswered record, int index, IngressBundle.Entry entry) {}

  /** A transaction that was not admitted. */
  private record Examined(Unanswered record, int index, Candidate candidate) {}

  private final int partition;
  private final ShardCount shards;
  private final IngressGate gate;
  private final AnswerLog answers;

  private final Deque<Unanswered> unanswered = new ArrayDeque<>();
  private final Deque<Unexamined> unexamined = new ArrayDeque<>();
  private final Deque<Examined> examined = new ArrayDeque<>();

  /** Offsets of records whose answers are on their way. */
  private final Deque<Long> answered = new ArrayDeque<>();

  private long bytes;
  private long nextOffset;
  private long retryAtMs;

  /** Transactions that were accepted and are not in the log yet. */
  private int accepted;

  /** Whether it is known here what others have admitted out of this partition before. */
  private boolean isOpen;

  private boolean isExamining;
  private boolean isStopped;

  /**
   * The lane of a partition, which is the shard of all senders in it.
   *
   * @param nextOffset of the first record to read; all before are answered
   */
  public IngressLane(
      int partition, ShardCount shards, long nextOffset, IngressGate gate, AnswerLog answers) {
    this.partition = partition;
    this.shards = shards;
    this.nextOffset = nextOffset;
    this.gate = gate;
    this.answers = answers;
  }

  /** Begins; nothing is admitted before what others have put into the logs is known. */
  public void start() {
    gate.catchUp(() -> isOpen = true);
  }

  /**
   * The next record was read.
   *
   * @param record nobody may change it from now on
   */
  public void read(long offset, byte[] record) {
    if (offset < nextOffset) {
      throw new IllegalArgumentException(
          "offset %d of partition %d is read after offset %d"
              .formatted(offset, partition, nextOffset - 1));
    }
    if (isStopped) {
      return;
    }
    nextOffset = offset + 1;
    bytes += record.length;
    Decoded<IngressBundle> decoded = IngressBundle.decode(record, 0, record.length);
    if (decoded.fault() != null) {
      unanswered.add(new Unanswered(offset, record.length, decoded.fault(), 0));
      return;
    }
    List<IngressBundle.Entry> entries = decoded.value().entries();
    Unanswered next = new Unanswered(offset, record.length, null, entries.size());
    unanswered.add(next);
    for (int index = 0; index < entries.size(); index++) {
      unexamined.add(new Unexamined(next, index, entries.get(index)));
    }
  }

  /** Whether nothing more should be read until something is answered. */
  public boolean isFull() {
    return unanswered.size() >= RECORDS_MAX || bytes >= BYTES_MAX;
  }

  /** Does all that can be done now; to be called after whatever happened, and {@link #dueAtMs}. */
  public void advance(long nowMs) {
    // A clock that was set back must hold nothing back.
    retryAtMs = Math.min(retryAtMs, nowMs + RETRY_MS_MAX);
    while (isOpen && nowMs >= retryAtMs && !examined.isEmpty() && admit(examined.peek(), nowMs)) {
      examined.remove();
    }
    examine();
    answer();
  }

  /** When there is something to do if nothing else happens; {@link Long#MAX_VALUE} if never. */
  public long dueAtMs() {
    return isOpen && !examined.isEmpty() ? retryAtMs : Long.MAX_VALUE;
  }

  /** Tries to admit a transaction; false if it must be tried again. */
  private boolean admit(Examined next, long nowMs) {
    IngressAnswer.Entry refused = refused(next.candidate());
    if (refused != null) {
      next.record().answer(next.index(), refused);
      return true;
    }
    IngressAnswer.Entry entry;
    switch (gate.admit(next.candidate(), () -> inLog(next))) {
      case AdmissionAnswer.Accepted _ -> {
        accepted++;
        return true;
      }
      case null -> entry = IngressAnswer.Entry.FAILED;
      case AdmissionAnswer.Refused refusal -> entry = IngressAnswer.Entry.of(refusal.reason());
      case AdmissionAnswer.AlreadyKnown known -> {
        if (!known.isInLog()) {
          retryAtMs = nowMs + RETRY_UNTIL_IN_LOG_MS;
          return false;
        }
        entry = IngressAnswer.Entry.ACKNOWLEDGED;
      }
      case TryLater later -> {
        IngressAnswer.Busy busy = busy(later.reason());
        if (busy == null) {
          retryAtMs = nowMs + later.retryAfterMs();
          return false;
        }
        entry = IngressAnswer.Entry.of(busy);
      }
    }
    next.record().answer(next.index(), entry);
    return true;
  }

  /** Why a transaction does not come as far as admission, or null. */
  private IngressAnswer.Entry refused(Candidate candidate) {
    if (candidate == null) {
      return IngressAnswer.Entry.FAILED;
    }
    if (candidate.refusal() != null) {
      return IngressAnswer.Entry.of(candidate.refusal());
    }
    return shards.homeOf(candidate.sender()) == partition
        ? null
        : IngressAnswer.Entry.of(Refusal.WRONG_SHARD);
  }

  /** The answer to a limit of the account alone; null for what all wait for. */
  private static IngressAnswer.Busy busy(TryLater.Reason reason) {
    return switch (reason) {
      case ACCOUNT_FULL -> IngressAnswer.Busy.ACCOUNT_FULL;
      case ACCOUNT_RATE -> IngressAnswer.Busy.ACCOUNT_RATE;
      case NOT_READY, OVERLOADED, SOURCE_RATE, SHARD_OVERLOADED -> null;
    };
  }

  private void inLog(Examined transaction) {
    accepted--;
    transaction.record().answer(transaction.index(), IngressAnswer.Entry.ACKNOWLEDGED);
  }

  /** While a batch waits for admission, the next one is examined, and no further one. */
  private void examine() {
    if (isExamining || unexamined.isEmpty() || examined.size() > EXAMINED_AT_ONCE_MAX) {
      return;
    }
    List<Unexamined> batch = new ArrayList<>();
    while (batch.size() < EXAMINED_AT_ONCE_MAX && !unexamined.isEmpty()) {
      batch.add(unexamined.remove());
    }
    isExamining = true;
    gate.examine(
        batch.stream().map(Unexamined::entry).toList(), candidates -> take(batch, candidates));
  }

  private void take(List<Unexamined> batch, List<Candidate> candidates) {
    isExamining = false;
    if (isStopped) {
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      examined.add(new Examined(batch.get(i).record(), batch.get(i).index(), candidates.get(i)));
    }
  }

  private void answer() {
    while (!unanswered.isEmpty() && unanswered.peek().missing == 0) {
      Unanswered record = unanswered.remove();
      bytes -= record.bytes;
      answered.add(record.offset);
      answers.append(
          new IngressAnswer(partition, record.offset, record.fault, Arrays.asList(record.entries)),
          answered::remove);
    }
  }

  /** Before this offset everything is answered, durably: a successor may begin there. */
  public long doneOffset() {
    if (!answered.isEmpty()) {
      return answered.peek();
    }
    return unanswered.isEmpty() ? nextOffset : unanswered.peek().offset;
  }

  /** Begins nothing more; what was accepted still comes to its answer. */
  public void stop() {
    isStopped = true;
    unexamined.clear();
    examined.clear();
  }

  /** Whether nothing is under way any more that {@link #stop} left. */
  public boolean isSettled() {
    return accepted == 0 && answered.isEmpty();
  }
}
