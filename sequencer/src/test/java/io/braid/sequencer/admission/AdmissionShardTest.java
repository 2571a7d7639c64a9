package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Admission and bundles in front of real shard machines: with one gateway, a view that is fresh and
 * a base fee that stays, what was accepted is refused for a rival alone, or for waiting.
 */
class AdmissionShardTest {

  private static final ShardCount SHARDS = new ShardCount(4);
  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final long BASE_FEE = 1_000;
  private static final int USERS = 12;
  private static final Address TOKEN = FakeView.TOKEN;

  /** The machines' own cells: never behind. */
  private static final class Shards implements AccountView {
    private final List<ShardMachine> machines = new ArrayList<>();
    private final TokenList tokens = new TokenList(Seeds.TABLE);

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public long baseFee() {
      return BASE_FEE;
    }

    @Override
    public TokenList tokens() {
      return tokens;
    }

    @Override
    public Word ethHolding(Address owner) {
      long[] words = new long[8];
      new Word(0, owner.word().low(), owner.word().second(), 1L << 56 | owner.word().third())
          .copyTo(words, 0);
      machines.get(SHARDS.homeOf(owner)).cells().get(words, 0, words, 4);
      return Word.of(words, 4);
    }
  }

  private final Shards shards = new Shards();
  private final AdmissionMachine machine =
      new AdmissionMachine(SHARDS, tokens(shards), _ -> 0, AdmissionLimits.DEFAULTS);
  private final BundleBuilder<Word> bundles = new BundleBuilder<>(SHARDS.count(), 2, 1_000);
  private final List<Address> users = new ArrayList<>();

  /** Records that a shard has not handled yet, in the order of its log. */
  private final List<Deque<byte[]>> logs = new ArrayList<>();

