package io.braid.sequencer.kafka;

import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.shard.Genesis;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockAssembler;
import io.braid.sequencer.store.ChainStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the input logs and the diffs of all shards, assembles blocks and stores them. One thread.
 *
 * <p>It begins with the checkpoint in the store, so that it never reads from zero again; what was
 * stored behind the checkpoint is only compared. A shard whose counterpart is late is paused, so
 * that what waits is bounded: by what the assembler has room for, and one poll.
 */
public final class BlockFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlockFollower.class);

  /** How long one of the two logs is waited for before the other is asked. */
  private static final Duration POLL = Duration.ofMillis(2);

  private final SequencerSettings settings;
  private final ChainStore store;
  private final BlockListener listener;
  private final Consumer<RuntimeException> fatal;
  private final BlockAssembler assembler;
  private final int shardCount;

  /** Records, and diffs, that were read while there was no room for them, by shard. */
  private final List<Deque<LogRecord>> waitingRecords = new ArrayList<>();

  private final List<Deque<LogRecord>> waitingDiffs = new ArrayList<>();

  /** By shard, the offset behind the last record that was taken. */
  private final long[] takenOffsets;

  private final Thread thread;
  private volatile boolean isClosed;

  private BlockFollower(
      SequencerSettings settings,
      Genesis genesis,
      ChainStore store,
      BlockListener listener,
      Consumer<RuntimeException> fatal) {
    this.settings = settings;
    this.store = store;
    this.listener = listener;
    this.fatal = fatal;
    shardCount = genesis.shards().count();
    takenOffsets = new long[shardCount];
    for (int shard = 0; shard < shardCount; shard++) {
      waitingRecords.add(new ArrayDeque<>());
      waitingDiffs.add(new ArrayDeque<>());
    }
    assembler =
        store.checkpoint().map(BlockAssembler::resumed).orElse(BlockAssembler.atGenesis(genesis));
    thread = Thread.ofPlatform().name("block-follower").daemon().unstarted(this::run);
  }

  /**
   * Begins to follow.
   *
   * @param fatal called once, on the follower's thread, when it cannot go on
   */
  public static BlockFollower start(
      SequencerSettings settings,
      Genesis genesis,
      ChainStore store,
      BlockListener listener,
      Consumer<RuntimeException> fatal) {
    BlockFollower follower = new BlockFollower(settings, genesis, store, listener, fatal);
    follower.thread.start();
    return follower;
  }

  private void run() {
    assembler.forEachOpen(listener::onOpen);
    try (LogReader records =
            reader("records", settings.topics().transactions(), assembler::nextOffset);
        LogReader diffs = reader("diffs", settings.topics().diffs(), assembler::nextDiff)) {
      while (!isClosed) {
        read(
            records,
            waitingRecords,
            assembler::hasRoomForRecord,
            this::tellRecord,
            this::takeRecord);
        read(diffs, waitingDiffs, assembler::hasRoomForDiff, _ -> {}, this::takeDiff);
        storeBlocks();
      }
    } catch (RuntimeException fault) {
      if (!isClosed) {
        LOG.error("blocks cannot be followed further", fault);
        fatal.accept(fault);
      }
    }
  }

  private LogReader reader(String what, String topic, IntToLongFunction offsets) {
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < shardCount; shard++) {
      from.put(shard, offsets.applyAsLong(shard));
    }
    return new LogReader(settings.cluster(), settings.name() + "-" + what, topic, from);
  }

  /**
   * Reads one of the two logs on, of those shards that have room.
   *
   * @param teller is told of a record as soon as it is read
   * @param taker takes it when there is room, or leaves it where it is
   */
  private void read(
      LogReader reader,
      List<Deque<LogRecord>> waiting,
      IntPredicate hasRoom,
      Consumer<LogRecord> teller,
      Predicate<LogRecord> taker) {
    takeWaiting(waiting, hasRoom, taker);
    List<Integer> full = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int shard = 0; shard < shardCount; shard++) {
      (waiting.get(shard).isEmpty() ? others : full).add(shard);
    }
    reader.pause(full);
    reader.resume(others);
    for (LogRecord record : reader.poll(POLL)) {
      waiting.get(record.partition()).add(record);
      teller.accept(record);
    }
    takeWaiting(waiting, hasRoom, taker);
  }

  private void takeWaiting(
      List<Deque<LogRecord>> waiting, IntPredicate hasRoom, Predicate<LogRecord> taker) {
    for (int shard = 0; shard < shardCount; shard++) {
      Deque<LogRecord> next = waiting.get(shard);
      while (!next.isEmpty() && hasRoom.test(shard) && taker.test(next.peek())) {
        next.remove();
      }
    }
  }

  /** What is read is told at once, so that nobody who asks for the newest waits for a block. */
  private void tellRecord(LogRecord record) {
    byte[] value = record.value();
    int shard = record.partition();
    if (RecordType.ofInput(value, 0, value.length) != RecordType.HEADER) {
      listener.onRecord(shard, value);
    } else if (shard == 0) {
      Decoded<BlockHeader> header = BlockHeaderCodec.decode(value, 0, value.length);
      if (header.fault() == null) {
        listener.onHeader(header.value());
      }
    }
    listener.onPosition(shard, record.offset() + 1);
  }

  private boolean takeRecord(LogRecord record) {
    assembler.offerRecord(record.partition(), record.offset(), record.value());
    takenOffsets[record.partition()] = record.offset() + 1;
    return true;
  }

  /**
   * The two logs are read beside each other. A diff waits for its record: what became of it is told
   * later than that, and the record tells what stands before the diff.
   */
  private boolean takeDiff(LogRecord record) {
    byte[] value = record.value();
    Decoded<Diff> diff = DiffCodec.decode(value, 0, value.length);
    if (diff.fault() != null) {
      throw new IllegalStateException(
          "the record at offset %d of shard %d's diffs is no diff: %s"
              .formatted(record.offset(), record.partition(), diff.fault()));
    }
    int shard = record.partition();
    if (diff.value().offset() >= takenOffsets[shard]) {
      return false;
    }
    long gaps = assembler.gaps(shard);
    if (assembler.offerDiff(shard, diff.value().offset(), value)) {
      listener.onDiff(diff.value());
    } else if (assembler.gaps(shard) > gaps) {
      LOG.error(
          "shard {}: the diff of offset {} is dropped, because one before it is missing",
          shard,
          diff.value().offset());
    }
    return true;
  }

  private void storeBlocks() {
    for (Block block = assembler.next(); block != null; block = assembler.next()) {
      boolean isDue = block.number() % settings.checkpointBlocks() == 0;
      store.append(block, isDue ? assembler.checkpoint() : null);
      listener.onBlock(block);
    }
  }

  /** Stops, and waits until the thread has ended. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
