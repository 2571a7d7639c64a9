package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.KafkaCluster;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.Topics;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Payments;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.kafka.Sequencer;
import io.braid.sequencer.kafka.SequencerListener;
import io.braid.sequencer.kafka.SequencerSettings;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.store.Retention;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A chain of four shards whose executors run here, and whose sequencers come and go. */
final class IngressChain implements AutoCloseable {

  static final ShardCount SHARDS = new ShardCount(4);
  static final int SIGNERS = 20;

  private static final long CHAIN_ID = 4242;

  private static final Payments PAYMENTS =
      new Payments(CHAIN_ID, BigInteger.valueOf(4_000_000_000L));
  private static final int SESSION_TIMEOUT_MS = 2_000;
  private static final ProgramSet PROGRAMS = LedgerPrograms.build();

  private final KafkaCluster cluster;
  private final Topics topics;
  private final KafkaShardExecutors executors;
  private final DiffFollower diffs;

  /** What was read of the answers, by partition, in their order. */
  private final List<List<IngressAnswer>> answers = new ArrayList<>();

  private final LogReader answerReader;

  IngressChain(KafkaCluster cluster, Topics topics) {
    this.cluster = cluster;
    this.topics = topics;
    executors =
        TestChain.startExecutors(
            cluster,
            topics,
            new ShardMachines(genesis(), PROGRAMS, () -> Seeds.TABLE),
            "executors");
    diffs = new DiffFollower(cluster, topics, SHARDS.count());
    answerReader = reader("test-answers", topics.answers());
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      answers.add(new ArrayList<>());
    }
  }

  private LogReader reader(String name, String topic) {
    Map<Integer, Long> from = new HashMap<>();
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      from.put(partition, 0L);
    }
    return new LogReader(cluster, name, topic, from);
  }

  static Signer signer(int index) {
    return Signer.of(77, index);
  }

  static Address address(Signer signer) {
    return Address.of(signer.address());
  }

  private static Genesis genesis() {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int i = 0; i < SIGNERS; i++) {
      allocations.add(
          new Genesis.Allocation(address(signer(i)), AssetId.ETH, Word.of(Long.MAX_VALUE)));
    }
    return new Genesis(CHAIN_ID, SHARDS, List.of(), allocations, address(signer(0)));
  }

  /** A payment to an address of some shard. */
  static Bytes payment(Signer signer, long nonce, long value) {
    byte[] to = new byte[20];
    to[0] = 0x77;
    to[19] = (byte) nonce;
    return Bytes.wrap(PAYMENTS.sign(signer, nonce, to, value));
  }

  static Word hash(Bytes raw) {
    return Word.of(Keccak256.hash(raw.array()));
  }

  /** Nobody listens. */
  private static final class Unheard implements SequencerListener {
    @Override
    public void onAdmission(AdmissionAnswer answer) {}

    @Override
    public void onHeader(BlockHeader header) {}

    @Override
    public void onBlock(Block block) {}
  }

  /** A sequencer of this process. */
  static AutoCloseable startSequencer(
      KafkaCluster cluster, Topics topics, String name, Path folder) {
    ChainStore store = ChainStore.open(folder, genesis(), new Retention(10_000, 1_000));
    Sequencer sequencer =
        Sequencer.start(
            new SequencerSettings(
                cluster,
                topics,
                name,
                SequencerSettings.DEFAULT_CHECKPOINT_BLOCKS,
                SESSION_TIMEOUT_MS),
            genesis(),
            Word.of(PROGRAMS.commitment()),
            store,
            AdmissionLimits.DEFAULTS,
            () -> Seeds.TABLE,
            System::currentTimeMillis,
            new Unheard(),
            fault -> {
              throw fault;
            });
    return () -> {
      sequencer.close();
      store.close();
    };
  }

  AutoCloseable startSequencer(String name, Path folder) {
    return startSequencer(cluster, topics, name, folder.resolve(name));
  }

  /** Reads what there is, and gives how many records were answered, each counted once. */
  int readAnswers() {
    answerReader.poll(Duration.ofMillis(20)).forEach(this::take);
    int count = 0;
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      count += answers(partition).size();
    }
    return count;
  }

  private void take(LogRecord record) {
    byte[] value = record.value();
    Decoded<IngressAnswer> decoded = IngressAnswer.decode(value, 0, value.length);
    assertNull(decoded.fault());
    assertEquals(record.partition(), decoded.value().partition());
    answers.get(record.partition()).add(decoded.value());
  }

  /** The answers that count, of records without holes from offset 0 on. */
  List<IngressAnswer> answers(int partition) {
    List<IngressAnswer> counting = new ArrayList<>();
    for (IngressAnswer answer : answers.get(partition)) {
      assertTrue(answer.offset() <= counting.size(), () -> "none before " + answer);
      if (answer.offset() == counting.size()) {
        counting.add(answer);
      }
    }
    return counting;
  }

  /** Answers that do not count, because there is one to the same record before. */
  int repeatedAnswers() {
    readToEnd(answerReader, this::take);
    int repeated = 0;
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      repeated += answers.get(partition).size() - answers(partition).size();
    }
    return repeated;
  }

  /** How often each transaction ran, as far as the diffs are read. */
  Map<Word, Integer> runs() {
    diffs.follow();
    Map<Word, Integer> runs = new HashMap<>();
    for (int shard = 0; shard < SHARDS.count(); shard++) {
      for (int offset = 0; offset < diffs.count(shard); offset++) {
        byte[] diff = diffs.diff(shard, offset);
        for (Outcome outcome : DiffCodec.decode(diff, 0, diff.length).value().outcomes()) {
          if (outcome instanceof Outcome.Ran ran) {
            runs.merge(ran.transaction(), 1, Integer::sum);
          }
        }
      }
    }
    return runs;
  }

  /** Waits until so many transactions have run, and checks that none ran twice. */
  Map<Word, Integer> awaitRuns(int count) {
    Deque<Map<Word, Integer>> last = new ArrayDeque<>();
    Until.holds(
        count + " transactions ran",
        () -> {
          last.clear();
          last.add(runs());
          return last.peek().size() >= count;
        },
        () -> last.peek().size());
    Map<Word, Integer> runs = last.peek();
    runs.forEach((hash, times) -> assertEquals(1, times, () -> "runs of " + hash));
    assertEquals(count, runs.size());
    return runs;
  }

  /** How often each transaction stands in the shards' logs. */
  Map<Word, Integer> transactionsInLogs() {
    Map<Word, Integer> copies = new HashMap<>();
    try (LogReader log = reader("test-transactions", topics.transactions())) {
      TransactionBundleReader bundle = new TransactionBundleReader();
      readToEnd(
          log,
          record -> {
            byte[] value = record.value();
            if (bundle.open(value, 0, value.length) == null) {
              while (bundle.next()) {
                Bytes raw = Bytes.of(value, bundle.rawAt(), bundle.rawLength());
                copies.merge(hash(raw), 1, Integer::sum);
              }
            }
          });
    }
    return copies;
  }

  /** Waits until more stands in the shards' logs than now. */
  void awaitMoreInLogs(Runnable meanwhile) {
    try (LogReader log = reader("test-ends", topics.transactions())) {
      Map<Integer, Long> ends = log.endOffsets();
      Until.holds(
          "more is in the logs",
          () -> {
            meanwhile.run();
            return !log.endOffsets().equals(ends);
          },
          log::endOffsets);
    }
  }

  /** How many transactions are acknowledged in all answers so far. */
  int acknowledged() {
    readToEnd(answerReader, this::take);
    int acknowledged = 0;
    for (int partition = 0; partition < SHARDS.count(); partition++) {
      for (IngressAnswer answer : answers(partition)) {
        acknowledged += Collections.frequency(answer.entries(), IngressAnswer.Entry.ACKNOWLEDGED);
      }
    }
    return acknowledged;
  }

  private static void readToEnd(LogReader log, Consumer<LogRecord> taker) {
    Map<Integer, Long> ends = log.endOffsets();
    while (ends.entrySet().stream().anyMatch(end -> log.position(end.getKey()) < end.getValue())) {
      log.poll(Duration.ofMillis(100)).forEach(taker);
    }
  }

  @Override
  public void close() {
    executors.close();
    diffs.close();
    answerReader.close();
  }
}
