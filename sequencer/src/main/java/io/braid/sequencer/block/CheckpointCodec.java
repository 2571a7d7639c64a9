package io.braid.sequencer.block;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checkpoints as bytes, as in {@code docs/protocol/blocks.md}. The same state gives the same bytes,
 * and bytes are read only if they would be written so again.
 */
final class CheckpointCodec {

  private static final int VERSION = 2;

  /** Behind the types of the records in the logs. */
  private static final int TYPE = 6;

  private static final int PRICE_BYTES = 16;

  private CheckpointCodec() {}

  static byte[] encode(Checkpoint checkpoint) {
    ByteWriter out = new ByteWriter();
    out.writeInteger(VERSION, 1);
    out.writeInteger(TYPE, 1);
    out.writeInteger(checkpoint.shards().count(), 2);
    out.writeInteger(checkpoint.block(), 8);
    out.writeInteger(checkpoint.generation(), 4);
    write(out, checkpoint.hash());
    write(out, checkpoint.state());
    checkpoint.nextOffsets().forEach(offset -> out.writeInteger(offset, 8));
    checkpoint.recordsBefore().forEach(records -> out.writeInteger(records, 8));
    out.writeInteger(checkpoint.tokens().size(), 4);
    checkpoint.tokens().forEach(token -> out.writeBytes(token.toBytes()));
    for (List<Checkpoint.Emission> keptAside : checkpoint.keptAside()) {
      out.writeInteger(keptAside.size(), 4);
      for (Checkpoint.Emission emission : keptAside) {
        out.writeInteger(emission.source(), 2);
        out.writeInteger(emission.offset(), 8);
      }
    }
    write(out, checkpoint.open());
    out.writeBytes(Keccak256.hash(out.toByteArray()));
    return out.toByteArray();
  }

  private static void write(ByteWriter out, OpenTransactions open) {
    out.writeInteger(open.queued.size(), 4);
    for (Map.Entry<OpenTransactions.Name, Bytes> queued : new TreeMap<>(open.queued).entrySet()) {
      write(out, queued.getKey().transaction());
      out.writeBytes(queued.getKey().sender().toBytes());
      write(out, queued.getValue());
    }
    out.writeInteger(open.pending.size(), 4);
    new TreeMap<>(open.pending).values().forEach(begun -> write(out, begun));
  }

  private static void write(ByteWriter out, OpenTransactions.Begun begun) {
    Outcome.Ran first = begun.first();
    write(out, first.signing());
    out.writeBytes(first.sender().toBytes());
    write(out, first.transaction());
    out.writeInteger(first.nonce(), 8);
    out.writeInteger(first.gas(), 4);
    out.writeWord(first.price().toLongs(), 0, PRICE_BYTES);
    write(out, begun.raw());
    out.writeInteger(begun.withdrawals().size(), 2);
    for (Withdrawal withdrawal : begun.withdrawals()) {
      out.writeBytes(withdrawal.recipient().toBytes());
      out.writeInteger(withdrawal.asset(), 8);
      write(out, withdrawal.amount());
    }
    out.writeInteger(begun.logs().size(), 2);
    for (LogEntry log : begun.logs()) {
      out.writeInteger(log.template(), 1);
      out.writeInteger(log.operands().size(), 1);
      log.operands().forEach(operand -> write(out, operand));
    }
  }

  private static void write(ByteWriter out, Bytes raw) {
    out.writeInteger(raw.size(), 2);
    out.writeBytes(raw.array());
  }

  private static void write(ByteWriter out, Word word) {
    out.writeWord(word.toLongs(), 0);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IllegalArgumentException naming the fault, if the bytes are none
   */
  static Checkpoint decode(byte[] bytes) {
    int length = bytes.length - Keccak256.BYTES;
    require(length > 0, "ends too early");
    byte[] body = Arrays.copyOf(bytes, length);
    byte[] digest = Arrays.copyOfRange(bytes, length, bytes.length);
    require(Arrays.equals(Keccak256.hash(body), digest), "is damaged: its hash differs");
    ByteReader in = new ByteReader().open(body, 0, length);
    require(in.readInt(1) == VERSION, "has another version than " + VERSION);
    require(in.readInt(1) == TYPE, "is none by its type");
    Checkpoint checkpoint = read(in);
    require(in.remaining() == 0 && !in.isOverrun(), "ends too early or goes on behind its end");
    require(Arrays.equals(encode(checkpoint), bytes), "is not canonical");
    return checkpoint;
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException("the checkpoint " + fault);
    }
  }

