package io.braid.protocol.record;

import io.braid.protocol.reference.Bytes;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Records as bytes, field by field as the page on records lists them. */
public final class PlainRecords {

  /** A transaction bundle. */
  record TransactionBundle(List<Entry> entries) {}

  /** A transaction of a bundle; the raw bytes in hexadecimal. */
  record Entry(Address sender, String raw) {
    byte[] rawBytes() {
      return HexFormat.of().parseHex(raw);
    }
  }

  /** A snapshot chunk; its part of the snapshot in hexadecimal. */
  record Chunk(
      int shard,
      long nextOffset,
      int index,
      int count,
      long totalBytes,
      Word digest,
      String bytes) {}

  private final Bytes out = new Bytes();

  private PlainRecords(int type) {
    out.number(1, 1).number(1, type);
  }

  static byte[] encode(BlockHeader header) {
    PlainRecords plain = new PlainRecords(1);
    plain.header(header);
    return plain.out.done();
  }

  static byte[] encode(TransactionBundle bundle) {
    PlainRecords plain = new PlainRecords(2);
    plain.out.number(2, bundle.entries().size());
    for (Entry entry : bundle.entries()) {
      plain.address(entry.sender());
      plain.out.number(2, entry.rawBytes().length).raw(entry.rawBytes());
    }
    return plain.out.done();
  }

  static byte[] encode(MessageBundle bundle) {
    PlainRecords plain = new PlainRecords(3);
    plain.out.number(2, bundle.source()).number(8, bundle.sourceOffset());
    plain.out.number(2, bundle.destination()).number(8, bundle.number());
    plain.out.number(4, bundle.generation()).number(8, bundle.block());
    plain.out.number(4, bundle.messages().size());
    bundle.messages().forEach(plain::message);
    return plain.out.done();
  }

  public static byte[] encode(Diff diff) {
    PlainRecords plain = new PlainRecords(4);
    plain.diff(diff);
    return plain.out.done();
  }

  static byte[] encode(Chunk chunk) {
    PlainRecords plain = new PlainRecords(6);
    plain.out.number(2, chunk.shard()).number(8, chunk.nextOffset());
    plain.out.number(4, chunk.index()).number(4, chunk.count()).number(8, chunk.totalBytes());
    plain.word(chunk.digest());
    plain.out.number(4, chunk.bytes().length() / 2).raw(HexFormat.of().parseHex(chunk.bytes()));
    return plain.out.done();
  }

  static byte[] encode(IngressBundle bundle) {
    PlainRecords plain = new PlainRecords(7);
    plain.out.number(2, bundle.entries().size());
    for (IngressBundle.Entry entry : bundle.entries()) {
      boolean hasHint = entry.publicKeyHint() != null;
      plain.out.number(1, hasHint ? 1 : 0);
      if (hasHint) {
        plain.out.raw(entry.publicKeyHint().toArray());
      }
      plain.out.number(2, entry.raw().size()).raw(entry.raw().toArray());
    }
    return plain.out.done();
  }

  static byte[] encode(IngressAnswer answer) {
    PlainRecords plain = new PlainRecords(8);
    plain.out.number(2, answer.partition()).number(8, answer.offset());
    plain.out.number(1, answer.fault() == null ? 0 : answer.fault().code());
    plain.out.number(2, answer.entries().size());
    for (IngressAnswer.Entry entry : answer.entries()) {
      plain.out.number(1, entry.status().code()).number(1, entry.reason());
    }
    return plain.out.done();
  }

  static byte[] encode(PartList list) {
    PlainRecords plain = new PlainRecords(10);
    plain.out.number(8, list.totalBytes());
    plain.word(list.digest());
    plain.out.number(2, list.offsets().size());
    list.offsets().forEach(offset -> plain.out.number(8, offset));
    return plain.out.done();
  }

  private void header(BlockHeader header) {
    out.number(8, header.number()).number(4, header.generation()).number(8, header.time());
    out.number(8, header.baseFee()).number(4, header.protocolVersion());
    word(header.programCommitment());
    out.number(8, header.completeBlock()).number(8, header.completeBlockGas());
    out.number(4, header.firstToken()).number(2, header.tokens().size());
    for (TokenEntry token : header.tokens()) {
      address(token.address());
      out.number(1, token.decimals());
      for (String text : List.of(token.symbol(), token.name())) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.number(1, bytes.length).raw(bytes);
      }
    }
    out.number(8, header.firstEvent()).number(2, header.events().size());
    for (L1Event event : header.events()) {
      out.number(1, event.kind());
      address(event.owner());
      out.number(8, event.asset());
      word(event.amount());
      words(event.words());
    }
  }

  private void message(MessageBundle.Message message) {
    out.number(1, message.kind());
    word(message.origin());
    address(message.sender());
    out.number(1, message.code());
    address(message.owner());
    address(message.payee());
    out.number(8, message.asset1());
    word(message.amount1());
    out.number(8, message.asset2());
    word(message.amount2());
    words(message.words());
  }

  private void diff(Diff diff) {
    out.number(2, diff.shard()).number(8, diff.offset()).number(8, diff.block());
    out.number(4, diff.generation()).number(1, diff.disposition().code());
    out.number(1, diff.fault() == null ? 0 : diff.fault().code());
    out.number(4, diff.outcomes().size());
    diff.outcomes().forEach(this::outcome);
    out.number(4, diff.changes().size());
    for (Diff.CellChange change : diff.changes()) {
      word(change.key());
      word(change.value());
    }
    out.number(2, diff.bundles().size());
    for (MessageBundle bundle : diff.bundles()) {
      byte[] bytes = encode(bundle);
      out.number(4, bytes.length).raw(bytes);
    }
  }

  private void outcome(Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused refused -> {
        out.number(1, 1);
        word(refused.transaction());
        address(refused.sender());
        out.number(1, refused.reason());
      }
      case Outcome.Queued queued -> {
        out.number(1, 2);
        word(queued.transaction());
        address(queued.sender());
        out.number(8, queued.nonce());
      }
      case Outcome.Ran ran -> {
        out.number(1, ran.code() == null ? 3 : 4);
        word(ran.transaction());
        word(ran.signing());
        address(ran.sender());
        out.number(8, ran.nonce()).number(4, ran.gas()).raw(low(ran.price(), 16));
        code(ran.code());
        effects(ran.withdrawals(), ran.logs());
      }
      case Outcome.Stepped stepped -> {
        out.number(1, stepped.code() == null ? 5 : 6);
        word(stepped.origin());
        address(stepped.sender());
        code(stepped.code());
        effects(stepped.withdrawals(), stepped.logs());
      }
    }
  }

  private void code(Integer code) {
    if (code != null) {
      out.number(1, code);
    }
  }

  private void effects(List<Withdrawal> withdrawals, List<LogEntry> logs) {
    out.number(1, withdrawals.size());
    for (Withdrawal withdrawal : withdrawals) {
      address(withdrawal.recipient());
      out.number(8, withdrawal.asset());
      word(withdrawal.amount());
    }
    out.number(1, logs.size());
    for (LogEntry log : logs) {
      out.number(1, log.template());
      words(log.operands());
    }
  }

  private void words(List<Word> words) {
    out.number(1, words.size());
    words.forEach(this::word);
  }

  private void word(Word word) {
    out.raw(low(word, 32));
  }

  private void address(Address address) {
    out.raw(low(address.word(), 20));
  }

  private static byte[] low(Word word, int bytes) {
    return Arrays.copyOfRange(word.toBytes(), 32 - bytes, 32);
  }
}
