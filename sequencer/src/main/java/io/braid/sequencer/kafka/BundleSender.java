package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.Bundle;
import io.braid.sequencer.admission.BundleBuilder;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what a gateway has accepted into bundles, appends them, and answers each transaction when
 * its bundle is in the log. Under the gateway's lock, so that transactions of a shard stand in the
 * log in the order in which they were accepted.
 */
final class BundleSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BundleSender.class);

  /**
   * How long a transaction waits for others of its shard. Each bundle brings a message bundle to
   * every other shard and a diff for each of them.
   */
  private static final long LINGER_MS = 5;

  private static final int UNACKNOWLEDGED_BUNDLES_MAX = 64;

  private static final long STOP_SECONDS_MAX = 5;

  /** A submission that waits for its bundle. */
  record Waiting(Word hash, CompletableFuture<SubmitAnswer> answer) {}

  /** What the gateway has to do with its bundles. */
  interface Listener {

    /** A bundle is appended; under the lock, in the order of the log. */
    void onSent(int shard, byte[] bundle);

    /** A transaction is in the log; under the lock, before it is answered. */
    void onInLog(Word transaction);

    /** A transaction is in the log, and answered; not under the lock. */
    void onAnswered(Word transaction);

    /** Nothing can be sent any more. */
    void onFault(RuntimeException fault);
  }

  private final Lock lock;
  private final String topic;
  private final LogAppender appender;
  private final LongSupplier clockMs;
  private final Listener listener;

  /** Guarded by the lock. */
  private final BundleBuilder<Waiting> bundles;

  /**
   * Takes acknowledgements, which wait for the lock: whoever holds it may wait in an append for
   * room that the appender's own thread makes.
   */
  private final ExecutorService acknowledging =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("gateway-acknowledger").daemon().factory());

  private final ScheduledExecutorService ticking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-tick").daemon().factory());

  BundleSender(
      Lock lock,
      String topic,
      int shards,
      LogAppender appender,
      LongSupplier clockMs,
      Listener listener) {
    this.lock = lock;
    this.topic = topic;
    this.appender = appender;
    this.clockMs = clockMs;
    this.listener = listener;
    bundles = new BundleBuilder<>(shards, LINGER_MS, UNACKNOWLEDGED_BUNDLES_MAX);
    var _ = ticking.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MILLISECONDS);
  }

  /** Whether a shard takes nothing until one of its bundles is in the log. Under the lock. */
  boolean isFull(int shard) {
    return bundles.isFull(shard);
  }

  /** Adds a transaction that was accepted. Under the lock. */
  void add(int shard, Address sender, Candidate candidate, Waiting waiting, long nowMs) {
    Bundle<Waiting> full = bundles.add(shard, sender, candidate.raw(), waiting, nowMs);
    if (full != null) {
      append(full);
    }
  }

  private void append(Bundle<Waiting> bundle) {
    listener.onSent(bundle.shard(), bundle.record());
    appender.append(
        topic,
        bundle.shard(),
        "transactions",
        bundle.record(),
        _ -> acknowledging.execute(() -> acknowledged(bundle.number())));
  }

  private void acknowledged(long bundle) {
    List<Waiting> inLog;
    lock.lock();
    try {
      inLog = bundles.acknowledged(bundle);
      inLog.forEach(waiting -> listener.onInLog(waiting.hash()));
    } catch (RuntimeException | Error fault) {
      fail(fault);
      return;
    } finally {
      lock.unlock();
    }
    for (Waiting waiting : inLog) {
      waiting.answer().complete(new SubmitAnswer.Acknowledged(waiting.hash()));
      listener.onAnswered(waiting.hash());
    }
  }

  private void tick() {
    lock.lock();
    try {
      bundles.tick(clockMs.getAsLong()).forEach(this::append);
    } catch (RuntimeException | Error fault) {
      fail(fault);
    } finally {
      lock.unlock();
    }
  }

  /** An executor would keep it to itself. After a failed append it is told for the second time. */
  private void fail(Throwable fault) {
    if (!ticking.isShutdown()) {
      ticking.shutdown();
      LOG.error("bundles cannot be sent further", fault);
      listener.onFault(
          new IllegalStateException(
              "bundles cannot be sent further: " + fault.getMessage(), fault));
    }
  }

  /**
   * Sends nothing more, and tells those who wait for the log that nobody knows whether it took
   * their transactions. The appender is closed before, so that hardly anybody does.
   */
  @Override
  public void close() {
    ticking.shutdown();
    acknowledging.shutdown();
    try {
      var _ = acknowledging.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
      var _ = ticking.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<Waiting> unanswered;
    lock.lock();
    try {
      unanswered = bundles.failed();
    } finally {
      lock.unlock();
    }
    IllegalStateException stopped =
        new IllegalStateException("stopped before the log told whether it took the transaction");
    unanswered.forEach(waiting -> waiting.answer().completeExceptionally(stopped));
  }
}