  private final Set<Word> accepted = new HashSet<>();
  private final Map<Word, Integer> runs = new HashMap<>();
  private final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);

  /** What every account and nonce ran with. */
  private final Set<List<Object>> ran = new HashSet<>();

  private final Map<Word, List<Object>> places = new HashMap<>();
  private long now = 1_000;
  private long block;

  private static Shards tokens(Shards shards) {
    shards.tokens.add(TOKEN.word().toLongs(), 0);
    return shards;
  }

  private void begin(Random random) {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      Address user = new Address(new Word(0x9000L + i, 0, 0x77, 0));
      users.add(user);
      allocations.add(
          new Genesis.Allocation(
              user,
              AssetId.ETH,
              Word.of((i % 2 == 0 ? 50_000_000L : 100_000_000_000L) * random.nextLong(1, 40))));
      allocations.add(new Genesis.Allocation(user, AssetId.token(1), Word.of(1_000)));
    }
    Genesis genesis =
        new Genesis(
            Workload.CHAIN_ID,
            SHARDS,
            List.of(new TokenEntry(TOKEN, 18, "T", "Token")),
            allocations,
            users.getFirst());
    for (int shard = 0; shard < SHARDS.count(); shard++) {
      shards.machines.add(
          ShardMachine.atGenesis(genesis, shard, PROGRAMS, new Interpreter(), Seeds.TABLE));
      logs.add(new ArrayDeque<>());
    }
  }

  private void header() {
    block++;
    byte[] header =
        BlockHeaderCodec.encode(
            new BlockHeader(
                block,
                0,
                now / 1_000,
                BASE_FEE,
                1,
                Word.of(PROGRAMS.commitment()),
                0,
                0,
                2,
                List.of(),
                0,
                List.of()));
    logs.forEach(log -> log.add(header.clone()));
  }

  @Test
  void whatIsAcceptedIsRefusedForDocumentedReasonsAlone() {
    Seeds.run(
        "admission and shards",
        seed -> {
          Random random = new Random(seed);
          begin(random);
          header();
          for (int i = 0; i < 30_000; i++) {
            now += random.nextInt(2);
            switch (random.nextInt(10)) {
              case 0 -> append(bundles.tick(now));
              case 1, 2, 3 -> handle(random.nextInt(SHARDS.count()));
              case 4 -> {
                if (random.nextInt(20) == 0) {
                  header();
                }
              }
              default -> send(random);
            }
          }
          settle();
          assertEquals(0, machine.pending().count());
          assertEquals(0, machine.inFlight().accountCount());
          assertEquals(0, bundles.unanswered());
          Set<Refusal> documented =
              Set.of(
                  Refusal.NONCE_TOO_LOW,
                  Refusal.REPLACED,
                  Refusal.REPLACEMENT_UNDERPRICED,
                  Refusal.QUEUE_EXPIRED);
          assertTrue(documented.containsAll(refusals.keySet()), refusals::toString);
          assertTrue(runs.size() > 1_000, "few ran: " + runs.size());
          assertTrue(refusals.getOrDefault(Refusal.NONCE_TOO_LOW, 0) > 0, refusals::toString);
          assertTrue(refusals.getOrDefault(Refusal.REPLACED, 0) > 0, refusals::toString);
        });
  }

  /** All logs are handled; then time passes, until no gap can be waited for any more. */
  private void settle() {
    for (int i = 0; i < 4; i++) {
      now += 400_000;
      append(bundles.tick(now));
      header();
      for (int round = 0; round < 10; round++) {
        for (int shard = 0; shard < SHARDS.count(); shard++) {
          while (!logs.get(shard).isEmpty()) {
            handle(shard);
          }
        }
      }
    }
  }

  private void send(Random random) {
    Address user = users.get(random.nextInt(USERS));
    long accountNonce = shards.ethHolding(user).third();
    long nonce = machine.pending().pendingNonce(user, accountNonce);
    nonce += random.nextInt(5) == 0 ? random.nextInt(-2, 5) : 0;
    Candidate candidate = operation(random).nonce(Math.max(0, nonce)).from(user);
    if (machine.admit(candidate, now) instanceof AdmissionAnswer.Accepted answer) {
      assertTrue(accepted.add(answer.hash()) || !runs.containsKey(answer.hash()));
      places.put(answer.hash(), List.of(user, candidate.fields().nonce()));
      Bundle<Word> full =
          bundles.add(answer.shard(), answer.sender(), candidate.raw(), answer.hash(), now);
      if (full != null) {
        append(List.of(full));
      }
    }
  }

  /** Payments of all kinds, most of which can be paid, ETH by its facade and the bridge too. */
  private Transaction operation(Random random) {
    Transaction transaction =
        new Transaction().fees(1_000 + 100 * random.nextLong(20), random.nextLong(1, 4));
    Address to = users.get(random.nextInt(USERS));
    BigInteger amount = BigInteger.valueOf(random.nextLong(60_000_000));
    return switch (random.nextInt(6)) {
      case 0 ->
          transaction.call(
              facade(), "transfer(address,uint256)", new BigInteger(1, to.toBytes()), amount);
      case 1 ->
          transaction.call(
              TOKEN, "transfer(address,uint256)", new BigInteger(1, to.toBytes()), BigInteger.TEN);
      case 2 ->
          transaction.call(
              bridge(),
              "withdraw(address,uint256,address)",
              new BigInteger(1, facade().toBytes()),
              amount,
              BigInteger.ONE);
      default -> transaction.to(to).value(random.nextInt(3) == 0 ? amount : BigInteger.ONE);
    };
  }

  private static Address facade() {
    long[] word = new long[4];
    SystemAddress.facade(word, 0);
    return Address.of(word, 0);
  }

  private static Address bridge() {
    long[] word = new long[4];
    SystemAddress.bridge(word, 0);
    return Address.of(word, 0);
  }

  private void append(List<Bundle<Word>> due) {
    for (Bundle<Word> bundle : due) {
      logs.get(bundle.shard()).add(bundle.record());
      bundles.acknowledged(bundle.number()).forEach(machine::appended);
    }
  }

  private void handle(int shard) {
    byte[] record = logs.get(shard).poll();
    if (record == null) {
      return;
    }
    ShardMachine shardMachine = shards.machines.get(shard);
    shardMachine.handle(shardMachine.nextOffset(), record);
    byte[] bytes = shardMachine.diff();
    Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
    for (MessageBundle bundle : diff.bundles()) {
      logs.get(bundle.destination()).add(bundle.encode());
    }
    for (Outcome outcome : diff.outcomes()) {
      learn(outcome);
    }
  }

  private void learn(Outcome outcome) {
    machine.learn(outcome);
    switch (outcome) {
      case Outcome.Ran done -> {
        runs.merge(done.transaction(), 1, Integer::sum);
        ran.add(places.get(done.transaction()));
        assertEquals(1, runs.get(done.transaction()));
      }
      case Outcome.Refused refused -> {
        Refusal reason = Refusal.of(refused.reason());
        refusals.merge(reason, 1, Integer::sum);
        if (reason == Refusal.NONCE_TOO_LOW) {
          assertTrue(ran.contains(places.get(refused.transaction())), "no rival ran");
        }
      }
      case Outcome.Queued _, Outcome.Stepped _ -> {}
    }
  }
}
