package io.braid.protocol.shard;

import io.braid.protocol.reference.Bytes;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A snapshot as the page on the shard machine lists it; each field can be changed. */
final class PlainSnapshot {

  /** A cell. */
  record Cell(Word key, Word value) {}

  /** A token. */
  record Token(Address address, int decimals, String symbol, String name) {}

  int version = 1;
  int type = 5;
  int shard = 1;
  int shardCount = 4;
  long chainId = 4242;
  long nextOffset = 17;
  long block = 2;
  byte[] programs = ByHand.PROGRAMS.commitment();
  long generation;
  long time = 1_002;
  long baseFee = 1_000;
  long nextEvent = 3;
  final List<Token> tokens = new ArrayList<>();
  final List<Long> nextIn = new ArrayList<>();
  final List<Long> nextOut = new ArrayList<>();

  /** Queued transactions and their times of expiry, side by side. */
  final List<ByHand.Sent> queued = new ArrayList<>();

  final List<Long> expiries = new ArrayList<>();
  final List<byte[]> keptAside = new ArrayList<>();
  final List<Cell> cells = new ArrayList<>();

  /** What the counts say more than there is. */
  long tokensMore;

  long cellsMore;

  /** A snapshot of shard 1 in block 2, with one token and nothing else. */
  static PlainSnapshot empty() {
    PlainSnapshot empty = new PlainSnapshot();
    empty.nextEvent = 0;
    empty.tokens.add(new Token(ByHand.TOKEN, 18, "T", "Tökén"));
    empty.nextIn.addAll(List.of(0L, 0L, 0L, 0L));
    empty.nextOut.addAll(List.of(0L, 0L, 0L, 0L));
    return empty;
  }

  /** A snapshot of shard 1 in which something of everything waits. */
  static PlainSnapshot full() {
    PlainSnapshot full = new PlainSnapshot();
    full.tokens.add(new Token(ByHand.TOKEN, 18, "T", "Tökén"));
    full.nextIn.addAll(List.of(1L, 0L, -1L, 7L));
    full.nextOut.addAll(List.of(0L, Long.MIN_VALUE, 2L, 3L));
    full.queue(ByHand.payment(ByHand.user(1, 0), 5), 1_600);
    full.queue(ByHand.payment(ByHand.user(1, 0), 4), 1_602);
    full.queue(ByHand.payment(ByHand.user(1, 1), 5), 1_602);
    full.keptAside.add(ByHand.bundle(0, 1, 0, 3, ByHand.credit(ByHand.user(1, 0), 5)).encode());
    full.keptAside.add(ByHand.bundle(3, 1, 6, 3, ByHand.credit(ByHand.user(1, 1), 6)).encode());
    full.cells.add(holding(ByHand.user(1, 0), new Word(77, 0, 3, 0)));
    full.cells.add(holding(ByHand.user(1, 1), new Word(-1, -1, 4, 0)));
    full.cells.add(new Cell(new Word(5, 6, 7, 2L << 56), new Word(-1, -1, -1, -1)));
    full.cells.add(new Cell(new Word(0, 0, 0, 7L << 56), Word.of(99)));
    return full;
  }

  static Cell holding(Address owner, Word value) {
    Word word = owner.word();
    return new Cell(new Word(0, word.low(), word.second(), 1L << 56 | word.third()), value);
  }

  void queue(ByHand.Sent sent, long expiry) {
    queued.add(sent);
    expiries.add(expiry);
  }

  void swapCells(int first, int second) {
    Collections.swap(cells, first, second);
  }

  byte[] body() {
    Bytes out = new Bytes();
    out.number(1, version).number(1, type).number(2, shard).number(2, shardCount);
    out.number(8, chainId)
        .raw(programs)
        .number(8, nextOffset)
        .number(8, block)
        .number(4, generation);
    out.number(8, time).number(8, baseFee).number(8, nextEvent);
    out.number(4, tokens.size() + tokensMore);
    for (Token token : tokens) {
      out.raw(token.address().toBytes()).number(1, token.decimals());
      for (String text : List.of(token.symbol(), token.name())) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.number(1, bytes.length).raw(bytes);
      }
    }
    nextIn.forEach(number -> out.number(8, number));
    nextOut.forEach(number -> out.number(8, number));
    out.number(4, queued.size());
    for (int i = 0; i < queued.size(); i++) {
      byte[] raw = queued.get(i).raw();
      out.number(8, expiries.get(i)).raw(queued.get(i).sender().toBytes());
      out.number(2, raw.length).raw(raw);
    }
    out.number(4, keptAside.size());
    keptAside.forEach(record -> out.number(4, record.length).raw(record));
    out.number(8, cells.size() + cellsMore);
    cells.forEach(cell -> out.raw(cell.key().toBytes()).raw(cell.value().toBytes()));
    return out.done();
  }

  byte[] bytes() {
    return SnapshotTest.sealed(body());
  }
}
