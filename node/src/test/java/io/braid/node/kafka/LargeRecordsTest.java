package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.LogAppender;
import io.braid.log.LogLimits;
import io.braid.log.LogRangeException;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.Topics;
import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.PartList;
import io.braid.protocol.record.RecordPart;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that are longer than Kafka takes, on a real broker. */
class LargeRecordsTest {

  private static final int MAX = Limits.PART_BYTES_MAX;

  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void closeBroker() throws Exception {
    broker.close();
  }

  private static LogAppender appender(String name) {
    return new LogAppender(
        broker.cluster(),
        name,
        failure -> {
          throw failure;
        });
  }

  private static byte[] record(int length, int seed) {
    byte[] record = new byte[length];
    new Random(seed).nextBytes(record);
    record[0] = 7;
    return record;
  }

  private static List<LogRecord> read(Topics topics, long from, int count) {
    List<LogRecord> records = new ArrayList<>();
    try (LogReader reader =
        new LogReader(broker.cluster(), "test", topics.diffs(), Map.of(0, from))) {
      Until.holds(
          count + " records",
          () -> {
            records.addAll(reader.poll(Duration.ofMillis(100)));
            return records.size() >= count;
          },
          records::size);
    }
    assertEquals(count, records.size());
    return records;
  }

  @Test
  void anyLengthIsReadAsItWasAppended() throws Exception {
    Topics topics = broker.topics("lengths", 1);
    List<Integer> lengths =
        List.of(3, MAX, MAX + 1, 5, 0, 3 * MAX - 1, LogLimits.RECORD_BYTES_MAX, 9);
    ConcurrentLinkedQueue<Long> offsets = new ConcurrentLinkedQueue<>();
    try (LogAppender appender = appender("lengths")) {
      for (int i = 0; i < lengths.size(); i++) {
        byte[] record = lengths.get(i) == 0 ? new byte[0] : record(lengths.get(i), i);
        appender.append(topics.diffs(), 0, "k" + i, record, offsets::add);
      }
      appender.flush();
    }
    // In front of a list stand its parts.
    assertEquals(List.of(0L, 1L, 4L, 5L, 6L, 10L, 13L, 14L), List.copyOf(offsets));
    List<LogRecord> records = read(topics, 0, lengths.size());
    assertEquals(List.copyOf(offsets), records.stream().map(LogRecord::offset).toList());
    for (int i = 0; i < lengths.size(); i++) {
      byte[] expected = lengths.get(i) == 0 ? new byte[0] : record(lengths.get(i), i);
      assertArrayEquals(expected, records.get(i).value());
    }
    // Who begins behind the parts gets all of it too.
    assertArrayEquals(record(3 * MAX - 1, 5), read(topics, 9, 3).getFirst().value());
  }

