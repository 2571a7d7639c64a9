package io.braid.sequencer.block;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundleReader;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.CanonicalOrder;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts blocks together from the input records and the diffs of all shards, read in {@link
 * CanonicalOrder}. A block is complete when every shard's diff of the next header is there. The
 * same logs give the same blocks, whatever the order in which shards and their two logs are
 * offered.
 *
 * <p>What waits for its counterpart, or for another shard, is bounded: the caller offers a record
 * or diff only while {@link #hasRoomForRecord} or {@link #hasRoomForDiff}. Waiting for room cannot
 * hold all shards up: what is needed next is never behind what is full.
 *
 * <p>After a {@link BlockFaultException} it is of no more use. Not for two threads at once.
 */
public final class BlockAssembler {

  /**
   * Bytes of records, and of diffs, of a shard that wait: no more are taken from then on. So the
   * last may go beyond it by one record.
   */
  public static final long WAITING_BYTES_MAX = 16 << 20;

  private final ShardCount shards;
  private final List<Address> tokens;
  private final OpenTransactions open;
  private final List<ShardLog> logs = new ArrayList<>();
  private final CanonicalOrder order;
  private final UnitReader reader;
  private final LogTranslation translation;
  private final MessageBundleReader bundle = new MessageBundleReader();

  /** By shard, the unit that stands next, once it is known. */
  private final LogUnit[] heads;

  /** By shard, the bundles that were set aside for the next block. */
  private final List<List<Checkpoint.Emission>> keptAside = new ArrayList<>();

  private final long[] nextOffsets;

  /** By shard, how many records stand before the next offset. */
  private final long[] recordsBefore;

  /** The block that is being assembled; null between two blocks. */
  private BlockBuilder builder;

  /** Whether all shards stand at the header that opens the next block. */
  private boolean isHeaderDue;

  private long block;
  private long generation;
  private Word hash;
  private Word state;

  private BlockAssembler(Checkpoint from) {
    shards = from.shards();
    tokens = new ArrayList<>(from.tokens());
    open = from.open();
    reader = new UnitReader(open);
    translation = new LogTranslation(tokens);
    heads = new LogUnit[shards.count()];
    nextOffsets = from.nextOffsets().stream().mapToLong(Long::longValue).toArray();
    recordsBefore = from.recordsBefore().stream().mapToLong(Long::longValue).toArray();
    order = new CanonicalOrder(Arrays.stream(nextOffsets).map(offset -> offset - 1).toArray());
    block = from.block();
    generation = from.generation();
    hash = from.hash();
    state = from.state();
    for (int shard = 0; shard < shards.count(); shard++) {
      logs.add(new ShardLog(shard, nextOffsets[shard], recordsBefore[shard]));
      keptAside.add(new ArrayList<>(from.keptAside().get(shard)));
      for (Checkpoint.Emission emission : keptAside.get(shard)) {
        order.keptAside(shard, emission.source(), emission.offset());
      }
    }
  }

  /** An assembler that begins with block 0 and the first records of the logs. */
  public static BlockAssembler atGenesis(Genesis genesis) {
    BlockAssembler assembler = new BlockAssembler(Checkpoint.beforeBlockZero(genesis));
    assembler.builder =
        BlockBuilder.first(assembler.state, genesis.shards().count(), assembler.translation);
    return assembler;
  }

  /**
   * An assembler that goes on where another one was, and gives the next block.
   *
   * @param checkpoint of the other
   * @throws IllegalArgumentException naming the fault, if the bytes are no checkpoint
   */
  public static BlockAssembler resumed(byte[] checkpoint) {
    return new BlockAssembler(CheckpointCodec.decode(checkpoint));
  }

  /** Where the records of a shard must be read from, after the last complete block. */
  public long nextOffset(int shard) {
    return nextOffsets[shard];
  }

  /**
   * Where the diffs of a shard must be read from, after the last complete block. There are no more
   * records than offsets, and in front of a diff stand those of all records before its own.
   */
  public long nextDiff(int shard) {
    return recordsBefore[shard];
  }

  /** Tells the transactions that have begun and not ended, in no order. */
  public void forEachOpen(OpenTransactionListener listener) {
    open.queued.forEach((name, raw) ->
        listener.onOpen(name.transaction(), name.sender(), raw, /* isQueued= */ true));
    open.pending
        .values()
        .forEach(begun ->
            listener.onOpen(
                begun.first().transaction(),
                begun.first().sender(),
                begun.raw(),
                /* isQueued= */ false));
  }

  /** Is told of a transaction that has begun and not ended. */
  @FunctionalInterface
  public interface OpenTransactionListener {

    /**
     * An open transaction.
     *
     * @param isQueued whether it waits for an earlier nonce; else it ran its first step
     */
    void onOpen(Word transaction, Address sender, Bytes raw, boolean isQueued);
  }

  /** The number of the last complete block; -1 before block 0. */
  public long completeBlock() {
    return builder == null ? block : block - 1;
  }

  /** Whether an input record of a shard may be offered. */
  public boolean hasRoomForRecord(int shard) {
    return logs.get(shard).hasRoomForRecord();
  }

  /** Whether a diff of a shard may be offered. */
  public boolean hasRoomForDiff(int shard) {
    return logs.get(shard).hasRoomForDiff();
  }

  /**
   * Takes in the next input record of a shard; drops one that was offered before.
   *
   * @throws IllegalStateException if there is no room
   */
  public void offerRecord(int shard, long offset, byte[] record) {
    logs.get(shard).offerRecord(offset, record);
  }

  /**
   * Takes in the next diff of a shard; drops one that was offered before, and one with something
   * missing before it. Where offsets have no records, it is the next one only when its record was
   * offered.
   *
   * @param offset of its input record
   * @return whether it was taken
   * @throws IllegalStateException if there is no room
   */
  public boolean offerDiff(int shard, long offset, byte[] diff) {
    return logs.get(shard).offerDiff(offset, diff);
  }

  /**
   * How many diffs of a shard were dropped because something was missing before them: an append was
   * lost. Blocks go on when the shard's executor has started again and appended it.
   */
  public long gaps(int shard) {
    return logs.get(shard).gaps();
  }

  /**
   * Reads on until a block is complete.
   *
   * @return null if something is missing that was not offered yet
   * @throws BlockFaultException if the logs cannot be what honest shards wrote, or a part is
   *     missing
   */
  public Block next() {
    while (true) {
      if (isHeaderDue) {
        openBlock();
      }
      tellHeads();
      int shard = order.next();
      if (shard == CanonicalOrder.NONE) {
        return null;
      }
      if (shard == CanonicalOrder.BLOCK) {
        isHeaderDue = true;
        if (builder != null) {
          return complete();
        }
      } else {
        run(shard);
      }
    }
  }

  /**
   * All that is needed to go on behind the last complete block, as bytes: after the same logs, the
   * same. To be had right after {@link #next} gave a block, before it is called again.
   *
   * @throws IllegalStateException if a block is being assembled
   */
  public byte[] checkpoint() {
    if (builder != null) {
      throw new IllegalStateException(
          "block %d is not complete: take the checkpoint right after a block".formatted(block));
    }
    return CheckpointCodec.encode(
        new Checkpoint(
            shards,
            block,
            generation,
            hash,
            state,
            Arrays.stream(nextOffsets).boxed().toList(),
            Arrays.stream(recordsBefore).boxed().toList(),
            tokens,
            keptAside,
            open));
  }

  private void tellHeads() {
    for (int shard = 0; shard < heads.length; shard++) {
      if (order.isUnknown(shard)) {
        heads[shard] = logs.get(shard).poll();
        if (heads[shard] != null) {
          tellHead(shard, heads[shard]);
        }
      }
    }
  }

  private void tellHead(int shard, LogUnit unit) {
    RecordType type = RecordType.ofInput(unit.record, 0, unit.record.length);
    Disposition disposition = unit.diff.disposition();
    boolean isHeader =
        type == RecordType.HEADER
            && (disposition == Disposition.APPLIED || disposition == Disposition.NEXT_GENERATION);
    boolean isBundle = disposition == Disposition.APPLIED && type == RecordType.MESSAGES;
    if (isHeader) {
      order.header(shard, unit.offset);
    } else if (isBundle || disposition == Disposition.KEPT_ASIDE) {
      if (bundle.open(unit.record, 0, unit.record.length) != null) {
        throw fault(shard, "%s, but it is no message bundle".formatted(disposition));
      }
      tellBundle(shard, unit.offset, isBundle);
    } else {
      order.record(shard, unit.offset);
    }
  }

  private void tellBundle(int shard, long offset, boolean isConsumed) {
    if (isConsumed) {
      order.bundle(shard, offset, bundle.source(), bundle.sourceOffset());
    } else {
      keptAside.get(shard).add(new Checkpoint.Emission(bundle.source(), bundle.sourceOffset()));
      order.bundleAhead(shard, offset, bundle.source(), bundle.sourceOffset());
    }
  }

  private void run(int shard) {
    LogUnit unit = heads[shard];
    if (builder == null) {
      throw fault(shard, "block %d is over: here stands header %d".formatted(block, block + 1));
    }
    if (unit.diff.block() != builder.number()) {
      throw fault(
          shard,
          "the diff is of block %d, in block %d".formatted(unit.diff.block(), builder.number()));
    }
    reader.read(unit, builder);
  }

  private Block complete() {
    for (int shard = 0; shard < heads.length; shard++) {
      nextOffsets[shard] = heads[shard].offset;
      recordsBefore[shard] = logs.get(shard).taken() - 1;
    }
    Block complete = builder.complete(Arrays.stream(nextOffsets).boxed().toList());
    hash = complete.hash();
    state = complete.header().stateRoot();
    builder = null;
    return complete;
  }

  private void openBlock() {
    LogUnit first = heads[0];
    Decoded<BlockHeader> decoded = BlockHeaderCodec.decode(first.record, 0, first.record.length);
    if (decoded.fault() != null) {
      throw fault(0, "the header is malformed: " + decoded.fault());
    }
    BlockHeader header = decoded.value();
    for (int shard = 0; shard < heads.length; shard++) {
      if (!Arrays.equals(first.record, heads[shard].record)) {
        throw fault(shard, "the header is not that of shard 0");
      }
    }
    if (header.number() != block + 1) {
      throw fault(0, "header %d follows block %d".formatted(header.number(), block));
    }
    if (header.generation() != generation) {
      throw fault(
          0,
          "the logs go on in generation %d: begin with the checkpoint of its repair"
              .formatted(header.generation()));
    }
    isHeaderDue = false;
    block = header.number();
    header.tokens().stream().map(TokenEntry::address).forEach(tokens::add);
    keptAside.forEach(List::clear);
    builder = BlockBuilder.next(header, first.record, hash, state, heads.length, translation);
    readHeader(header);
  }

  /** Reads what the header did before its units: expiries by shard, then events in L1 order. */
  private void readHeader(BlockHeader header) {
    for (LogUnit unit : heads) {
      reader.readExpiries(unit, builder);
    }
    long event = header.firstEvent();
    for (L1Event l1Event : header.events()) {
      reader.readEvent(heads[shards.homeOf(l1Event.owner())], event, builder);
      event++;
    }
  }

  private BlockFaultException fault(int shard, String fault) {
    return new BlockFaultException(shard, heads[shard].offset, fault);
  }
}