  private static Checkpoint read(ByteReader in) {
    ShardCount shards = new ShardCount(in.readInt(2));
    long block = in.readInteger(8);
    long generation = in.readInteger(4);
    Word hash = readWord(in, Word256.BYTES);
    Word state = readWord(in, Word256.BYTES);
    List<Long> nextOffsets = new ArrayList<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      nextOffsets.add(in.readInteger(8));
      require(nextOffsets.getLast() >= 0, "has an offset below 0");
    }
    List<Long> recordsBefore = new ArrayList<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      recordsBefore.add(in.readInteger(8));
      require(
          recordsBefore.getLast() >= 0 && recordsBefore.getLast() <= nextOffsets.get(shard),
          "has not as many records as an offset allows");
    }
    List<Address> tokens = new ArrayList<>();
    for (long left = readCount(in, 4); left > 0; left--) {
      tokens.add(readAddress(in));
    }
    List<List<Checkpoint.Emission>> keptAside = new ArrayList<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      keptAside.add(new ArrayList<>());
      for (long left = readCount(in, 4); left > 0; left--) {
        int source = in.readInt(2);
        keptAside.getLast().add(new Checkpoint.Emission(source, in.readInteger(8)));
      }
    }
    OpenTransactions open = readOpen(in);
    return new Checkpoint(
        shards,
        block,
        generation,
        hash,
        state,
        nextOffsets,
        recordsBefore,
        tokens,
        keptAside,
        open);
  }

  private static OpenTransactions readOpen(ByteReader in) {
    OpenTransactions open = new OpenTransactions();
    for (long left = readCount(in, 4); left > 0; left--) {
      Word transaction = readWord(in, Word256.BYTES);
      open.queued.put(new OpenTransactions.Name(transaction, readAddress(in)), readRaw(in));
    }
    for (long left = readCount(in, 4); left > 0; left--) {
      open.begin(readBegun(in));
    }
    return open;
  }

  private static OpenTransactions.Begun readBegun(ByteReader in) {
    Word signing = readWord(in, Word256.BYTES);
    Address sender = readAddress(in);
    Word transaction = readWord(in, Word256.BYTES);
    long nonce = in.readInteger(8);
    long gas = in.readInteger(4);
    Word price = readWord(in, PRICE_BYTES);
    Bytes raw = readRaw(in);
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (long left = readCount(in, 2); left > 0; left--) {
      Address recipient = readAddress(in);
      long asset = in.readInteger(8);
      withdrawals.add(new Withdrawal(recipient, asset, readWord(in, Word256.BYTES)));
    }
    List<LogEntry> logs = new ArrayList<>();
    for (long left = readCount(in, 2); left > 0; left--) {
      int template = in.readInt(1);
      List<Word> operands = new ArrayList<>();
      for (long more = readCount(in, 1); more > 0; more--) {
        operands.add(readWord(in, Word256.BYTES));
      }
      logs.add(new LogEntry(template, operands));
    }
    Outcome.Ran first =
        new Outcome.Ran(
            transaction, signing, sender, nonce, gas, price, null, List.of(), List.of());
    return new OpenTransactions.Begun(raw, first, withdrawals, logs);
  }

  /** A count, of things of a byte at least: more than there are bytes is a fault of its own. */
  private static long readCount(ByteReader in, int bytes) {
    long count = in.readInteger(bytes);
    require(count <= in.remaining(), "ends too early");
    return count;
  }

  private static Bytes readRaw(ByteReader in) {
    int length = in.readInt(2);
    require(
        length > 0 && length <= Limits.TRANSACTION_BYTES_MAX,
        "has no transaction where one is due");
    return Bytes.wrap(in.readBytes(length));
  }

  private static Address readAddress(ByteReader in) {
    return new Address(readWord(in, Address.BYTES));
  }

  private static Word readWord(ByteReader in, int bytes) {
    long[] word = new long[Word256.LONGS];
    in.readWord(bytes, word, 0);
    return Word.of(word, 0);
  }
}
