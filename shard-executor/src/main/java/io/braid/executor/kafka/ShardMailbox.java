package io.braid.executor.kafka;

import io.braid.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What reaches the thread of a shard: input records from the polling thread, acknowledgements from
 * the appender. Neither of those ever waits here. Records are bounded because the partition is
 * paused while {@link #isOverfull}, so that one poll more than the limit comes at most;
 * acknowledgements because only so many outputs may be unacknowledged.
 */
final class ShardMailbox {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<LogRecord> records = new ArrayDeque<>();

  /** Twice the input offset, and one more for a diff. */
  private final Deque<Long> acknowledgements = new ArrayDeque<>();

  private final Runnable whenRoom;
  private long bytes;
  private boolean isOverfull;
  private boolean isFinishing;
  private boolean isStopped;

  /**
   * An empty mailbox.
   *
   * @param whenRoom called by the thread of the shard when it is no longer overfull
   */
  ShardMailbox(Runnable whenRoom) {
    this.whenRoom = whenRoom;
  }

  /** Brings an input record. */
  void offer(LogRecord record) {
    lock.lock();
    try {
      records.add(record);
      bytes += record.value().length;
      if (records.size() >= ExecutorLimits.INPUT_RECORDS_HIGH
          || bytes >= ExecutorLimits.INPUT_BYTES_HIGH) {
        isOverfull = true;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no more records should be brought until there is room. */
  boolean isOverfull() {
    lock.lock();
    try {
      return isOverfull;
    } finally {
      lock.unlock();
    }
  }

  /** Brings the acknowledgement of a bundle of the record at this offset. */
  void bundleAcknowledged(long inputOffset) {
    acknowledged(2 * inputOffset);
  }

  /** Brings the acknowledgement of the diff of the record at this offset. */
  void diffAcknowledged(long inputOffset) {
    acknowledged(2 * inputOffset + 1);
  }

  private void acknowledged(long acknowledgement) {
    lock.lock();
    try {
      acknowledgements.add(acknowledgement);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Tells the thread of the shard to take no more records, and to end in good order. */
  void finish() {
    lock.lock();
    try {
      isFinishing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no more records should be taken. */
  boolean isFinishing() {
    lock.lock();
    try {
      return isFinishing;
    } finally {
      lock.unlock();
    }
  }

  /** Tells the thread of the shard to end. */
  void stop() {
    lock.lock();
    try {
      isStopped = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the thread of the shard should end. */
  boolean isStopped() {
    lock.lock();
    try {
      return isStopped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is an acknowledgement, or a record if those are wanted, or no more are to be,
   * or it must stop.
   */
  void await(boolean wantsRecords) {
    lock.lock();
    try {
      while (!isStopped
          && acknowledgements.isEmpty()
          && (!wantsRecords || (records.isEmpty() && !isFinishing))) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The next acknowledgement, or null: twice the input offset, and one more for a diff. */
  Long nextAcknowledgement() {
    lock.lock();
    try {
      return acknowledgements.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The next input record, or null. */
  LogRecord nextRecord() {
    boolean hasRoom = false;
    LogRecord record;
    lock.lock();
    try {
      record = records.poll();
      if (record != null) {
        bytes -= record.value().length;
        hasRoom =
            isOverfull
                && records.size() <= ExecutorLimits.INPUT_RECORDS_LOW
                && bytes <= ExecutorLimits.INPUT_BYTES_LOW;
        isOverfull &= !hasRoom;
      }
    } finally {
      lock.unlock();
    }
    if (hasRoom) {
      whenRoom.run();
    }
    return record;
  }
}
