package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockAssembler;
import java.util.ArrayList;
import java.util.List;

/** Follows both logs of all shards into blocks, as the follower on Kafka does. */
final class SimulatedFollower {

  /** Is told what the follower meets. */
  interface Listener {
    void onOpen(Word transaction, Address sender, Bytes raw, boolean isQueued);

    void onHeader(BlockHeader header);

    void onRecord(int shard, byte[] record);

    void onDiff(Diff diff);

    void onBlock(Block block);
  }

  private static final int CHECKPOINT_BLOCKS_MAX = 16;

  private final World world;
  private final MemoryStore store;
  private final Listener listener;
  private final BlockAssembler assembler;
  private final int checkpointBlocks;
  private final List<Cursor> records = new ArrayList<>();
  private final List<Cursor> diffs = new ArrayList<>();

  SimulatedFollower(World world, MemoryStore store, Listener listener) {
    this.world = world;
    this.store = store;
    this.listener = listener;
    checkpointBlocks = world.random.nextInt(1, CHECKPOINT_BLOCKS_MAX + 1);
    assembler =
        store
            .checkpoint()
            .map(BlockAssembler::resumed)
            .orElseGet(() -> BlockAssembler.atGenesis(world.genesis));
    for (int shard = 0; shard < world.shards(); shard++) {
      long nextOffset = assembler.nextOffset(shard);
      records.add(new Cursor(world, world.logs.inputs.get(shard), nextOffset));
      diffs.add(new Cursor(world, world.logs.diffs.get(shard), assembler.nextDiff(shard)));
    }
  }

  /** Tells what began before the place where it begins. */
  void begin() {
    assembler.forEachOpen(listener::onOpen);
  }

  /** Some reader of a partition. */
  Cursor someCursor() {
    List<Cursor> some = world.random.nextBoolean() ? records : diffs;
    return some.get(world.random.nextInt(some.size()));
  }

  void endStalls() {
    records.forEach(cursor -> cursor.stall(0));
    diffs.forEach(cursor -> cursor.stall(0));
  }

  /** Reads up to so many entries of one of the logs of a shard. */
  void read(int most) {
    int shard = world.random.nextInt(world.shards());
    if (world.random.nextBoolean()) {
      Cursor log = records.get(shard);
      for (int left = most;
          left > 0 && log.hasNext() && assembler.hasRoomForRecord(shard);
          left--) {
        int offset = log.position();
        takeRecord(shard, offset, log.next());
      }
    } else {
      Cursor log = diffs.get(shard);
      for (int left = most; left > 0 && log.hasNext() && assembler.hasRoomForDiff(shard); left--) {
        if (!takeDiff(shard, log.peek())) {
          return;
        }
        log.skip();
      }
    }
  }

  private void takeRecord(int shard, int offset, byte[] record) {
    assembler.offerRecord(shard, offset, record);
    if (RecordType.ofInput(record, 0, record.length) != RecordType.HEADER) {
      listener.onRecord(shard, record);
    } else if (shard == 0) {
      Decoded<BlockHeader> header = BlockHeaderCodec.decode(record, 0, record.length);
      if (header.fault() == null) {
        listener.onHeader(header.value());
      }
    }
  }

  /** Takes a diff whose record was read; false if it must wait for that. */
  private boolean takeDiff(int shard, byte[] record) {
    Diff diff = DiffCodec.decode(record, 0, record.length).value();
    if (diff.offset() >= records.get(shard).position()) {
      return false;
    }
    if (assembler.offerDiff(shard, diff.offset(), record)) {
      listener.onDiff(diff);
    }
    return true;
  }

  /** Puts the blocks together that are complete. */
  void assemble() {
    for (Block block = assembler.next(); block != null; block = assembler.next()) {
      boolean isDue = block.number() % checkpointBlocks == 0;
      world.judge.blocks().check(block);
      store.append(block, isDue ? assembler.checkpoint() : null);
      listener.onBlock(block);
    }
  }

  /** Whether it has read all that stands in a shard's log. */
  boolean hasRead(int shard) {
    return records.get(shard).isAtEnd();
  }

  long completeBlock() {
    return assembler.completeBlock();
  }

  boolean isIdle() {
    return records.stream().allMatch(Cursor::isAtEnd) && diffs.stream().allMatch(Cursor::isAtEnd);
  }
}
