package io.braid.sequencer.rpc.vertx;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for what many connections hold at one time: each may be small, all together they may not be
 * large. The first bytes of each need no room, so that small ones pass whoever has filled it.
 */
final class ByteRoom {

  private final AtomicLong free;
  private final long freeOfCharge;

  /**
   * Room for so many bytes.
   *
   * @param freeOfCharge bytes of each share that need no room
   */
  ByteRoom(long bytes, long freeOfCharge) {
    free = new AtomicLong(bytes);
    this.freeOfCharge = freeOfCharge;
  }

  /** A share with nothing in it. */
  Share share() {
    return new Share();
  }

  /** Bytes that are not taken. */
  long free() {
    return free.get();
  }

  /** What one holder has in the room; many threads may use it. */
  final class Share {

    private long bytes;

    /** Makes it larger, or leaves it as it is if there is no room. */
    synchronized boolean add(long more) {
      long charge = charge(bytes + more) - charge(bytes);
      if (free.addAndGet(-charge) < 0 && charge > 0) {
        free.addAndGet(charge);
        return false;
      }
      bytes += more;
      return true;
    }

    /** Makes it smaller. */
    synchronized void remove(long less) {
      free.addAndGet(charge(bytes) - charge(bytes - less));
      bytes -= less;
    }

    /** Gives all of it back. */
    synchronized void clear() {
      remove(bytes);
    }

    synchronized long bytes() {
      return bytes;
    }

    private long charge(long bytes) {
      return Math.max(0, bytes - freeOfCharge);
    }
  }
}
