package io.braid.protocol.shard;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The one order in which all shards' logs are read together, as in {@code docs/protocol/shard.md}:
 * in each block the headers, then again and again the next unit of the lowest-numbered shard that
 * is ready. Executors' diffs, blocks and the replay follow it.
 *
 * <p>It is told what stands next in each log, one record at a time, and knows no record's content:
 * only whether it opens a block, and which bundle it consumes. A bundle, named by source and source
 * offset, is there when its source has run that offset. So the order depends on the logs alone, not
 * on when it is told of them: while the next record of a shard is not known, those of the shards
 * behind it wait, until {@link #endLogs}.
 *
 * <p>A call costs one look at each shard. Not for two threads at once.
 */
public final class CanonicalOrder {

  /** Stands for a shard: the next unit is not known, or not ready. */
  public static final int NONE = -1;

  /** Stands for a shard: all begin their headers now; their kept-aside units follow. */
  public static final int BLOCK = -2;

  /** What stands next in a log. */
  private enum Head {
    /** It was not told. */
    UNKNOWN,
    /** A header, which waits until all shards stand at theirs. */
    HEADER,
    /** A header that was begun: its unit runs what was kept aside for it. */
    KEPT_ASIDE,
    /** A record that waits for nothing. */
    RECORD,
    /** A record that consumes a bundle. */
    BUNDLE
  }

  /** A bundle, by the record that emits it. */
  private record Emission(int source, long offset) {}

  private static final class Lane {
    private Head head = Head.UNKNOWN;

    /** The offset of the head. */
    private long offset;

    /** Up to this offset everything has run. */
    private long ran;

    /** What a head of the kind BUNDLE consumes. */
    private int source;

    private long sourceOffset;

    /** What the next header's unit consumes, but for what was found to be there already. */
    private final Deque<Emission> keptAside = new ArrayDeque<>();
  }

  private final Lane[] lanes;
  private boolean areLogsEnded;

  /**
   * An order that begins between two records.
   *
   * @param ran by shard, the offset up to which everything has run; -1 at the beginning of a log
   */
  public CanonicalOrder(long... ran) {
    lanes = new Lane[ran.length];
    for (int shard = 0; shard < ran.length; shard++) {
      lanes[shard] = new Lane();
      lanes[shard].ran = ran[shard];
    }
  }

  /** Whether it was not told yet what stands next in a shard's log. */
  public boolean isUnknown(int shard) {
    return lanes[shard].head == Head.UNKNOWN;
  }

  /** The next record of a shard opens the next block. */
  public void header(int shard, long offset) {
    tell(shard, offset, Head.HEADER);
  }

  /** The next record of a shard is one that waits for nothing. */
  public void record(int shard, long offset) {
    tell(shard, offset, Head.RECORD);
  }

  /** The next record of a shard consumes the bundle that a record of another emits. */
  public void bundle(int shard, long offset, int source, long sourceOffset) {
    Lane lane = tell(shard, offset, Head.BUNDLE);
    lane.source = source;
    lane.sourceOffset = sourceOffset;
  }

  /** The next record of a shard only sets a bundle aside, which the next header's unit consumes. */
  public void bundleAhead(int shard, long offset, int source, long sourceOffset) {
    tell(shard, offset, Head.RECORD);
    keptAside(shard, source, sourceOffset);
  }

  /** A shard has set a bundle aside in a record before those that this order is told of. */
  public void keptAside(int shard, int source, long sourceOffset) {
    lanes[shard].keptAside.add(new Emission(source, sourceOffset));
  }

  private Lane tell(int shard, long offset, Head head) {
    Lane lane = lanes[shard];
    if (lane.head != Head.UNKNOWN) {
      throw new IllegalStateException(
          "shard %d: the record at offset %d has not run yet, and here is %d"
              .formatted(shard, lane.offset, offset));
    }
    if (offset <= lane.ran) {
      throw new IllegalArgumentException(
          "shard %d: offset %d does not come after %d".formatted(shard, offset, lane.ran));
    }
    lane.head = head;
    lane.offset = offset;
    return lane;
  }

  /** Takes note that no log goes on behind what is told, so that no shard waits for more. */
  public void endLogs() {
    areLogsEnded = true;
  }

  /**
   * Takes the next unit, which counts as run from now on.
   *
   * @return the shard whose next record it is, or whose header's, once that was begun; {@link
   *     #BLOCK} if all shards begin their headers; {@link #NONE}
   */
  public int next() {
    boolean areAtHeaders = true;
    for (int shard = 0; shard < lanes.length; shard++) {
      Lane lane = lanes[shard];
      if (isReady(lane)) {
        lane.ran = lane.offset;
        lane.head = Head.UNKNOWN;
        return shard;
      }
      if (lane.head == Head.UNKNOWN && !areLogsEnded) {
        return NONE;
      }
      areAtHeaders &= lane.head == Head.HEADER;
    }
    if (!areAtHeaders) {
      return NONE;
    }
    for (Lane lane : lanes) {
      lane.head = Head.KEPT_ASIDE;
      lane.ran = lane.offset - 1;
    }
    return BLOCK;
  }

  private boolean isReady(Lane lane) {
    return switch (lane.head) {
      case UNKNOWN, HEADER -> false;
      case RECORD -> true;
      case BUNDLE -> hasRun(lane.source, lane.sourceOffset);
      case KEPT_ASIDE -> {
        // What has run stays so: each is looked at until it has, and then no more.
        while (!lane.keptAside.isEmpty() && hasRun(lane.keptAside.peek())) {
          lane.keptAside.remove();
        }
        yield lane.keptAside.isEmpty();
      }
    };
  }

  private boolean hasRun(Emission emission) {
    return hasRun(emission.source, emission.offset);
  }

  /** Whether a source has run an offset, or never will. */
  private boolean hasRun(int source, long offset) {
    if (source >= lanes.length) {
      return true;
    }
    Lane lane = lanes[source];
    return lane.ran >= offset || (areLogsEnded && lane.head == Head.UNKNOWN);
  }
}
