package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Crowd;
import io.braid.protocol.simulation.Draft;
import io.braid.protocol.simulation.Operations;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.StateView;
import io.braid.sequencer.view.Token;
import io.braid.sequencer.view.TokenReader;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code eth_call} and {@code eth_estimateGas} foretell of random operations is what shards do
 * with them.
 */
class SimulatorTest {

  private static final int TRANSACTIONS = 4_000;

  /** One in so many transactions comes behind a header. */
  private static final int HEADER_ODDS = 5;

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();

  /** A transaction may be refused for these before anybody looks at what it asks for. */
  private static final Set<Refusal> NOT_OF_CALLS =
      EnumSet.of(
          Refusal.INTRINSIC_GAS_TOO_LOW,
          Refusal.OPERATION_GAS_TOO_LOW,
          Refusal.SENDER_IS_SYSTEM_ADDRESS);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void foretellsWhatShardsDo(int shards) {
    Seeds.run(
        "simulated calls",
        seed -> {
          Chain chain = new Chain(seed, new ShardCount(shards));
          for (int i = 0; i < TRANSACTIONS; i++) {
            chain.foretellAndRun();
          }
          chain.assertAllWasSeen();
        });
  }

  /** How a transaction ended. */
  private static final class Ended {
    private Refusal refusal;
    private Integer code;
    private long gas;
    private final List<LogEntry> logs = new ArrayList<>();
  }

  /** Shards among which messages travel at once. */
  private static final class Chain implements StateView {
    private final Random random;
    private final Genesis genesis;
    private final List<ShardMachine> machines = new ArrayList<>();
    private final List<Address> users;
    private final Operations operations;
    private final Programs programs;
    private final Simulator simulator;
    private final Executions executions;
    private ChainBlock block = block(0, 1_700_000_000L, 0);
    private final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
    private final Map<Integer, Integer> codes = new TreeMap<>();

    Chain(long seed, ShardCount shards) {
      random = new Random(seed);
      Crowd crowd =
          new Crowd(random, shards, user -> user < 3 ? new Word(0, 1L << 56, 0, 0) : rich());
      genesis = crowd.genesis();
      users = genesis.allocations().stream().map(Genesis.Allocation::owner).distinct().toList();
      operations = crowd.workload(seed + 1).operations();
      programs = new Programs(new GenesisTokens(genesis), shards, Seeds.TABLE);
      simulator = new Simulator(PROGRAMS, shards, Seeds.TABLE);
      executions = new Executions(programs, simulator);
      for (int shard = 0; shard < shards.count(); shard++) {
        machines.add(
            ShardMachine.atGenesis(
                genesis, shard, PROGRAMS, new NativeRunner(PROGRAMS), Seeds.TABLE));
      }
      nextBlock();
    }

    private Word rich() {
      return Word.of(Long.MAX_VALUE - random.nextInt());
    }

    private void nextBlock() {
      long time = block.timeSeconds() + random.nextInt(100);
      long baseFee = random.nextInt(8) == 0 ? random.nextInt(2_000_000_000) : 1_000_000_000;
      block = block(block.number() + 1, time, baseFee);
      byte[] header =
          BlockHeaderCodec.encode(
              new BlockHeader(
                  block.number(),
                  0,
                  time,
                  baseFee,
                  1,
                  Word.of(PROGRAMS.commitment()),
                  0,
                  0,
                  genesis.tokens().size() + 1,
                  List.of(),
                  0,
                  List.of()));
      for (int shard = 0; shard < machines.size(); shard++) {
        handle(shard, header);
      }
    }

    private static ChainBlock block(long number, long time, long baseFee) {
      return new ChainBlock(
          number,
          Word.ZERO,
          Word.ZERO,
          Word.ZERO,
          Word.ZERO,
          Word.ZERO,
          Bytes.of(new byte[ChainBlock.BLOOM_BYTES]),
          new Address(Word.ZERO),
          time,
          0,
          0,
          Bytes.EMPTY,
          baseFee,
          0,
          List.of());
    }

    private Diff handle(int shard, byte[] record) {
      ShardMachine machine = machines.get(shard);
      machine.handle(machine.nextOffset(), record);
      byte[] diff = machine.diff();
      return DiffCodec.decode(diff, 0, diff.length).value();
    }

    void foretellAndRun() {
      if (random.nextInt(HEADER_ODDS) == 0) {
        nextBlock();
      }
      operations.setTime(block.timeSeconds());
      Address sender = users.get(random.nextInt(users.size()));
      Draft draft = operations.draft(sender, new LedgerState(this).nonce(sender));
      Ended foretold = foretell(sender, draft);
      Optional<Long> gas = estimate(sender, draft);
      Ended ended = run(sender, draft);
      if (ended.refusal != null && NOT_OF_CALLS.contains(ended.refusal)) {
        return;
      }
      Supplier<String> asked = () -> "%s to %x: %s".formatted(sender, draft.to(), call(draft));
      assertEquals(ended.refusal, foretold.refusal, asked);
      assertEquals(ended.code, foretold.code, asked);
      if (ended.refusal != null) {
        refusals.merge(ended.refusal, 1, Integer::sum);
        assertTrue(gas.isEmpty(), asked);
        return;
      }
      codes.merge(ended.code, 1, Integer::sum);
      assertEquals(ended.code == 0, gas.isPresent(), asked);
      if (ended.code == 0) {
        assertEquals(ended.gas, gas.get(), asked);
        assertEquals(ended.logs, foretold.logs, asked);
      }
    }

