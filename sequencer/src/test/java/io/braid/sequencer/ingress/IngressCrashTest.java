package io.braid.sequencer.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AccountView;
import io.braid.sequencer.admission.Bundle;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Processes that read the ingress crash between any two steps, or are cut off and go on for a
 * while, in front of real shard machines: every record is answered, every transaction that is
 * acknowledged runs once, and of two outcomes of a transaction one is its run.
 */
class IngressCrashTest {

  private static final ShardCount SHARDS = new ShardCount(4);
  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final long BASE_FEE = 1_000;
  private static final int USERS = 12;
  private static final int EVENTS = 50_000;

  private final List<ShardMachine> machines = new ArrayList<>();
  private final TokenList tokens = new TokenList(Seeds.TABLE);
  private final List<Address> users = new ArrayList<>();
  private final Map<Address, Long> nonces = new HashMap<>();
  private final Map<Bytes, Candidate> candidates = new HashMap<>();
  private final Map<Address, List<Bytes>> sent = new HashMap<>();

  /** By shard, records that were not handled yet. */
  private final List<Deque<byte[]>> logs = new ArrayList<>();

  private final Map<Word, Integer> appended = new HashMap<>();
  private final Map<Word, Integer> runs = new HashMap<>();
  private final Map<Word, Integer> refusals = new HashMap<>();

  private final List<List<byte[]>> ingress = new ArrayList<>();
  private final List<List<IngressAnswer>> answers = new ArrayList<>();
  private final long[] committed = new long[SHARDS.count()];

  /** The offset that a lane reads next. */
  private final Map<IngressLane, Long> positions = new HashMap<>();

  private IngressProcess process;

  /** One that was cut off, or null. */
  private IngressProcess stale;

  private long now = 1_000;
  private long block;
  private boolean isReady = true;