  @Test
  void partsOfSeveralWritersStandBesideEachOther() throws Exception {
    Topics topics = broker.topics("writers", 1);
    int each = 6;
    List<Thread> writers = new ArrayList<>();
    try (LogAppender first = appender("first");
        LogAppender second = appender("second")) {
      for (LogAppender appender : List.of(first, second)) {
        writers.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < each; i++) {
                    appender.append(topics.diffs(), 0, "k", record(MAX + 1 + i, i), _ -> {});
                  }
                }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      first.flush();
      second.flush();
    }
    int[] next = new int[each];
    for (LogRecord record : read(topics, 0, 2 * each)) {
      int i = record.value().length - MAX - 1;
      assertArrayEquals(record(MAX + 1 + i, i), record.value());
      next[i]++;
    }
    for (int i = 0; i < each; i++) {
      assertEquals(2, next[i]);
    }
  }

  @Test
  void whatACrashLeavesHalfWrittenIsNothing() throws Exception {
    Topics topics = broker.topics("half", 1);
    byte[] record = record(2 * MAX + 1, 1);
    byte[] behind = {7, 1};
    try (RawProducer raw = new RawProducer(broker.cluster())) {
      // Two of three parts, then a whole one again, as a successor appends it.
      raw.append(topics.diffs(), 0, RecordPart.encode(record, 0));
      raw.append(topics.diffs(), 0, RecordPart.encode(record, 1));
      raw.append(topics.diffs(), 0, behind);
      for (int index = 0; index < 3; index++) {
        raw.append(topics.diffs(), 0, RecordPart.encode(record, index));
      }
      raw.append(topics.diffs(), 0, PartList.of(record, List.of(3L, 4L, 5L)).encode());
      // Lists that name what are not the parts of their record stand for themselves.
      byte[] wrong = PartList.of(record, List.of(3L, 4L, 4L + 2)).encode();
      byte[] late = PartList.of(record, List.of(3L, 4L, 8L)).encode();
      raw.append(topics.diffs(), 0, wrong);
      raw.append(topics.diffs(), 0, late);
      raw.append(topics.diffs(), 0, behind);
      List<LogRecord> records = read(topics, 0, 5);
      assertEquals(List.of(2L, 6L, 7L, 8L, 9L), records.stream().map(LogRecord::offset).toList());
      assertArrayEquals(behind, records.get(0).value());
      assertArrayEquals(record, records.get(1).value());
      assertArrayEquals(wrong, records.get(2).value());
      assertArrayEquals(late, records.get(3).value());
      assertArrayEquals(behind, records.get(4).value());
    }
  }

  @Test
  void partsThatWereDeletedAreMissed() throws Exception {
    Topics topics = broker.topics("deleted", 1);
    try (LogAppender appender = appender("deleted");
        Admin admin = Admin.create(broker.cluster().clientConfig("test"))) {
      appender.append(topics.diffs(), 0, "k", record(MAX + 1, 1), _ -> {});
      appender.flush();
      deleteBefore(admin, topics.diffs(), 0, 1);
    }
    LogRangeException missing = assertThrows(LogRangeException.class, () -> read(topics, 1, 1));
    assertEquals(
        "topic deleted.diffs, partition 0 begins at offset 1, behind a part at offset 0 that is needed",
        missing.getMessage());
  }

  private static void deleteBefore(Admin admin, String topic, int partition, long offset)
      throws Exception {
    var _ =
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all()
            .get();
  }

  /** As many as a bundle has room for, each with as many waiting as a queue takes of an account. */
  private static final int SENDERS = Limits.TRANSACTIONS_IN_BUNDLE_MAX;

  private static final int WAITING_EACH = Limits.NONCE_GAP_MAX;
  private static final ShardCount SHARDS = new ShardCount(4);
  private static final Address TOKEN = Address.parse("0x" + "70".repeat(20));
  private static final Address OTHER_TOKEN = Address.parse("0x" + "71".repeat(20));

  private static Address pool() {
    long[] word = new long[4];
    SystemAddress.pool(1, 2, word, 0);
    return Address.of(word, 0);
  }

  /** All are of the pool's shard, so that what they do there ends with its logs in one step. */
  private static Address sender(int index) {
    return new Address(Word.of(0x100000L + (long) SHARDS.count() * index + SHARDS.homeOf(pool())));
  }

  private static Genesis genesis() {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      allocations.add(new Genesis.Allocation(sender(i), AssetId.ETH, Word.of(Long.MAX_VALUE)));
      for (int token = 1; token <= 2; token++) {
        allocations.add(
            new Genesis.Allocation(sender(i), AssetId.token(token), Word.of(Long.MAX_VALUE)));
      }
    }
    return new Genesis(
        Workload.CHAIN_ID,
        SHARDS,
        List.of(
            new TokenEntry(TOKEN, 18, "T", "Token"),
            new TokenEntry(OTHER_TOKEN, 18, "O", "Other token")),
        allocations,
        sender(0));
  }

  private static BigInteger number(Address address) {
    return new BigInteger(1, address.toBytes());
  }

  private static Address router() {
    long[] word = new long[4];
    SystemAddress.router(word, 0);
    return Address.of(word, 0);
  }

  /** Liquidity of each sender. */
  private static byte[] bundle(long nonce) {
    TransactionBundleWriter bundle = new TransactionBundleWriter();
    for (int i = 0; i < SENDERS; i++) {
      byte[] addition =
          Workload.call(
              "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
              number(TOKEN),
              number(OTHER_TOKEN),
              BigInteger.valueOf(10_000),
              BigInteger.valueOf(10_000),
              BigInteger.ONE,
              BigInteger.ONE,
              number(sender(i)),
              BigInteger.valueOf(Long.MAX_VALUE));
      byte[] fields =
          PlainRlp.encode(
              List.of(
                  PlainRlp.integer(Workload.CHAIN_ID),
                  PlainRlp.integer(nonce),
                  PlainRlp.integer(0),
                  PlainRlp.integer(1_000),
                  PlainRlp.integer(400_000),
                  router().toBytes(),
                  PlainRlp.integer(0),
                  addition,
                  List.of(),
                  PlainRlp.integer(0),
                  PlainRlp.integer(BigInteger.ONE),
                  PlainRlp.integer(BigInteger.valueOf(i + 1))));
      byte[] raw = PlainRlp.join(new byte[] {2}, fields);
      bundle.add(sender(i).toBytes(), 0, raw, 0, raw.length);
    }
    return bundle.toByteArray();
  }

  /**
   * A hostile crowd fills the nonce queue and then its gaps, all in one record: its diff is longer
   * than Kafka takes. The shard goes on, and so does who comes after a crash.
   */
  @Test
  void aDiffThatIsTooLongStopsNoShard() throws Exception {
    Topics topics = broker.topics("crowd", SHARDS.count());
    ProgramSet programs = LedgerPrograms.build();
    ShardMachines machines = new ShardMachines(genesis(), programs, () -> Seeds.TABLE);
    int shard = SHARDS.homeOf(pool());
    ShardMachine plain = machines.atGenesis(shard);
    List<byte[]> expected = new ArrayList<>();
    try (LogAppender appender = appender("crowd");
        Admin admin = Admin.create(broker.cluster().clientConfig("test"));
        DiffFollower diffs = new DiffFollower(broker.cluster(), topics, SHARDS.count())) {
      for (int i = 1; i <= WAITING_EACH + 1; i++) {
        byte[] record = bundle(i % (WAITING_EACH + 1));
        appender.append(topics.transactions(), shard, "transactions", record, _ -> {});
        plain.handle(plain.nextOffset(), record);
        expected.add(plain.diff());
      }
      int longest = expected.getLast().length;
      System.out.printf(
          "the diff of a record of %d bytes has %d bytes%n", bundle(0).length, longest);
      assertTrue(longest > LogLimits.RECORD_BYTES_MAX, () -> "too short: " + longest);
      for (String name : List.of("first", "successor")) {
        int repeats = diffs.repeats();
        try (KafkaShardExecutors executors =
            TestChain.startExecutors(broker.cluster(), topics, machines, name)) {
          Until.holds(
              "all diffs",
              () -> {
                diffs.follow();
                return diffs.count(shard) == expected.size()
                    && (name.equals("first") || diffs.repeats() >= repeats + expected.size());
              },
              executors::status);
        }
        // Without its snapshots a shard begins anew, and repeats all of it.
        deleteBefore(admin, topics.snapshots(), shard, -1);
      }
      for (int offset = 0; offset < expected.size(); offset++) {
        assertArrayEquals(expected.get(offset), diffs.diff(shard, offset));
      }
    }
  }
}