    private static String call(Draft draft) {
      return "value %d, data %s".formatted(draft.value(), HexFormat.of().formatHex(draft.data()));
    }

    private Ended foretell(Address sender, Draft draft) {
      Ended foretold = new Ended();
      Call call = new Call();
      Word value = word(draft.value());
      Bytes data = Bytes.of(draft.data());
      foretold.refusal = programs.resolve(sender, address(draft.to()), value, data, call);
      if (foretold.refusal != null) {
        return foretold;
      }
      Simulator.Price price =
          new Simulator.Price(
              block.baseFee(),
              word(draft.cap()),
              word(draft.type() == 2 ? draft.tip() : draft.cap()));
      Simulator.Simulated simulated = simulator.run(this, block, sender, value, price, call);
      if (simulated.refusal() != 0) {
        foretold.refusal = Refusal.of(simulated.refusal());
        return foretold;
      }
      foretold.code = simulated.failure();
      simulated
          .logs()
          .forEach(log -> foretold.logs.add(new LogEntry(log.template(), log.operands())));
      return foretold;
    }

    /** As {@code eth_estimateGas} is asked; nothing if it fails. */
    private Optional<Long> estimate(Address sender, Draft draft) {
      boolean hasTip = draft.type() == 2;
      Word cap = word(draft.cap());
      CallArguments arguments =
          new CallArguments(
              Optional.of(sender),
              Optional.of(address(draft.to())),
              Optional.empty(),
              hasTip ? Optional.empty() : Optional.of(cap),
              hasTip ? Optional.of(cap) : Optional.empty(),
              hasTip ? Optional.of(word(draft.tip())) : Optional.empty(),
              word(draft.value()),
              Bytes.of(draft.data()),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty());
      try {
        return Optional.of(executions.gas(arguments, this, block));
      } catch (RpcException _) {
        return Optional.empty();
      }
    }

    /** Runs a transaction and all that follows from it. */
    private Ended run(Address sender, Draft draft) {
      byte[] raw = draft.unsigned();
      TransactionBundleWriter bundle = new TransactionBundleWriter();
      bundle.add(sender.toBytes(), 0, raw, 0, raw.length);
      Ended ended = new Ended();
      Queue<MessageBundle> underway = new ArrayDeque<>();
      take(handle(genesis.shards().homeOf(sender), bundle.toByteArray()), ended, underway);
      for (MessageBundle next = underway.poll(); next != null; next = underway.poll()) {
        take(handle(next.destination(), next.encode()), ended, underway);
      }
      return ended;
    }

    private static void take(Diff diff, Ended ended, Queue<MessageBundle> underway) {
      underway.addAll(diff.bundles());
      for (Outcome outcome : diff.outcomes()) {
        switch (outcome) {
          case Outcome.Refused refused -> ended.refusal = Refusal.of(refused.reason());
          case Outcome.Queued queued -> throw new AssertionError("queued: " + queued);
          case Outcome.Ran ran -> {
            ended.code = ran.code();
            ended.gas = ran.gas();
            ended.logs.addAll(ran.logs());
          }
          case Outcome.Stepped stepped -> {
            ended.code = stepped.code();
            ended.logs.addAll(stepped.logs());
          }
        }
      }
    }

    void assertAllWasSeen() {
      System.out.printf(
          "simulated calls, %d shards: ended with %s, refused with %s%n",
          machines.size(), codes, refusals);
      assertTrue(codes.get(0) > TRANSACTIONS / 5, codes::toString);
      assertTrue(codes.size() > 5, codes::toString);
      assertTrue(refusals.size() > 8, refusals::toString);
    }

    private static Word word(BigInteger value) {
      byte[] digits = value.toByteArray();
      byte[] word = new byte[Word256.BYTES];
      int length = Math.min(digits.length, word.length);
      System.arraycopy(digits, digits.length - length, word, word.length - length, length);
      return Word.of(word);
    }

    private static Address address(BigInteger value) {
      return new Address(word(value));
    }

    @Override
    public Word cell(Word key) {
      for (ShardMachine machine : machines) {
        long[] value = new long[Word256.LONGS];
        machine.cells().get(key.toLongs(), 0, value, 0);
        if (!Word256.isZero(value, 0)) {
          return Word.of(value, 0);
        }
      }
      return Word.ZERO;
    }

    @Override
    public long transactionCount(Address account) {
      return new LedgerState(this).nonce(account);
    }

    @Override
    public Word supply(AssetId asset) {
      throw new UnsupportedOperationException("no operation looks at it");
    }

    @Override
    public int tokenCount() {
      return genesis.tokens().size();
    }
  }

  /** The tokens of a genesis. */
  private record GenesisTokens(Genesis genesis) implements TokenReader {

    @Override
    public int count() {
      return genesis.tokens().size();
    }

    @Override
    public Token token(int index) {
      TokenEntry entry = genesis.tokens().get(index - 1);
      return new Token(index, entry.address(), entry.symbol(), entry.name(), entry.decimals());
    }

    @Override
    public Optional<Token> token(Address address) {
      for (int index = 1; index <= count(); index++) {
        if (token(index).address().equals(address)) {
          return Optional.of(token(index));
        }
      }
      return Optional.empty();
    }
  }
}
