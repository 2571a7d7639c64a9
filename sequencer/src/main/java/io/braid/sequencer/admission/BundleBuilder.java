package io.braid.sequencer.admission;

import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.types.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers accepted transactions by shard into bundles, so that they share the cost of a record. A
 * bundle is handed out when it is full, or when its first transaction has waited long enough and
 * the log takes the bundles before it: while it is slow, larger bundles let it catch up.
 *
 * <p>Transactions of a shard stand in the log in the order in which they were added, if bundles are
 * appended in the order in which they are handed out; so those of a sender keep their order.
 *
 * <p>A submission is answered once: when its bundle is acknowledged, or with all others when an
 * append fails. Then nobody knows what is in the log, and this builder has ended.
 *
 * @param <S> what stands for a submission, to answer it by. Not for two threads at once.
 */
public final class BundleBuilder<S> {

  /**
   * Bytes of a bundle, at most: below the 1 MiB that a broker takes by default, and enough that
   * only the longest transactions get near.
   */
  public static final int BUNDLE_BYTES_MAX = 512 << 10;

  /**
   * Bundles of a shard that may be on their way when one is handed out that is not full. One is
   * being written while the next is sent; a third would only wait there instead of here.
   */
  static final int SMALL_BUNDLES_MAX = 2;

  /** Version, type and count. */
  private static final int HEADER_BYTES = 4;

  /** Sender and length. */
  private static final int ENTRY_BYTES = Address.BYTES + 2;

  private static final class Gathering<S> {
    private final TransactionBundleWriter writer = new TransactionBundleWriter();
    private List<S> submissions = new ArrayList<>();
    private int bytes = HEADER_BYTES;
    private long sinceMs;
    private int unacknowledged;

    private boolean mayLeaveSmall() {
      return !submissions.isEmpty() && unacknowledged < SMALL_BUNDLES_MAX;
    }
  }

  private final List<Gathering<S>> shards = new ArrayList<>();
  private final Map<Long, Bundle<S>> unacknowledged = new HashMap<>();
  private final long lingerMs;
  private final int unacknowledgedMax;
  private long nextNumber;
  private boolean hasFailed;

  /**
   * A builder for all shards.
   *
   * @param lingerMs how long a transaction waits for others, in milliseconds
   * @param unacknowledgedMax bundles of a shard that may be on their way at once
   */
  public BundleBuilder(int shardCount, long lingerMs, int unacknowledgedMax) {
    if (lingerMs < 0 || unacknowledgedMax < 1) {
      throw new IllegalArgumentException(
          "cannot linger %d ms with %d bundles on their way"
              .formatted(lingerMs, unacknowledgedMax));
    }
    this.lingerMs = lingerMs;
    this.unacknowledgedMax = unacknowledgedMax;
    for (int shard = 0; shard < shardCount; shard++) {
      shards.add(new Gathering<>());
    }
  }

  /** Whether a shard takes no transactions until one of its bundles is acknowledged. */
  public boolean isFull(int shard) {
    return shards.get(shard).unacknowledged >= unacknowledgedMax;
  }

  /**
   * Adds a transaction.
   *
   * @return a bundle to append now, or null
   * @throws IllegalStateException if the shard is full, or an append has failed
   */
  public Bundle<S> add(int shard, Address sender, byte[] raw, S submission, long nowMs) {
    requireNotFailed();
    if (isFull(shard)) {
      throw new IllegalStateException(
          "shard %d has %d bundles on their way".formatted(shard, unacknowledgedMax));
    }
    Gathering<S> gathering = shards.get(shard);
    int entryBytes = ENTRY_BYTES + raw.length;
    boolean fits = gathering.bytes + entryBytes <= BUNDLE_BYTES_MAX;
    Bundle<S> sealed = fits ? null : seal(shard);
    if (gathering.submissions.isEmpty()) {
      gathering.sinceMs = nowMs;
    }
    gathering.writer.add(sender.toBytes(), 0, raw, 0, raw.length);
    gathering.submissions.add(submission);
    gathering.bytes += entryBytes;
    return sealed == null && gathering.writer.isFull() ? seal(shard) : sealed;
  }

  private Bundle<S> seal(int shard) {
    Gathering<S> gathering = shards.get(shard);
    Bundle<S> bundle =
        new Bundle<>(nextNumber++, shard, gathering.writer.toByteArray(), gathering.submissions);
    unacknowledged.put(bundle.number(), bundle);
    gathering.unacknowledged++;
    gathering.writer.begin();
    gathering.submissions = new ArrayList<>();
    gathering.bytes = HEADER_BYTES;
    return bundle;
  }

  /** Time goes on; gives the bundles that have waited long enough, to append in this order. */
  public List<Bundle<S>> tick(long nowMs) {
    requireNotFailed();
    List<Bundle<S>> due = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      Gathering<S> gathering = shards.get(shard);
      // A clock that was set back must hold nothing back.
      gathering.sinceMs = Math.min(gathering.sinceMs, nowMs);
      if (gathering.mayLeaveSmall() && nowMs - gathering.sinceMs >= lingerMs) {
        due.add(seal(shard));
      }
    }
    return due;
  }

  /**
   * When {@link #tick} has a bundle if nothing is added or acknowledged; {@link Long#MAX_VALUE} if
   * never.
   */
  public long dueAtMs() {
    long dueAtMs = Long.MAX_VALUE;
    for (Gathering<S> gathering : shards) {
      if (gathering.mayLeaveSmall()) {
        dueAtMs = Math.min(dueAtMs, gathering.sinceMs + lingerMs);
      }
    }
    return dueAtMs;
  }

  /**
   * A bundle is durable in the log.
   *
   * @return its submissions, each of which is answered now
   * @throws IllegalStateException if it is not on its way, or an append has failed
   */
  public List<S> acknowledged(long number) {
    requireNotFailed();
    Bundle<S> bundle = unacknowledged.remove(number);
    if (bundle == null) {
      throw new IllegalStateException("bundle %d is not on its way".formatted(number));
    }
    shards.get(bundle.shard()).unacknowledged--;
    return bundle.submissions();
  }

  /**
   * The append of a bundle failed, which is fatal to the process: what follows it in the producer
   * may or may not be in the log.
   *
   * @return every submission without an answer, by order of bundles; whether they are in the log is
   *     not known, and each is told so
   */
  public List<S> failed() {
    hasFailed = true;
    List<S> unanswered = new ArrayList<>();
    unacknowledged.keySet().stream()
        .sorted()
        .forEach(number -> unanswered.addAll(unacknowledged.get(number).submissions()));
    unacknowledged.clear();
    for (Gathering<S> gathering : shards) {
      unanswered.addAll(gathering.submissions);
      gathering.submissions = new ArrayList<>();
    }
    return unanswered;
  }

  /** Transactions that wait for others, and those on their way. */
  public int unanswered() {
    int gathered = shards.stream().mapToInt(gathering -> gathering.submissions.size()).sum();
    return gathered
        + unacknowledged.values().stream().mapToInt(bundle -> bundle.submissions().size()).sum();
  }

  private void requireNotFailed() {
    if (hasFailed) {
      throw new IllegalStateException("an append failed: this gateway has ended");
    }
  }
}
