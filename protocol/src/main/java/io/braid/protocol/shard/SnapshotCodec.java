package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.MessageBundleReader;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionRules;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import java.util.Arrays;

/** A shard's state as bytes, ended by their Keccak-256. */
final class SnapshotCodec {

  private static final int KEY = 0;
  private static final int VALUE = 4;

  private SnapshotCodec() {}

  static byte[] encode(ShardState state, byte[] programCommitment) {
    ByteWriter out = new ByteWriter();
    RecordType.SNAPSHOT.begin(out);
    out.writeInteger(state.shard, 2);
    out.writeInteger(state.shards.count(), 2);
    out.writeInteger(state.chainId, 8);
    out.writeBytes(programCommitment);
    out.writeInteger(state.nextOffset, 8);
    out.writeInteger(state.block, 8);
    out.writeInteger(state.generation, 4);
    out.writeInteger(state.time, 8);
    out.writeInteger(state.baseFee, 8);
    out.writeInteger(state.nextEvent, 8);
    out.writeInteger(state.tokenEntries.size(), 4);
    state.tokenEntries.forEach(token -> BlockHeaderCodec.encode(out, token));
    for (long number : state.nextIn) {
      out.writeInteger(number, 8);
    }
    for (long number : state.nextOut) {
      out.writeInteger(number, 8);
    }
    encodeWaiting(state, out);
    out.writeInteger(state.cells.nonZeroCount(), 8);
    state.cells.forEachNonZeroAscending((key, keyAt, value, valueAt) -> {
      out.writeWord(key, keyAt);
      out.writeWord(value, valueAt);
    });
    out.writeBytes(digest(out.buffer(), out.length()));
    return out.toByteArray();
  }

  private static void encodeWaiting(ShardState state, ByteWriter out) {
    out.writeInteger(state.queue.all().size(), 4);
    for (WaitingTransaction waiting : state.queue.all()) {
      out.writeInteger(waiting.expiry(), 8);
      out.writeWord(waiting.words(), WaitingTransaction.SENDER, Address.BYTES);
      out.writeInteger(waiting.raw().length, 2);
      out.writeBytes(waiting.raw());
    }
    out.writeInteger(state.keptAside.size(), 4);
    for (byte[] record : state.keptAside) {
      out.writeInteger(record.length, 4);
      out.writeBytes(record);
    }
  }

  private static byte[] digest(byte[] bytes, int length) {
    Keccak256 keccak = new Keccak256();
    keccak.update(bytes, 0, length);
    byte[] digest = new byte[Keccak256.BYTES];
    keccak.digest(digest, 0);
    return digest;
  }

  /**
   * Reads what {@link #encode} wrote, and nothing else: what it takes, it writes again.
   *
   * @throws IllegalArgumentException naming the fault of any other bytes
   */
  static ShardState decode(byte[] snapshot, byte[] programCommitment, long tableSeed) {
    int length = snapshot.length - Keccak256.BYTES;
    require(length > 0, "is too short");
    byte[] digest = Arrays.copyOfRange(snapshot, length, snapshot.length);
    require(Arrays.equals(digest, digest(snapshot, length)), "does not match its digest");
    ByteReader in = new ByteReader().open(snapshot, 0, length);
    require(RecordType.SNAPSHOT.readBegin(in) == null, "has another version or type");
    int shard = in.readInt(2);
    ShardCount shards = new ShardCount(in.readInt(2));
    long chainId = in.readInteger(8);
    require(
        Arrays.equals(in.readBytes(programCommitment.length), programCommitment),
        "was taken under other programs");
    int cellsAtMost = length / (2 * Word256.BYTES);
    CellTable cells = new CellTable(cellsAtMost, tableSeed);
    ShardState state = new ShardState(shard, shards, chainId, cells, tableSeed);
    decodeNumbers(in, state);
    decodeTokens(in, state);
    readAll(in, state.nextIn);
    readAll(in, state.nextOut);
    decodeQueue(in, state);
    decodeKeptAside(in, state);
    decodeCells(in, state);
    requireAll(in);
    require(in.remaining() == 0, "goes on behind its end");
    return state;
  }

