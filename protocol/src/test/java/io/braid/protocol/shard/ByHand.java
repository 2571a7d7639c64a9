package io.braid.protocol.shard;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records written by hand, for a chain of four shards with one token and users who are rich. */
final class ByHand {

  static final ProgramSet PROGRAMS = LedgerPrograms.build();
  static final Word COMMITMENT = Word.of(PROGRAMS.commitment());
  static final ShardCount SHARDS = new ShardCount(4);
  static final Address TOKEN = Address.parse("0x" + "70".repeat(20));
  static final Address COLLECTOR = user(0, 99);
  static final long RICH = 1_000_000_000_000_000_000L;
  static final int USERS_OF_SHARD = 8;
  static final long GENESIS_TIME = 1_000;
  static final long BASE_FEE = 1_000;

  private ByHand() {}

  /** A user of a shard; those with an index below {@link #USERS_OF_SHARD} are rich. */
  static Address user(int shard, int index) {
    return new Address(new Word(4L * index + shard, 0, 0x1234_5678, 0));
  }

  static Genesis genesis() {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int shard = 0; shard < SHARDS.count(); shard++) {
      for (int index = 0; index < USERS_OF_SHARD; index++) {
        for (AssetId asset : List.of(AssetId.ETH, AssetId.token(1))) {
          allocations.add(new Genesis.Allocation(user(shard, index), asset, Word.of(RICH)));
        }
      }
    }
    List<TokenEntry> tokens = List.of(new TokenEntry(TOKEN, 18, "T", "Token"));
    return new Genesis(Workload.CHAIN_ID, SHARDS, tokens, allocations, COLLECTOR);
  }

  static ShardMachine machine(int shard) {
    return ShardMachine.atGenesis(genesis(), shard, PROGRAMS, new Interpreter(), Seeds.TABLE);
  }

  /** Handles a record at the next offset. */
  static Diff handle(ShardMachine machine, byte[] record) {
    machine.handle(machine.nextOffset(), record);
    byte[] diff = machine.diff();
    return DiffCodec.decode(diff, 0, diff.length).value();
  }

  /** What a header says, the next one after genesis unless it is changed. */
  static final class Header {
    long number = 1;
    long generation;
    long time = GENESIS_TIME;
    long baseFee = BASE_FEE;
    long version = 1;
    Word programs = COMMITMENT;
    long firstToken = 2;
    final List<TokenEntry> tokens = new ArrayList<>();
    long firstEvent;
    final List<L1Event> events = new ArrayList<>();

    Header number(long newNumber) {
      number = newNumber;
      return this;
    }

    Header time(long newTime) {
      time = newTime;
      return this;
    }

    Header baseFee(long newBaseFee) {
      baseFee = newBaseFee;
      return this;
    }

    Header token(Address address) {
      tokens.add(new TokenEntry(address, 18, "N", "New"));
      return this;
    }

    Header event(L1Event event) {
      events.add(event);
      return this;
    }

    byte[] bytes() {
      return BlockHeaderCodec.encode(
          new BlockHeader(
              number,
              generation,
              time,
              baseFee,
              version,
              programs,
              0,
              0,
              firstToken,
              tokens,
              firstEvent,
              events));
    }
  }

  static Header header(long number) {
    return new Header().number(number).time(GENESIS_TIME + number);
  }

  static L1Event deposit(Address owner, long amount) {
    return new L1Event(1, owner, 0, Word.of(amount), List.of());
  }

  /** A transaction of a user, and a name to tell it by. */
  static final class Sent {
    private final String name;
    private final Address sender;
    private final byte[] raw;

    private Sent(String name, Address sender, byte[] raw) {
      this.name = name;
      this.sender = sender;
      this.raw = raw;
    }

    Sent named(String newName) {
      return new Sent(newName, sender, raw);
    }

    String name() {
      return name;
    }

    Address sender() {
      return sender;
    }

    byte[] raw() {
      return raw;
    }

    Word hash() {
      return Word.of(Keccak256.hash(raw));
    }
  }

  /** What a transaction says: at first, to pay one wei to a user of shard 1. */
  static final class Transaction {
    private Address to = user(1, 7);
    private BigInteger value = BigInteger.ONE;
    private byte[] data = {};
    private BigInteger maxFee = BigInteger.valueOf(2 * BASE_FEE);
    private BigInteger priorityFee = BigInteger.ZERO;

    Transaction to(Address newTo) {
      to = newTo;
      return this;
    }

    Transaction value(BigInteger newValue) {
      value = newValue;
      return this;
    }

    Transaction fees(BigInteger newMaxFee, BigInteger newPriorityFee) {
      maxFee = newMaxFee;
      priorityFee = newPriorityFee;
      return this;
    }

    Transaction fees(long newMaxFee, long newPriorityFee) {
      return fees(BigInteger.valueOf(newMaxFee), BigInteger.valueOf(newPriorityFee));
    }

    Transaction call(Address program, String function, BigInteger... arguments) {
      to = program;
      value = BigInteger.ZERO;
      data = Workload.call(function, arguments);
      return this;
    }

    Sent from(String name, Address sender, long nonce) {
      byte[] one = {1};
      byte[] payload =
          PlainRlp.encode(
              List.of(
                  PlainRlp.integer(Workload.CHAIN_ID),
                  PlainRlp.integer(nonce),
                  PlainRlp.integer(priorityFee),
                  PlainRlp.integer(maxFee),
                  PlainRlp.integer(400_000),
                  to.toBytes(),
                  PlainRlp.integer(value),
                  data,
                  List.of(),
                  new byte[0],
                  one,
                  one));
      return new Sent(name, sender, PlainRlp.join(new byte[] {2}, payload));
    }
  }

  /** Bytes that need not be a transaction. */
  static Sent bytes(Address sender, byte[] raw) {
    return new Sent("bytes", sender, raw);
  }

  /** A payment of one wei to a user of shard 1, named by its nonce. */
  static Sent payment(Address sender, long nonce) {
    return new Transaction().from(Long.toUnsignedString(nonce), sender, nonce);
  }

  static byte[] transactions(Sent... all) {
    TransactionBundleWriter bundle = new TransactionBundleWriter();
    for (Sent sent : all) {
      bundle.add(sent.sender().toBytes(), 0, sent.raw(), 0, sent.raw().length);
    }
    return bundle.toByteArray();
  }

  static MessageBundle.Message credit(Address owner, long amount) {
    return new MessageBundle.Message(
        1,
        Word.of(0xc0ffee),
        user(0, 0),
        0,
        owner,
        owner,
        0,
        Word.of(amount),
        0,
        Word.ZERO,
        List.of());
  }

  static MessageBundle bundle(
      int source, int destination, long number, long block, MessageBundle.Message... messages) {
    return new MessageBundle(source, 0, destination, number, 0, block, List.of(messages));
  }

  /** Outcomes in short, as "queued 5"; a transaction by its name, a later step by its code. */
  static List<String> brief(Diff diff, Sent... known) {
    return diff.outcomes().stream().map(outcome -> brief(outcome, known)).toList();
  }

  private static String brief(Outcome outcome, Sent... known) {
    return switch (outcome) {
      case Outcome.Refused refused ->
          "refused " + name(refused.transaction(), known) + " " + Refusal.of(refused.reason());
      case Outcome.Queued queued -> "queued " + name(queued.transaction(), known);
      case Outcome.Ran ran ->
          (ran.code() == null ? "pending " : "done ") + name(ran.transaction(), known);
      case Outcome.Stepped stepped ->
          stepped.code() == null ? "continued" : "finished " + stepped.code();
    };
  }

  private static String name(Word hash, Sent... known) {
    return Arrays.stream(known)
        .filter(sent -> sent.hash().equals(hash))
        .map(Sent::name)
        .findFirst()
        .orElse("unknown");
  }

  /** The ETH holding of a user: nonce times 2^128 and balance. */
  static BigInteger holding(ShardMachine machine, Address owner) {
    BigInteger key =
        BigInteger.ONE.shiftLeft(248).add(new BigInteger(1, owner.toBytes()).shiftLeft(64));
    long[] words = new long[8];
    Words.put(key, words, 0);
    machine.cells().get(words, 0, words, 4);
    return Words.get(words, 4);
  }

  static BigInteger balance(ShardMachine machine, Address owner) {
    return holding(machine, owner).mod(BigInteger.ONE.shiftLeft(128));
  }

  static BigInteger nonce(ShardMachine machine, Address owner) {
    return holding(machine, owner).shiftRight(128);
  }
}
