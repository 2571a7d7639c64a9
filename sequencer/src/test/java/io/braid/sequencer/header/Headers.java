package io.braid.sequencer.header;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/** Headers, tokens and events for tests of a chain with one genesis token. */
final class Headers {

  static final Word PROGRAMS = Word.of(77);
  static final Address GENESIS_TOKEN = address(0x7000);

  private Headers() {}

  static HeaderChain chain() {
    return new HeaderChain(0, PROGRAMS, List.of(GENESIS_TOKEN), Seeds.TABLE);
  }

  static Address address(long low) {
    return new Address(new Word(low, 0, 0x99, 0));
  }

  static TokenEntry token(long low) {
    return new TokenEntry(address(low), 18, "T", "Token");
  }

  /** A deposit of so much of the token with this index. */
  static L1Event deposit(long token, long amount) {
    return new L1Event(1, address(5), token << 32, Word.of(amount), List.of());
  }

  /** What a header says: the first after genesis, unless it is changed. */
  static final class Header {
    private final long number;
    private long generation;
    private long time = 1_000;
    private long baseFee = 8;
    private long version = 1;
    private Word programs = PROGRAMS;
    private long completeBlock;
    private long completeBlockGas;
    private long firstToken = 2;
    private List<TokenEntry> tokens = List.of();
    private long firstEvent;
    private List<L1Event> events = List.of();

    Header(long number) {
      this.number = number;
    }

    Header generation(long value) {
      generation = value;
      return this;
    }

    Header time(long value) {
      time = value;
      return this;
    }

    Header baseFee(long value) {
      baseFee = value;
      return this;
    }

    Header version(long value) {
      version = value;
      return this;
    }

    Header programs(Word value) {
      programs = value;
      return this;
    }

    Header complete(long block, long gas) {
      completeBlock = block;
      completeBlockGas = gas;
      return this;
    }

    Header tokens(long first, TokenEntry... all) {
      firstToken = first;
      tokens = List.of(all);
      return this;
    }

    Header events(long first, L1Event... all) {
      firstEvent = first;
      events = List.of(all);
      return this;
    }

    BlockHeader header() {
      return new BlockHeader(
          number,
          generation,
          time,
          baseFee,
          version,
          programs,
          completeBlock,
          completeBlockGas,
          firstToken,
          tokens,
          firstEvent,
          events);
    }

    byte[] bytes() {
      return BlockHeaderCodec.encode(header());
    }
  }

  static Header header(long number) {
    return new Header(number);
  }

  static BlockHeader decode(byte[] record) {
    return BlockHeaderCodec.decode(record, 0, record.length).value();
  }
}
