package io.braid.protocol.reference;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records of an input log, read as their page says; what is not of their form is malformed. */
final class Records {

  record Header(
      BigInteger number,
      BigInteger generation,
      BigInteger time,
      BigInteger baseFee,
      long version,
      BigInteger programs,
      long firstToken,
      List<BigInteger> tokens,
      BigInteger firstEvent,
      List<Event> events) {}

  record Event(
      int kind, BigInteger owner, BigInteger asset, BigInteger amount, List<BigInteger> words) {}

  record Bundle(
      int source,
      int destination,
      BigInteger number,
      BigInteger generation,
      BigInteger block,
      List<State.Message> messages) {}

  /** Takes a transaction and who is said to have signed it. */
  interface Taker {
    void take(BigInteger sender, byte[] raw);
  }

  private Records() {}

  static Header header(byte[] record) {
    Bytes.In in = open(record, 1);
    final BigInteger number = in.number(8);
    final BigInteger generation = in.number(4);
    BigInteger time = in.number(8);
    require(time.bitLength() <= 32);
    final BigInteger baseFee = in.number(8);
    final long version = in.small(4);
    final BigInteger programs = in.number(32);
    in.raw(16);
    final long firstToken = in.small(4);
    List<BigInteger> tokens = new ArrayList<>();
    for (long left = bounded(in.small(2), 0, 64); left > 0; left--) {
      tokens.add(in.number(20));
      in.raw(1);
      text(in.raw((int) bounded(in.small(1), 0, 32)));
      text(in.raw((int) bounded(in.small(1), 0, 64)));
    }
    final BigInteger firstEvent = in.number(8);
    List<Event> events = new ArrayList<>();
    for (long left = bounded(in.small(2), 0, 256); left > 0; left--) {
      events.add(event(in));
    }
    require(in.isAtEnd());
    return new Header(
        number,
        generation,
        time,
        baseFee,
        version,
        programs,
        firstToken,
        tokens,
        firstEvent,
        events);
  }

  private static Event event(Bytes.In in) {
    int kind = (int) in.small(1);
    BigInteger owner = in.number(20);
    BigInteger asset = in.number(8);
    BigInteger amount = in.number(32);
    List<BigInteger> words = new ArrayList<>();
    for (long left = bounded(in.small(1), 0, 6); left > 0; left--) {
      words.add(in.number(32));
    }
    return new Event(kind, owner, asset, amount, words);
  }

  static Bundle bundle(byte[] record) {
    Bytes.In in = open(record, 3);
    int source = (int) in.small(2);
    in.raw(8);
    final int destination = (int) in.small(2);
    final BigInteger number = in.number(8);
    final BigInteger generation = in.number(4);
    final BigInteger block = in.number(8);
    List<State.Message> messages = new ArrayList<>();
    for (long left = bounded(in.small(4), 1, 1 << 21); left > 0; left--) {
      messages.add(message(in));
    }
    require(in.isAtEnd());
    return new Bundle(source, destination, number, generation, block, messages);
  }

  private static State.Message message(Bytes.In in) {
    int kind = (int) in.small(1);
    BigInteger origin = in.number(32);
    BigInteger sender = in.number(20);
    BigInteger code = in.number(1);
    BigInteger owner = in.number(20);
    BigInteger payee = in.number(20);
    BigInteger asset1 = in.number(8);
    BigInteger amount1 = in.number(32);
    BigInteger asset2 = in.number(8);
    BigInteger amount2 = in.number(32);
    List<BigInteger> words = new ArrayList<>();
    for (long left = bounded(in.small(1), 0, 6); left > 0; left--) {
      words.add(in.number(32));
    }
    return new State.Message(
        kind, origin, sender, code, owner, payee, asset1, amount1, asset2, amount2, words);
  }

  /** Gives each transaction of a bundle, once all of it was read. */
  static void transactions(byte[] record, Taker taker) {
    Bytes.In in = open(record, 2);
    List<BigInteger> senders = new ArrayList<>();
    List<byte[]> raws = new ArrayList<>();
    for (long left = bounded(in.small(2), 1, 512); left > 0; left--) {
      senders.add(in.number(20));
      raws.add(in.raw((int) bounded(in.small(2), 0, 16384)));
    }
    require(in.isAtEnd());
    for (int i = 0; i < raws.size(); i++) {
      taker.take(senders.get(i), raws.get(i));
    }
  }

  private static Bytes.In open(byte[] record, int type) {
    Bytes.In in = new Bytes.In(record);
    require(in.small(1) == 1 && in.small(1) == type);
    return in;
  }

  private static long bounded(long value, long min, long max) {
    require(value >= min && value <= max);
    return value;
  }

  private static void text(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException _) {
      throw new Bytes.Malformed();
    }
  }

  static void require(boolean condition) {
    if (!condition) {
      throw new Bytes.Malformed();
    }
  }
}
