package io.braid.node.simulation;

import io.braid.protocol.Limits;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.simulation.Crowd;
import io.braid.sequencer.block.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The headers that count, by the plainest rule: of each number the first. Writers are honest, so
 * that it must be a right one.
 */
final class HeaderLedger {

  private final World world;
  private final Judge judge;
  private final List<byte[]> records = new ArrayList<>();
  private final List<BlockHeader> headers = new ArrayList<>();

  /** By shard, the offsets of the headers that it took, by number less one. */
  private final List<List<Integer>> offsets = new ArrayList<>();

  private long tokens = Crowd.TOKENS;
  private long events;
  private long ahead;

  HeaderLedger(World world, Judge judge) {
    this.world = world;
    this.judge = judge;
    for (int shard = 0; shard < world.shards(); shard++) {
      offsets.add(new ArrayList<>());
    }
  }

  /** How many headers count. */
  int count() {
    return headers.size();
  }

  BlockHeader header(long number) {
    return headers.get((int) number - 1);
  }

  /** The block in which a shard is. */
  long block(int shard) {
    return offsets.get(shard).size();
  }

  /** Where a shard took the header with a number. */
  int offset(int shard, long number) {
    return offsets.get(shard).get((int) number - 1);
  }

  /** How many tokens genesis and headers have brought. */
  long tokens() {
    return tokens;
  }

  /** How far headers ran ahead of complete blocks, at most. */
  long ahead() {
    return ahead;
  }

  /**
   * The newest block of which every shard's diffs are durable, that of the next header included.
   */
  long completeBlock() {
    long complete = Long.MAX_VALUE;
    for (int shard = 0; shard < world.shards(); shard++) {
      long reported = block(shard);
      while (reported > 0 && offset(shard, reported) >= judge.durableDiffs(shard)) {
        reported--;
      }
      complete = Math.min(complete, reported - 1);
    }
    return complete;
  }

  /** A record of {@code braid.blocks}. */
  void decided(byte[] record) {
    Decoded<BlockHeader> decoded = BlockHeaderCodec.decode(record, 0, record.length);
    require(decoded.fault() == null, "is malformed", record);
    BlockHeader header = decoded.value();
    require(header.number() <= count() + 1L, "leaves a gap behind " + count(), record);
    if (header.number() != count() + 1L) {
      return;
    }
    for (int shard = 0; shard < world.shards(); shard++) {
      require(
          block(shard) >= header.number() - 1,
          "comes before shard %d has the one before it".formatted(shard),
          record);
    }
    checkCompletion(header, record);
    checkContent(header, record);
    records.add(record);
    headers.add(header);
  }

  private void checkCompletion(BlockHeader header, byte[] record) {
    long complete = completeBlock();
    ahead = Math.max(ahead, header.number() - Math.max(0, complete));
    require(
        header.number() < Limits.BLOCKS_INCOMPLETE_MAX
            || header.number() - Limits.BLOCKS_INCOMPLETE_MAX <= complete,
        "comes when block %d is the newest complete".formatted(complete),
        record);
    require(
        header.completeBlock() <= Math.max(complete, 0),
        "names block %d as complete, which is %d".formatted(header.completeBlock(), complete),
        record);
    if (header.completeBlock() > 0) {
      Block block = judge.blocks().block(header.completeBlock());
      require(
          block.header().gasUsed() == header.completeBlockGas(),
          "names the gas of block %d as %d, which is %d"
              .formatted(
                  header.completeBlock(), header.completeBlockGas(), block.header().gasUsed()),
          record);
    }
  }

  private void checkContent(BlockHeader header, byte[] record) {
    if (!headers.isEmpty()) {
      BlockHeader before = headers.getLast();
      require(header.time() >= before.time(), "goes back in time", record);
      require(
          header.completeBlock() >= before.completeBlock(),
          "names an older complete block",
          record);
      long fee =
          header.completeBlock() > before.completeBlock()
              ? world.l1.fees().next(before.baseFee(), header.completeBlockGas())
              : before.baseFee();
      require(header.baseFee() == fee, "has another base fee than " + fee, record);
    }
    require(
        header.firstToken() == tokens + 1 && header.firstEvent() == events,
        "brings tokens or events from another place on",
        record);
    for (int i = 0; i < header.tokens().size(); i++) {
      tokens++;
      require(
          world.l1.hasToken(tokens, header.tokens().get(i)),
          "brings a token that L1 has not",
          record);
    }
    for (int i = 0; i < header.events().size(); i++) {
      require(
          world.l1.hasEvent(events, header.events().get(i)),
          "brings an event that L1 has not",
          record);
      events++;
    }
  }

  /** A record of an input log, and what the shard did with it. */
  void copied(int shard, byte[] record, Diff diff) {
    boolean isHeader = RecordType.ofInput(record, 0, record.length) == RecordType.HEADER;
    if (!isHeader) {
      return;
    }
    long next = block(shard) + 1;
    boolean isNext = next <= count() && Arrays.equals(records.get((int) next - 1), record);
    Violation.require(
        isNext == (diff.disposition() == Disposition.APPLIED),
        Invariant.HEADERS,
        () ->
            "%s: a header is %s, the next one that counts is %d"
                .formatted(Judge.at(shard, diff.offset()), diff.disposition(), next));
    if (isNext) {
      offsets.get(shard).add((int) diff.offset());
    }
  }

  private static void require(boolean condition, String what, byte[] record) {
    Violation.require(
        condition,
        Invariant.HEADERS,
        () -> {
          Decoded<BlockHeader> header = BlockHeaderCodec.decode(record, 0, record.length);
          return "header %s %s"
              .formatted(header.value() == null ? "" : header.value().number(), what);
        });
  }
}