  private static void decodeNumbers(ByteReader in, ShardState state) {
    state.nextOffset = in.readInteger(8);
    require(state.nextOffset >= 0, "has a next offset of 2^63 or more");
    state.block = in.readInteger(8);
    state.generation = in.readInteger(4);
    state.time = in.readInteger(8);
    require(state.time >>> 32 == 0, "has a time of 2^32 or more");
    state.baseFee = in.readInteger(8);
    state.nextEvent = in.readInteger(8);
  }

  private static void decodeTokens(ByteReader in, ShardState state) {
    for (long left = in.readInteger(4); left > 0; left--) {
      TokenEntry token = BlockHeaderCodec.decodeToken(in);
      require(token != null, "holds a malformed token");
      state.addToken(token);
    }
  }

  private static void readAll(ByteReader in, long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInteger(8);
    }
  }

  private static void decodeQueue(ByteReader in, ShardState state) {
    TransactionDecoder decoder = new TransactionDecoder();
    TransactionFields fields = new TransactionFields();
    long[] sender = new long[Word256.LONGS];
    long earliest = 0;
    for (long left = in.readInteger(4); left > 0; left--) {
      long expiry = in.readInteger(8);
      in.readWord(Address.BYTES, sender, 0);
      byte[] raw = in.readBytes(in.readInt(2));
      requireAll(in);
      require(
          expiry >= earliest && expiry <= state.time + Limits.QUEUE_SECONDS_MAX,
          "has a queue out of the order of expiry");
      earliest = expiry;
      require(
          decoder.decode(raw, 0, raw.length, fields) == null
              && TransactionRules.check(fields, state.chainId) == null,
          "holds a malformed transaction");
      require(
          state.homeOf(sender, 0) == state.shard && !SystemAddress.isSystem(sender, 0),
          "holds a transaction of a sender from elsewhere");
      require(
          state.queue.at(sender, 0, fields.nonce()) == null,
          "holds two transactions with the same nonce");
      WaitingTransaction waiting = new WaitingTransaction(sender, 0, fields, raw, expiry);
      require(state.queue.hasRoomFor(waiting), "has too many transactions in the queue");
      state.queue.add(waiting);
    }
  }

  private static void decodeKeptAside(ByteReader in, ShardState state) {
    MessageBundleReader bundle = new MessageBundleReader();
    for (long left = in.readInteger(4); left > 0; left--) {
      long size = in.readInteger(4);
      require(size <= in.remaining(), "ends too early");
      byte[] record = in.readBytes((int) size);
      require(bundle.open(record, 0, record.length) == null, "holds a malformed bundle");
      require(
          bundle.destination() == state.shard
              && bundle.source() < state.shards.count()
              && !MessageMachine.isBlockTooHigh(state, bundle)
              && MessageMachine.areMessagesRight(state, bundle),
          "holds a bundle that the shard would not keep aside");
      state.keptAside.add(record);
    }
  }

  private static void decodeCells(ByteReader in, ShardState state) {
    long[] cell = new long[2 * Word256.LONGS];
    long[] last = new long[Word256.LONGS];
    for (long left = in.readInteger(8); left != 0; left--) {
      in.readWord(Word256.BYTES, cell, KEY);
      in.readWord(Word256.BYTES, cell, VALUE);
      requireAll(in);
      require(CellKind.of((int) (cell[KEY + 3] >>> 56)) != null, "holds a cell of unknown kind");
      require(Word256.isLess(last, 0, cell, KEY), "has cells out of order");
      require(!Word256.isZero(cell, VALUE), "holds a cell that is 0");
      state.cells.put(cell, KEY, cell, VALUE);
      Word256.copy(cell, KEY, last, 0);
    }
  }

  private static void requireAll(ByteReader in) {
    require(!in.isOverrun(), "ends too early");
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException("the snapshot " + fault);
    }
  }
}
