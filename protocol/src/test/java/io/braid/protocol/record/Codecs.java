package io.braid.protocol.record;

import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The codecs under test, each as a function from values to bytes and back. */
final class Codecs {

  private Codecs() {}

  static byte[] encode(Object value) {
    return switch (value) {
      case BlockHeader header -> BlockHeaderCodec.encode(header);
      case PlainRecords.TransactionBundle bundle -> encode(bundle);
      case MessageBundle bundle -> bundle.encode();
      case Diff diff -> encode(diff);
      case PlainRecords.Chunk chunk -> encode(chunk);
      case IngressBundle bundle -> bundle.encode();
      case IngressAnswer answer -> answer.encode();
      case PartList list -> list.encode();
      default -> throw new IllegalArgumentException("no record: " + value);
    };
  }

  /** Decodes the bytes where they stand in a larger array, as a record of the type. */
  static Decoded<?> decode(RecordType type, byte[] bytes) {
    int at = 3;
    byte[] around = new byte[at + bytes.length + 5];
    Arrays.fill(around, (byte) 0xa5);
    System.arraycopy(bytes, 0, around, at, bytes.length);
    return switch (type) {
      case HEADER -> BlockHeaderCodec.decode(around, at, bytes.length);
      case TRANSACTIONS -> decodeTransactions(around, at, bytes.length);
      case MESSAGES -> MessageBundle.decode(around, at, bytes.length);
      case DIFF -> DiffCodec.decode(around, at, bytes.length);
      case SNAPSHOT_CHUNK -> decodeChunk(around, at, bytes.length);
      case INGRESS_BUNDLE -> IngressBundle.decode(around, at, bytes.length);
      case INGRESS_ANSWER -> IngressAnswer.decode(around, at, bytes.length);
      case PART_LIST -> PartList.decode(around, at, bytes.length);
      case PART -> throw new IllegalArgumentException("a part has no fields");
      case SNAPSHOT -> throw new IllegalArgumentException("snapshots belong to the shard machine");
    };
  }

  private static byte[] encode(PlainRecords.TransactionBundle bundle) {
    TransactionBundleWriter out = new TransactionBundleWriter();
    for (PlainRecords.Entry entry : bundle.entries()) {
      byte[] raw = entry.rawBytes();
      out.add(entry.sender().toBytes(), 0, raw, 0, raw.length);
    }
    return out.toByteArray();
  }

  private static Decoded<PlainRecords.TransactionBundle> decodeTransactions(
      byte[] bytes, int offset, int length) {
    TransactionBundleReader in = new TransactionBundleReader();
    RecordFault fault = in.open(bytes, offset, length);
    if (fault != null) {
      return Decoded.fault(fault);
    }
    List<PlainRecords.Entry> entries = new ArrayList<>();
    while (in.next()) {
      Address sender =
          Address.of(Arrays.copyOfRange(in.bytes(), in.senderAt(), in.senderAt() + 20));
      String raw = HexFormat.of().formatHex(in.bytes(), in.rawAt(), in.rawAt() + in.rawLength());
      entries.add(new PlainRecords.Entry(sender, raw));
    }
    return Decoded.of(new PlainRecords.TransactionBundle(entries));
  }

  private static byte[] encode(PlainRecords.Chunk chunk) {
    return new SnapshotChunk(
            chunk.shard(),
            chunk.nextOffset(),
            chunk.index(),
            chunk.count(),
            chunk.totalBytes(),
            chunk.digest(),
            HexFormat.of().parseHex(chunk.bytes()))
        .encode();
  }

  private static Decoded<PlainRecords.Chunk> decodeChunk(byte[] bytes, int offset, int length) {
    Decoded<SnapshotChunk> decoded = SnapshotChunk.decode(bytes, offset, length);
    if (decoded.fault() != null) {
      return Decoded.fault(decoded.fault());
    }
    SnapshotChunk chunk = decoded.value();
    byte[] part = new byte[chunk.length()];
    chunk.copyTo(part, 0);
    return Decoded.of(
        new PlainRecords.Chunk(
            chunk.shard(),
            chunk.nextOffset(),
            chunk.index(),
            chunk.count(),
            chunk.totalBytes(),
            chunk.digest(),
            HexFormat.of().formatHex(part)));
  }

  private static byte[] encode(Diff diff) {
    DiffWriter out = new DiffWriter();
    out.begin(diff.shard(), diff.offset());
    diff.outcomes().forEach(outcome -> write(out, outcome));
    out.beginChanges();
    for (Diff.CellChange change : diff.changes()) {
      out.change(change.key().toLongs(), 0, change.value().toLongs(), 0);
    }
    out.beginBundles();
    for (MessageBundle bundle : diff.bundles()) {
      byte[] bytes = bundle.encode();
      out.bundle(bytes, bytes.length);
    }
    out.end(diff.block(), diff.generation(), diff.disposition(), diff.fault());
    return Arrays.copyOf(out.buffer(), out.length());
  }

  private static void write(DiffWriter out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused refused ->
          out.refused(
              refused.transaction().toBytes(), words(refused.sender()), 0, refused.reason());
      case Outcome.Queued queued ->
          out.queued(queued.transaction().toBytes(), words(queued.sender()), 0, queued.nonce());
      case Outcome.Ran ran -> {
        out.ran(
            ran.transaction().toBytes(),
            ran.signing().toBytes(),
            words(ran.sender()),
            0,
            ran.nonce(),
            (int) ran.gas(),
            ran.price().toLongs(),
            0,
            ran.code() == null ? -1 : ran.code());
        writeEffects(out, ran.withdrawals(), ran.logs());
      }
      case Outcome.Stepped stepped -> {
        long[] chain = new long[2 * Word256.LONGS];
        stepped.origin().copyTo(chain, 0);
        stepped.sender().word().copyTo(chain, Word256.LONGS);
        out.stepped(chain, 0, Word256.LONGS, stepped.code() == null ? -1 : stepped.code());
        writeEffects(out, stepped.withdrawals(), stepped.logs());
      }
    }
  }

  private static void writeEffects(
      DiffWriter out, List<Withdrawal> withdrawals, List<LogEntry> logs) {
    out.beginWithdrawals(withdrawals.size());
    for (Withdrawal withdrawal : withdrawals) {
      long[] words = new long[3 * Word256.LONGS];
      withdrawal.recipient().word().copyTo(words, 0);
      Word.of(withdrawal.asset()).copyTo(words, Word256.LONGS);
      withdrawal.amount().copyTo(words, 2 * Word256.LONGS);
      out.withdrawal(words, 0, Word256.LONGS, 2 * Word256.LONGS);
    }
    out.beginLogs(logs.size());
    for (LogEntry log : logs) {
      long[] operands = new long[log.operands().size() * Word256.LONGS];
      for (int i = 0; i < log.operands().size(); i++) {
        log.operands().get(i).copyTo(operands, i * Word256.LONGS);
      }
      out.log(log.template(), operands, 0, log.operands().size());
    }
  }

  private static long[] words(Address address) {
    return address.word().toLongs();
  }
}
