package io.braid.executor.kafka;

import io.braid.executor.ShardExecutor;
import io.braid.executor.ShardMachines;
import io.braid.executor.ShardOutputs;
import io.braid.log.LogAppender;
import io.braid.log.LogKeys;
import io.braid.log.LogRecord;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.SnapshotAssembler;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.shard.ShardMachine;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one shard in a thread of its own: loads the newest snapshot, says from which offset it needs
 * its log, then handles records and acknowledgements as they come. What was handled before a crash
 * is handled again on the same path.
 *
 * <p>A failure, or the next generation, ends this shard and no other: outputs of the records before
 * it still leave, then the thread ends and the status says why.
 */
final class ShardWorker implements ShardOutputs {

  private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);
  private static final long UNKNOWN = -1;

  private final int shard;
  private final ExecutorSettings settings;
  private final ShardMachines machines;
  private final LogAppender appender;
  private final Runnable wakePoller;
  private final ShardMailbox mailbox;
  private final SnapshotLog snapshots;
  private final Thread thread;

  private final AtomicLong gaps = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final LongAdder records = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private final LongAdder handlingNanos = new LongAdder();

  private volatile ShardPhase phase = ShardPhase.RECOVERING;
  private volatile String failure;
  private volatile long startOffset = UNKNOWN;
  private volatile long nextOffset = UNKNOWN;
  private volatile long acknowledgedOffset = UNKNOWN;
  private volatile long block;
  private volatile long snapshotOffset = UNKNOWN;

  /** Written by the polling thread alone. */
  private volatile long endOffset = UNKNOWN;

  private int recordsSinceSnapshot;

  /**
   * A shard that is not started.
   *
   * @param wakePoller lets the polling thread look at this shard
   */
  ShardWorker(
      int shard,
      ExecutorSettings settings,
      ShardMachines machines,
      LogAppender appender,
      Runnable wakePoller) {
    this.shard = shard;
    this.settings = settings;
    this.machines = machines;
    this.appender = appender;
    this.wakePoller = wakePoller;
    this.mailbox = new ShardMailbox(wakePoller);
    this.snapshots = new SnapshotLog(settings, shard, mailbox::isStopped);
    this.thread = Thread.ofPlatform().name("shard-" + shard).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Tells the shard to take no more records and to leave a snapshot behind what it has handled, so
   * that whoever goes on with it repeats nothing.
   */
  void finish() {
    if (phase == ShardPhase.RUNNING) {
      mailbox.finish();
    } else {
      stop();
    }
  }

  /** Tells the shard to end; what is under way may repeat elsewhere. */
  void stop() {
    mailbox.stop();
  }

  /** Waits for the end; false if it has not come in time. */
  boolean join(long timeoutMs) throws InterruptedException {
    thread.join(Math.max(1, timeoutMs));
    return !thread.isAlive();
  }

  /** The offset from which the shard needs its log, or -1 while it is not known. */
  long startOffset() {
    return startOffset;
  }

  /** Whether records should be brought. */
  boolean wantsRecords() {
    return phase == ShardPhase.RUNNING && !mailbox.isOverfull();
  }

  void offer(LogRecord record) {
    mailbox.offer(record);
  }

  void setEndOffset(long offset) {
    endOffset = offset;
  }

  /** The offset to commit, or -1 while it is not known. */
  long acknowledgedOffset() {
    return acknowledgedOffset;
  }

  ShardStatus status() {
    return new ShardStatus(
        shard,
        phase,
        nextOffset,
        acknowledgedOffset,
        endOffset,
        block,
        gaps.get(),
        malformed.get(),
        snapshotOffset,
        new ShardStatus.Work(records.sum(), transactions.sum(), handlingNanos.sum()),
        failure);
  }

  private void run() {
    try {
      ShardMachine machine = recover();
      if (machine != null) {
        work(
            new ShardExecutor(
                machine, machines.shards(), this, ExecutorLimits.UNFINISHED_RECORDS_MAX));
      }
      end(ShardPhase.STOPPED, null);
    } catch (RuntimeException | Error e) {
      fail(nextOffset < 0 ? "during recovery" : "before offset " + nextOffset, e);
    }
  }

  /** The machine to go on with, or null if it must stop. */
  private ShardMachine recover() {
    while (!mailbox.isStopped()) {
      try {
        SnapshotAssembler.Snapshot snapshot = snapshots.newest();
        if (mailbox.isStopped()) {
          return null;
        }
        failure = null;
        return load(snapshot);
      } catch (RetriableException e) {
        failure = "the snapshots cannot be read: " + e;
        LOG.warn("shard {}: {}", shard, failure);
        sleep();
      }
    }
    return null;
  }

  private ShardMachine load(SnapshotAssembler.Snapshot snapshot) {
    if (snapshot == null) {
      LOG.info("shard {} begins from genesis", shard);
      return machines.atGenesis(shard);
    }
    ShardMachine machine = machines.fromSnapshot(shard, snapshot.bytes());
    snapshotOffset = machine.nextOffset();
    LOG.info("shard {} goes on from its snapshot, at offset {}", shard, snapshotOffset);
    return machine;
  }

  private static void sleep() {
    try {
      Thread.sleep(ExecutorLimits.RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during recovery", e);
    }
  }

  private void work(ShardExecutor executor) {
    publish(executor);
    phase = ShardPhase.RUNNING;
    startOffset = executor.nextOffset();
    wakePoller.run();
    boolean isOpen = true;
    while (!mailbox.isStopped()
        && ((isOpen && !mailbox.isFinishing()) || executor.unfinishedCount() > 0)) {
      boolean takesRecord = isOpen && !mailbox.isFinishing() && !executor.isFull();
      mailbox.await(takesRecord);
      takeAcknowledgements(executor);
      LogRecord record = takesRecord ? mailbox.nextRecord() : null;
      if (record != null) {
        isOpen = handle(executor, record);
      }
      publish(executor);
    }
    if (isOpen && !mailbox.isStopped() && recordsSinceSnapshot > 0) {
      executor.takeSnapshot();
      LOG.info("shard {} leaves a snapshot at offset {}", shard, nextOffset);
    }
  }

  private void publish(ShardExecutor executor) {
    nextOffset = executor.nextOffset();
    acknowledgedOffset = executor.acknowledgedOffset();
    block = executor.block();
  }

  private void takeAcknowledgements(ShardExecutor executor) {
    Long next = mailbox.nextAcknowledgement();
    while (next != null) {
      if ((next & 1) == 0) {
        executor.bundleAcknowledged(next >> 1);
      } else {
        executor.diffAcknowledged(next >> 1);
      }
      next = mailbox.nextAcknowledgement();
    }
  }

  /** Handles a record; false if it was the last that this machine takes. */
  private boolean handle(ShardExecutor executor, LogRecord record) {
    try {
      long began = System.nanoTime();
      executor.handle(record.offset(), record.value());
      count(record.value(), System.nanoTime() - began);
      boolean isOpen = note(executor.disposition(), record.offset());
      if (isOpen) {
        takeSnapshotIfDue(executor);
      }
      return isOpen;
    } catch (RuntimeException | Error e) {
      fail("at offset " + record.offset(), e);
      return false;
    }
  }

  private void count(byte[] record, long nanos) {
    records.increment();
    transactions.add(TransactionBundleReader.count(record));
    handlingNanos.add(nanos);
  }

  private boolean note(Disposition disposition, long offset) {
    switch (disposition) {
      case GAP -> {
        gaps.incrementAndGet();
        LOG.error(
            "shard {}, offset {}: dropped, because something is missing before it", shard, offset);
      }
      case MALFORMED -> {
        malformed.incrementAndGet();
        LOG.warn("shard {}, offset {}: the record is malformed", shard, offset);
      }
      case NEXT_GENERATION -> {
        LOG.warn("shard {}, offset {}: the header opens the next generation", shard, offset);
        end(
            ShardPhase.NEXT_GENERATION,
            "the header at offset %d opens the next generation: load the repaired snapshot"
                .formatted(offset));
        return false;
      }
      default -> {}
    }
    return true;
  }

  private void takeSnapshotIfDue(ShardExecutor executor) {
    recordsSinceSnapshot++;
    if (recordsSinceSnapshot >= settings.snapshotRecords() && !executor.isSnapshotWaiting()) {
      recordsSinceSnapshot = 0;
      executor.takeSnapshot();
    }
  }

  private void fail(String where, Throwable cause) {
    LOG.error("shard {} stops {}", shard, where, cause);
    end(ShardPhase.FAILED, "shard %d stopped %s: %s".formatted(shard, where, cause));
  }

  /** Stops the shard because its log cannot be read from where it must go on. */
  void failOutside(String why) {
    LOG.error("shard {} stops: {}", shard, why);
    end(ShardPhase.FAILED, "shard %d stopped: %s".formatted(shard, why));
    stop();
  }

  /** What ended the shard first is what is told. */
  private synchronized void end(ShardPhase last, String why) {
    if (phase == ShardPhase.RECOVERING || phase == ShardPhase.RUNNING) {
      failure = why;
      phase = last;
    }
  }

  @Override
  public void appendBundle(long inputOffset, int destination, byte[] bundle) {
    appender.append(
        settings.topics().transactions(),
        destination,
        LogKeys.bundle(shard, inputOffset),
        bundle,
        _ -> mailbox.bundleAcknowledged(inputOffset));
  }

  @Override
  public void appendDiff(long inputOffset, byte[] diff) {
    appender.append(
        settings.topics().diffs(),
        shard,
        LogKeys.diff(inputOffset),
        diff,
        _ -> mailbox.diffAcknowledged(inputOffset));
  }

  @Override
  public void publishSnapshot(long offset, byte[] snapshot) {
    snapshots.publish(appender, offset, snapshot, () -> snapshotOffset = offset);
  }
}
