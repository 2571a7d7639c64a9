package io.braid.node.inspect;

import io.braid.protocol.ledger.EventKind;
import io.braid.protocol.ledger.MessageKind;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.PartList;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.SnapshotChunk;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Records of every kind as they are shown. Not for two threads at once. */
public final class Records {

  /** Bytes of something unknown that are shown. */
  private static final int RAW_BYTES_MAX = 32;

  private final Transactions transactions = new Transactions();
  private final TransactionBundleReader bundle = new TransactionBundleReader();

  /** A reader of records. */
  public Records() {}

  /** A record, whatever its bytes are. */
  public Shown show(byte[] value) {
    RecordType type = RecordType.of(value);
    return switch (type) {
      case HEADER -> decoded(type, BlockHeaderCodec.decode(value, 0, value.length), this::header);
      case TRANSACTIONS -> bundle(value);
      case MESSAGES -> decoded(type, MessageBundle.decode(value, 0, value.length), this::messages);
      case DIFF -> Diffs.show(value);
      case SNAPSHOT_CHUNK ->
          decoded(type, SnapshotChunk.decode(value, 0, value.length), Records::chunk);
      case INGRESS_BUNDLE ->
          decoded(type, IngressBundle.decode(value, 0, value.length), this::ingress);
      case INGRESS_ANSWER ->
          decoded(type, IngressAnswer.decode(value, 0, value.length), Records::answer);
      case PART_LIST -> decoded(type, PartList.decode(value, 0, value.length), Records::partList);
      case SNAPSHOT, PART -> Shown.of(name(type), "bytes", value.length);
      case null -> raw(value);
    };
  }

  static String name(RecordType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <T> Shown decoded(RecordType type, Decoded<T> decoded, Function<T, Shown> show) {
    return decoded.fault() == null ? show.apply(decoded.value()) : malformed(type, decoded.fault());
  }

  private static Shown malformed(RecordType type, RecordFault fault) {
    return Shown.of(name(type), "malformed", fault.name());
  }

  private static Shown raw(byte[] value) {
    byte[] first = Arrays.copyOf(value, Math.min(value.length, RAW_BYTES_MAX));
    String hex = "0x" + HexFormat.of().formatHex(first);
    return Shown.of(
        "raw", "bytes", value.length, "value", first.length < value.length ? hex + "..." : hex);
  }

  private Shown header(BlockHeader header) {
    List<Shown> parts = new ArrayList<>();
    header.tokens().forEach(token -> parts.add(token(token)));
    header.events().forEach(event -> parts.add(event(event)));
    return new Shown(
        "header",
        Shown.fields(
            "block", Values.unsigned(header.number()),
            "generation", header.generation(),
            "time", Instant.ofEpochSecond(header.time()).toString(),
            "baseFee", Values.unsigned(header.baseFee()),
            "completeBlock", Values.unsigned(header.completeBlock()),
            "completeBlockGas", Values.unsigned(header.completeBlockGas()),
            "protocolVersion", header.protocolVersion(),
            "tokens", header.tokens().size(),
            "events", header.events().size()),
        parts);
  }

  private static Shown token(TokenEntry token) {
    return Shown.of(
        "token",
        "address",
        token.address().toString(),
        "symbol",
        token.symbol(),
        "decimals",
        token.decimals());
  }

  private static Shown event(L1Event event) {
    EventKind kind = EventKind.of(event.kind());
    return Shown.of(
        "event",
        "kind",
        kind == null ? Integer.toString(event.kind()) : kind.name(),
        "owner",
        event.owner().toString(),
        "asset",
        Values.unsigned(event.asset()),
        "amount",
        Values.number(event.amount()));
  }

  private Shown bundle(byte[] value) {
    RecordFault fault = bundle.open(value, 0, value.length);
    if (fault != null) {
      return malformed(RecordType.TRANSACTIONS, fault);
    }
    List<Shown> parts = new ArrayList<>();
    while (bundle.next()) {
      int senderAt = bundle.senderAt();
      parts.add(
          transactions.show(
              value,
              bundle.rawAt(),
              bundle.rawLength(),
              Address.of(Arrays.copyOfRange(value, senderAt, senderAt + Address.BYTES))));
    }
    return new Shown(
        name(RecordType.TRANSACTIONS),
        Shown.fields("count", parts.size(), "bytes", value.length),
        parts);
  }

  private Shown messages(MessageBundle messages) {
    return new Shown(
        name(RecordType.MESSAGES),
        Shown.fields(
            "count", messages.messages().size(),
            "source", messages.source() + "@" + Values.unsigned(messages.sourceOffset()),
            "destination", messages.destination(),
            "number", Values.unsigned(messages.number()),
            "block", Values.unsigned(messages.block()),
            "generation", messages.generation()),
        messages.messages().stream().map(Records::message).toList());
  }

  static Shown message(MessageBundle.Message message) {
    MessageKind kind = MessageKind.of(message.kind());
    boolean hasSecond = message.asset2() != 0 || !message.amount2().equals(Word.ZERO);
    return Shown.of(
        "message",
        "kind",
        kind == null ? Integer.toString(message.kind()) : kind.name(),
        "origin",
        Values.hash(message.origin()),
        "sender",
        message.sender().toString(),
        "end",
        Values.end(message.code()),
        "owner",
        message.owner().toString(),
        "payee",
        message.payee().toString(),
        "asset",
        Values.unsigned(message.asset1()),
        "amount",
        Values.number(message.amount1()),
        "asset2",
        hasSecond ? Values.unsigned(message.asset2()) : null,
        "amount2",
        hasSecond ? Values.number(message.amount2()) : null);
  }

  private static Shown chunk(SnapshotChunk chunk) {
    return Shown.of(
        name(RecordType.SNAPSHOT_CHUNK),
        "shard",
        chunk.shard(),
        "nextOffset",
        chunk.nextOffset(),
        "chunk",
        chunk.index() + 1,
        "of",
        chunk.count(),
        "bytes",
        chunk.length(),
        "totalBytes",
        chunk.totalBytes(),
        "digest",
        Values.hash(chunk.digest()));
  }

  /** Of a list whose parts are there, the record that they make is shown in its place. */
  private static Shown partList(PartList list) {
    return Shown.of(
        name(RecordType.PART_LIST),
        "totalBytes",
        list.totalBytes(),
        "parts",
        list.offsets().size(),
        "digest",
        Values.hash(list.digest()));
  }

  private Shown ingress(IngressBundle ingress) {
    return new Shown(
        name(RecordType.INGRESS_BUNDLE),
        Shown.fields("count", ingress.entries().size()),
        ingress.entries().stream()
            .map(entry -> transactions.show(entry.raw().array(), 0, entry.raw().size(), null))
            .toList());
  }

  private static Shown answer(IngressAnswer answer) {
    return new Shown(
        name(RecordType.INGRESS_ANSWER),
        Shown.fields(
            "to",
            answer.partition() + "@" + answer.offset(),
            "fault",
            answer.fault() == null ? null : answer.fault().name(),
            "count",
            answer.entries().size()),
        answer.entries().stream().map(Records::entry).toList());
  }

  private static Shown entry(IngressAnswer.Entry entry) {
    return switch (entry.status()) {
      case REFUSED ->
          Shown.of(
              "answer", "status", entry.status().name(), "reason", Values.refusal(entry.reason()));
      case TRY_LATER ->
          Shown.of("answer", "status", entry.status().name(), "reason", entry.reason());
      case ACKNOWLEDGED, FAILED -> Shown.of("answer", "status", entry.status().name());
    };
  }
}