  private final AccountView view =
      new AccountView() {
        @Override
        public boolean isReady() {
          return isReady;
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
      };

  private void begin() {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      Address user = new Address(new Word(0x9000L + i, 0, 0x77, 0));
      users.add(user);
      allocations.add(new Genesis.Allocation(user, AssetId.ETH, Word.of(Long.MAX_VALUE)));
    }
    Genesis genesis =
        new Genesis(Workload.CHAIN_ID, SHARDS, List.of(), allocations, users.getFirst());
    for (int shard = 0; shard < SHARDS.count(); shard++) {
      machines.add(
          ShardMachine.atGenesis(genesis, shard, PROGRAMS, new Interpreter(), Seeds.TABLE));
      logs.add(new ArrayDeque<>());
      ingress.add(new ArrayList<>());
      answers.add(new ArrayList<>());
    }
    header();
    process = startProcess();
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
                1,
                List.of(),
                0,
                List.of()));
    logs.forEach(log -> log.add(header.clone()));
  }

  /** Each partition goes on behind its last answer, or where it was committed to be done. */
  private IngressProcess startProcess() {
    long[] nextOffsets = new long[SHARDS.count()];
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      long behindLast =
          answers.get(partition).stream().mapToLong(answer -> answer.offset() + 1).max().orElse(0);
      nextOffsets[partition] = Math.max(committed[partition], behindLast);
    }
    return new IngressProcess(
        SHARDS,
        view,
        candidates::get,
        runs::containsKey,
        this::append,
        answer -> answers.get(answer.partition()).add(answer),
        nextOffsets);
  }

  private void append(Bundle<?> bundle) {
    logs.get(bundle.shard()).add(bundle.record());
    transactions(bundle.record())
        .forEach(candidate -> appended.merge(candidate.hash(), 1, Integer::sum));
  }

  private List<Candidate> transactions(byte[] record) {
    List<Candidate> found = new ArrayList<>();
    TransactionBundleReader reader = new TransactionBundleReader();
    if (reader.open(record, 0, record.length) == null) {
      while (reader.next()) {
        found.add(candidates.get(Bytes.of(record, reader.rawAt(), reader.rawLength())));
      }
    }
    return found;
  }

  /** A record of one user's shard: mostly new transactions, at times one that was sent before. */
  private void write(Random random) {
    Address owner = users.get(random.nextInt(USERS));
    int partition = SHARDS.homeOf(owner);
    if (random.nextInt(20) == 0) {
      ingress.get(partition).add(new byte[] {9});
      return;
    }
    List<IngressBundle.Entry> entries = new ArrayList<>();
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      List<Bytes> before = sent.computeIfAbsent(owner, _ -> new ArrayList<>());
      Bytes raw;
      if (!before.isEmpty() && random.nextInt(8) == 0) {
        raw = before.get(random.nextInt(before.size()));
      } else {
        long nonce = nonces.merge(owner, 1L, Long::sum) - 1;
        Candidate candidate = new Transaction().nonce(nonce).from(owner);
        raw = Bytes.of(candidate.raw());
        candidates.put(raw, candidate);
        before.add(raw);
      }
      entries.add(new IngressBundle.Entry(raw, null));
    }
    ingress.get(partition).add(new IngressBundle(entries).encode());
  }

  private void read(IngressProcess reader, int partition) {
    IngressLane lane = reader.lane(partition);
    List<byte[]> log = ingress.get(partition);
    long next = positions.computeIfAbsent(lane, IngressLane::doneOffset);
    if (next < log.size() && !lane.isFull()) {
      lane.read(next, log.get((int) next));
      positions.put(lane, next + 1);
    }
  }

  private void handle(int shard) {
    byte[] record = logs.get(shard).poll();
    if (record == null) {
      return;
    }
    ShardMachine machine = machines.get(shard);
    machine.handle(machine.nextOffset(), record);
    byte[] bytes = machine.diff();
    Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
    for (MessageBundle bundle : diff.bundles()) {
      logs.get(bundle.destination()).add(bundle.encode());
    }
    for (Outcome outcome : diff.outcomes()) {
      switch (outcome) {
        case Outcome.Ran ran -> runs.merge(ran.transaction(), 1, Integer::sum);
        case Outcome.Refused refused -> {
          assertEquals(Refusal.NONCE_TOO_LOW, Refusal.of(refused.reason()));
          refusals.merge(refused.transaction(), 1, Integer::sum);
        }
        default -> {}
      }
      process.learn(outcome);
      if (stale != null) {
        stale.learn(outcome);
      }
    }
  }

  private void happen(Random random) {
    now += random.nextInt(2);
    int partition = random.nextInt(SHARDS.count());
    switch (random.nextInt(16)) {
      case 0 -> write(random);
      case 1, 2 -> read(process, partition);
      case 3, 4 -> handle(partition);
      case 5 ->
          committed[partition] =
              Math.max(committed[partition], process.lane(partition).doneOffset());
      case 6 -> isReady = random.nextInt(4) != 0;
      case 7 -> {
        if (random.nextInt(100) == 0) {
          header();
        }
      }
      case 8 -> {
        if (stale != null) {
          read(stale, partition);
          stale.step(random, now, this::inLogs);
        }
      }
      default -> process.step(random, now, this::inLogs);
    }
  }

  private List<Candidate> inLogs() {
    List<Candidate> all = new ArrayList<>();
    logs.forEach(log -> log.forEach(record -> all.addAll(transactions(record))));
    return all;
  }

  private void endOne(Random random) {
    if (stale != null) {
      stale.crash(random);
      stale = null;
    } else if (random.nextBoolean()) {
      process.crash(random);
      process = startProcess();
    } else {
      stale = process;
      process = startProcess();
    }
  }

  @Test
  void whatIsAcknowledgedRunsOnceWhateverCrashes() {
    Seeds.run(
        "ingress and crashes",
        seed -> {
          Random random = new Random(seed);
          begin();
          for (int i = 0; i < EVENTS; i++) {
            happen(random);
            if (random.nextInt(400) == 0) {
              endOne(random);
            }
          }
          settle(random);
          verify();
        });
  }

  private void settle(Random random) {
    stale = null;
    isReady = true;
    for (int i = 0; i < 20_000 || !isSettled(); i++) {
      now++;
      int partition = i % SHARDS.count();
      read(process, partition);
      process.step(random, now, this::inLogs);
      handle(partition);
      assertTrue(i < 1_000_000, "does not settle");
    }
  }

  private boolean isSettled() {
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      if (process.lane(partition).doneOffset() < ingress.get(partition).size()
          || !logs.get(partition).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void verify() {
    int repeats = 0;
    int acknowledged = 0;
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      int expected = 0;
      for (IngressAnswer answer : answers.get(partition)) {
        assertTrue(answer.offset() <= expected, "an answer is missing before " + answer);
        if (answer.offset() < expected) {
          repeats++;
          continue;
        }
        byte[] record = ingress.get(partition).get(expected++);
        acknowledged += verify(record, answer);
      }
      assertEquals(ingress.get(partition).size(), expected);
    }
    long again = appended.values().stream().filter(count -> count > 1).count();
    System.out.printf(
        "ingress and crashes: %d acknowledged, %d in the log again, %d answers repeated%n",
        acknowledged, again, repeats);
    assertTrue(acknowledged > 1_000, "few were acknowledged: " + acknowledged);
    assertTrue(again > 5, "few were admitted again: " + again);
    assertTrue(repeats > 0, "no answer was repeated");
    // A second copy is refused for its own nonce, and only beside a run.
    refusals.keySet().forEach(hash -> assertEquals(1, runs.get(hash)));
    assertEquals(
        Collections.nCopies(runs.size(), 1), List.copyOf(runs.values()), "something ran twice");
  }

  /** The answer to a record, which everything in it deserves; gives how many were acknowledged. */
  private int verify(byte[] record, IngressAnswer answer) {
    if (record.length == 1) {
      assertTrue(answer.fault() != null);
      return 0;
    }
    List<IngressBundle.Entry> entries =
        IngressBundle.decode(record, 0, record.length).value().entries();
    assertEquals(
        Collections.nCopies(entries.size(), IngressAnswer.Entry.ACKNOWLEDGED), answer.entries());
    for (IngressBundle.Entry entry : entries) {
      Word hash = candidates.get(entry.raw()).hash();
      assertEquals(1, runs.get(hash), () -> "runs of " + hash);
    }
    return entries.size();
  }
}
