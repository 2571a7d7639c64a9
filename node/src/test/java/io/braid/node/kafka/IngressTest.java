package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.log.IngressWriter;
import io.braid.log.Topics;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bulk clients, the ingress and sequencers on a real broker. */
class IngressTest {

  private static final int PAYMENTS_EACH = 50;
  private static final long ANSWER_SECONDS = 60;
  private static final int BURSTS = 20;
  private static final int UNANSWERED = 200;
  private static final IngressAnswer.Entry TAKEN = IngressAnswer.Entry.ACKNOWLEDGED;

  private static TestBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void closeBroker() throws Exception {
    broker.close();
  }

  /** One who writes payments of all signers in turn, and remembers them. */
  private static final class Client implements AutoCloseable {
    private final IngressWriter writer;
    private final Set<Word> hashes = new HashSet<>();
    private final List<CompletableFuture<IngressAnswer.Entry>> answers = new ArrayList<>();
    private int next;

    Client(Topics topics) {
      writer = new IngressWriter(broker.cluster(), topics, IngressChain.SHARDS, "client");
    }

    CompletableFuture<IngressAnswer.Entry> write(Address sender, Bytes raw, byte[] hint) {
      IngressBundle.Entry entry =
          new IngressBundle.Entry(raw, hint == null ? null : Bytes.of(hint));
      return writer.write(sender, entry).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** The next payments; one in four has another's hint, one in four has none. */
    void pay(int count) {
      for (int left = count; left > 0; left--, next++) {
        Signer signer = IngressChain.signer(next % IngressChain.SIGNERS);
        Bytes raw = IngressChain.payment(signer, next / IngressChain.SIGNERS, 1);
        byte[] hint =
            switch (next % 4) {
              case 0 -> IngressChain.signer(next + 1).publicKey();
              case 1 -> null;
              default -> signer.publicKey();
            };
        answers.add(write(IngressChain.address(signer), raw, hint));
        hashes.add(IngressChain.hash(raw));
      }
    }

    /** Pays while few have no answer, a while: answers may come as fast as payments are signed. */
    void payUpTo(int unansweredMax) {
      for (int bursts = 0; bursts < BURSTS && unanswered() < unansweredMax; bursts++) {
        pay(20);
      }
    }

    private long unanswered() {
      return answers.stream().filter(answer -> !answer.isDone()).count();
    }

    void assertAllAreTaken() {
      answers.forEach(answer -> assertEquals(TAKEN, answer.join()));
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  @Test
  void eachTransactionGetsItsAnswer() throws Exception {
    Topics topics = broker.topics("answers", IngressChain.SHARDS.count());
    try (IngressChain chain = new IngressChain(broker.cluster(), topics);
        AutoCloseable _ = chain.startSequencer("only", folder);
        Client client = new Client(topics)) {
      int payments = IngressChain.SIGNERS * PAYMENTS_EACH;
      client.pay(payments);
      client.assertAllAreTaken();
      Map<Word, Integer> runs = chain.awaitRuns(payments);
      assertEquals(client.hashes, runs.keySet());

      Signer alice = IngressChain.signer(0);
      Address aliceAddress = IngressChain.address(alice);
      Bytes again = IngressChain.payment(alice, 3, 1);
      assertEquals(TAKEN, client.write(aliceAddress, again, alice.publicKey()).join());
      Bytes rival = IngressChain.payment(alice, 3, 2);
      assertRefused(Refusal.NONCE_TOO_LOW, client.write(aliceAddress, rival, null));
      assertRefused(Refusal.EMPTY, client.write(aliceAddress, Bytes.EMPTY, null));
      Signer poor = IngressChain.signer(IngressChain.SIGNERS + 5);
      assertRefused(
          Refusal.INSUFFICIENT_FUNDS_FOR_FEE,
          client.write(IngressChain.address(poor), IngressChain.payment(poor, 0, 1), null));
      Address elsewhere = new Address(Word.of(aliceAddress.word().low() + 1));
      Bytes next = IngressChain.payment(alice, PAYMENTS_EACH, 1);
      assertRefused(Refusal.WRONG_SHARD, client.write(elsewhere, next, null));
      assertEquals(TAKEN, client.write(aliceAddress, next, null).join());
      chain.awaitRuns(payments + 1);
      awaitAllCommitted(chain, topics);
      assertEquals(0, chain.repeatedAnswers());
    }
  }

  private static void assertRefused(
      Refusal refusal, CompletableFuture<IngressAnswer.Entry> answer) {
    assertEquals(IngressAnswer.Entry.of(refusal), answer.join());
  }

  /** Offsets are committed up to where everything is answered, and nothing is left. */
  private static void awaitAllCommitted(IngressChain chain, Topics topics) throws Exception {
    try (Admin admin = Admin.create(broker.cluster().clientConfig("test-admin"))) {
      Until.holds(
          "all is committed",
          () -> {
            chain.readAnswers();
            Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, topics);
            for (int partition = 0; partition < IngressChain.SHARDS.count(); partition++) {
              OffsetAndMetadata offset =
                  committed.get(new TopicPartition(topics.ingress(), partition));
              if (offset == null || offset.offset() != chain.answers(partition).size()) {
                return false;
              }
            }
            return true;
          },
          () -> committed(admin, topics));
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, Topics topics) {
    return admin
        .listConsumerGroupOffsets(topics.ingressGroup())
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  void whatIsNoBundleStopsNothing() throws Exception {
    Topics topics = broker.topics("poison", IngressChain.SHARDS.count());
    Signer alice = IngressChain.signer(0);
    int partition = IngressChain.SHARDS.homeOf(IngressChain.address(alice));
    byte[] bundle =
        new IngressBundle(List.of(new IngressBundle.Entry(IngressChain.payment(alice, 0, 1), null)))
            .encode();
    List<byte[]> records = new ArrayList<>();
    records.add(null);
    records.add(new byte[0]);
    records.add(new byte[] {2, 7});
    records.add(Arrays.copyOf(bundle, bundle.length - 1));
    records.add(Arrays.copyOf(bundle, bundle.length + 1));
    records.add(bundle);
    try (IngressChain chain = new IngressChain(broker.cluster(), topics);
        RawProducer raw = new RawProducer(broker.cluster())) {
      for (byte[] record : records) {
        raw.append(topics.ingress(), partition, record);
      }
      try (AutoCloseable _ = chain.startSequencer("only", folder)) {
        Until.holds(
            "all are answered",
            () -> chain.readAnswers() == records.size(),
            () -> chain.answers(partition));
      }
      List<IngressAnswer> answers = chain.answers(partition);
      List<RecordFault> faults =
          Arrays.asList(
              RecordFault.TRUNCATED,
              RecordFault.TRUNCATED,
              RecordFault.UNKNOWN_VERSION,
              RecordFault.TRUNCATED,
              RecordFault.TRAILING_BYTES,
              null);
      assertEquals(faults, answers.stream().map(IngressAnswer::fault).toList());
      assertEquals(List.of(TAKEN), answers.getLast().entries());
      chain.awaitRuns(1);
    }
  }

  @Test
  void readersShareThePartitionsAndGiveThemAwayWithoutRepeats() throws Exception {
    Topics topics = broker.topics("shared", IngressChain.SHARDS.count());
    try (IngressChain chain = new IngressChain(broker.cluster(), topics);
        Client client = new Client(topics)) {
      try (AutoCloseable _ = chain.startSequencer("first", folder)) {
        client.pay(400);
        client.assertAllAreTaken();
        try (AutoCloseable _ = chain.startSequencer("second", folder)) {
          Until.holds(
              "both have partitions",
              () -> {
                client.pay(20);
                return members(topics) == 2;
              },
              () -> members(topics));
          client.pay(400);
        }
        client.pay(400);
        client.assertAllAreTaken();
        assertEquals(client.hashes, chain.awaitRuns(client.hashes.size()).keySet());
      }
      chain.readAnswers();
      assertEquals(0, chain.repeatedAnswers());
    }
  }

  /** Members of the group that have a partition. */
  private static long members(Topics topics) {
    try (Admin admin = Admin.create(broker.cluster().clientConfig("test-admin"))) {
      return admin
          .describeConsumerGroups(List.of(topics.ingressGroup()))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .get(topics.ingressGroup())
          .members()
          .stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    }
  }

  @Test
  void whatIsAcknowledgedRunsOnceThoughAReaderIsKilled() throws Exception {
    killReaders("killed", 1);
  }

  @Test
  @Tag("long")
  void whatIsAcknowledgedRunsOnceThoughManyReadersAreKilled() throws Exception {
    killReaders("killed-often", 12);
  }

  private void killReaders(String prefix, int killCount) throws Exception {
    Topics topics = broker.topics(prefix, IngressChain.SHARDS.count());
    try (IngressChain chain = new IngressChain(broker.cluster(), topics);
        Client client = new Client(topics)) {
      List<Integer> unanswered = new ArrayList<>();
      for (int kills = 0; kills < killCount; kills++) {
        try (SequencerProcess process =
            SequencerProcess.start(broker.cluster(), topics, "killed", folder)) {
          int before = chain.readAnswers();
          Until.holds(
              "some records are answered",
              () -> {
                client.payUpTo(UNANSWERED);
                return chain.readAnswers() > before + 40;
              },
              chain::readAnswers);
          assertTrue(process.isAlive());
          // As soon as more is admitted: most of the time it is not answered yet.
          chain.awaitMoreInLogs(() -> client.payUpTo(UNANSWERED));
          process.kill();
          unanswered.add(chain.transactionsInLogs().size() - chain.acknowledged());
        }
      }
      try (AutoCloseable _ = chain.startSequencer("successor", folder)) {
        client.assertAllAreTaken();
        Map<Word, Integer> runs = chain.awaitRuns(client.hashes.size());
        assertEquals(client.hashes, runs.keySet());
        awaitAllCommitted(chain, topics);
      }
      long again =
          chain.transactionsInLogs().values().stream().filter(copies -> copies > 1).count();
      System.out.printf(
          "readers of the ingress killed with %s transactions admitted and not answered: %d in all, %d in the log again, %d answers repeated%n",
          unanswered, client.hashes.size(), again, chain.repeatedAnswers());
    }
  }

  @Test
  void aWriterThatIsClosedTellsThatNobodyKnows() throws Exception {
    Topics topics = broker.topics("closed", IngressChain.SHARDS.count());
    Client client = new Client(topics);
    client.pay(3);
    client.close();
    for (CompletableFuture<IngressAnswer.Entry> answer : client.answers) {
      assertEquals(
          "no answer came before the end: the writer is closed",
          assertThrows(CompletionException.class, answer::join).getCause().getMessage());
    }
    assertEquals(
        "nothing is written any more: the writer is closed",
        assertThrows(IllegalStateException.class, () -> client.pay(1)).getMessage());
  }
}
