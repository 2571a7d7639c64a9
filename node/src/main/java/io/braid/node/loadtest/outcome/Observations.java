package io.braid.node.loadtest.outcome;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was seen of each transaction. Answers, diffs and blocks are told by one thread each; a
 * reader sees all that was told before the {@link #events} that he has read.
 */
public final class Observations {

  /** In place of a time: not seen. */
  public static final long NEVER = Long.MIN_VALUE;

  private final AtomicLong events = new AtomicLong();
  private final Map<Stage, long[]> seenNanos = new EnumMap<>(Stage.class);

  // Told by answers.
  private final String[] refusedAtOnce;
  private final String[] unanswered;

  // Told by diffs.
  private final byte[] begun;
  private final byte[] ended;
  private final byte[] refusedLater;
  private final String[] whyLater;
  private final boolean[] isQueued;

  // Told by blocks and receipts.
  private final byte[] listed;
  private final byte[] receipts;
  private final boolean[] hasSucceeded;

  /** Nothing is seen yet. */
  public Observations(int transactions) {
    for (Stage stage : Stage.values()) {
      long[] nanos = new long[transactions];
      Arrays.fill(nanos, NEVER);
      seenNanos.put(stage, nanos);
    }
    refusedAtOnce = new String[transactions];
    unanswered = new String[transactions];
    begun = new byte[transactions];
    ended = new byte[transactions];
    refusedLater = new byte[transactions];
    whyLater = new String[transactions];
    isQueued = new boolean[transactions];
    listed = new byte[transactions];
    receipts = new byte[transactions];
    hasSucceeded = new boolean[transactions];
  }

  /** How many transactions there are. */
  public int count() {
    return begun.length;
  }

  /** How much was told so far: while it stays the same, nothing happens. */
  public long events() {
    return events.get();
  }

  /** The hash came back. */
  public void acknowledged(int transaction, long nanos) {
    see(Stage.ACKNOWLEDGED, transaction, nanos);
    events.incrementAndGet();
  }

  /** An error came back, for this reason. */
  public void refusedAtOnce(int transaction, String reason) {
    refusedAtOnce[transaction] = reason;
    events.incrementAndGet();
  }

  /** No answer will come, for this reason. */
  public void unanswered(int transaction, String reason) {
    unanswered[transaction] = reason;
    events.incrementAndGet();
  }

  /** Its first step stands in a diff. */
  public void begun(int transaction) {
    begun[transaction] = oneMore(begun[transaction]);
    events.incrementAndGet();
  }

  /** Its last step stands in a diff. */
  public void ended(int transaction, long nanos) {
    ended[transaction] = oneMore(ended[transaction]);
    see(Stage.EXECUTED, transaction, nanos);
    events.incrementAndGet();
  }

  /** A shard took it into its nonce queue. */
  public void queued(int transaction) {
    isQueued[transaction] = true;
    events.incrementAndGet();
  }

  /** A shard refused it, for this reason. */
  public void refusedLater(int transaction, String reason) {
    refusedLater[transaction] = oneMore(refusedLater[transaction]);
    whyLater[transaction] = reason;
    events.incrementAndGet();
  }

  /** A block that can be read lists it. */
  public void listed(int transaction, long nanos) {
    listed[transaction] = oneMore(listed[transaction]);
    see(Stage.RECEIPT, transaction, nanos);
    events.incrementAndGet();
  }

  /** Its receipt was read. */
  public void receipt(int transaction, boolean success) {
    receipts[transaction] = oneMore(receipts[transaction]);
    hasSucceeded[transaction] = success;
    events.incrementAndGet();
  }

  /** The first time counts. */
  private void see(Stage stage, int transaction, long nanos) {
    long[] seen = seenNanos.get(stage);
    if (seen[transaction] == NEVER) {
      seen[transaction] = nanos;
    }
  }

  /** Stops at the highest number there is. */
  private static byte oneMore(byte count) {
    return count == Byte.MAX_VALUE ? count : (byte) (count + 1);
  }

  /** When a stage was seen, in nanoseconds from the start, or {@link #NEVER}. */
  public long seenNanos(Stage stage, int transaction) {
    return seenNanos.get(stage)[transaction];
  }

  private boolean isSeen(Stage stage, int transaction) {
    return seenNanos(stage, transaction) != NEVER;
  }

  /** Whether an answer came, or none will come. */
  public boolean isAnswered(int transaction) {
    return isSeen(Stage.ACKNOWLEDGED, transaction)
        || refusedAtOnce[transaction] != null
        || unanswered[transaction] != null;
  }

  /** Whether what was seen so far leaves nothing to wait for, the receipt itself excepted. */
  public boolean isSettled(int transaction) {
    return isAnswered(transaction)
        && (refusedAtOnce[transaction] != null
            || refusedLater[transaction] > 0
            || listed[transaction] > 0);
  }

  /** Whether the chain has yet to be asked for the outcome: it was seen nowhere. */
  public boolean isOpen(int transaction) {
    return receipts[transaction] == 0
        && refusedAtOnce[transaction] == null
        && refusedLater[transaction] == 0;
  }

  /** What has become of a transaction, by all that was seen. */
  public Fate fate(int transaction) {
    if (twice(transaction) != null) {
      return Fate.DUPLICATED;
    }
    if (receipts[transaction] > 0) {
      return hasSucceeded[transaction] ? Fate.SUCCEEDED : Fate.FAILED;
    }
    if (refusedAtOnce[transaction] != null) {
      return Fate.REFUSED_AT_ONCE;
    }
    if (begun[transaction] > 0 || ended[transaction] > 0) {
      return Fate.LOST;
    }
    if (refusedLater[transaction] > 0) {
      return Fate.REFUSED_LATER;
    }
    if (isQueued[transaction]) {
      return Fate.QUEUED;
    }
    return isSeen(Stage.ACKNOWLEDGED, transaction) ? Fate.LOST : Fate.NO_ANSWER;
  }

  /** What is there twice, or null. A receipt wins over any refusal of a shard. */
  private String twice(int transaction) {
    if (begun[transaction] > 1) {
      return "began twice";
    }
    if (ended[transaction] > 1) {
      return "ended twice";
    }
    if (listed[transaction] > 1 || receipts[transaction] > 1) {
      return "two receipts";
    }
    if (refusedLater[transaction] > 1) {
      return "refused twice";
    }
    boolean hasRun = begun[transaction] > 0 || receipts[transaction] > 0;
    return hasRun && refusedAtOnce[transaction] != null ? "refused at once, and run" : null;
  }

  /** The reason behind a fate; empty if there is nothing to say. */
  public String reason(int transaction) {
    return switch (fate(transaction)) {
      case SUCCEEDED, FAILED, QUEUED -> "";
      case REFUSED_AT_ONCE -> refusedAtOnce[transaction];
      case REFUSED_LATER -> whyLater[transaction];
      case NO_ANSWER -> unanswered[transaction] == null ? "" : unanswered[transaction];
      case LOST -> begun[transaction] > 0 ? "begun, and in no block" : "no outcome";
      case DUPLICATED -> twice(transaction);
    };
  }
}
