package io.braid.node.kafka;

import static io.braid.node.DevelopmentNodes.ALICE;
import static io.braid.node.DevelopmentNodes.BOB;
import static io.braid.node.DevelopmentNodes.awaitReady;
import static io.braid.node.DevelopmentNodes.awaitReceipt;
import static io.braid.node.DevelopmentNodes.payment;
import static io.braid.node.DevelopmentNodes.receiver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.log.AccessCheck;
import io.braid.log.AccessRole;
import io.braid.log.AccessSetup;
import io.braid.log.AppendFailedException;
import io.braid.log.ClusterException;
import io.braid.log.IngressWriter;
import io.braid.log.LogAppender;
import io.braid.log.LogLease;
import io.braid.log.LogReader;
import io.braid.log.Principal;
import io.braid.log.ShardReports;
import io.braid.log.Topics;
import io.braid.node.DevelopmentNodes;
import io.braid.node.Node;
import io.braid.node.Role;
import io.braid.node.RpcClient;
import io.braid.node.cli.Braid;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.Settings;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role as a principal of its own, on a broker that allows nobody more than its part. */
class AclTest {

  private static final int PAYMENTS = 8;
  private static final long ANSWER_SECONDS = 30;
  private static final int SESSION_TIMEOUT_MS = 4_000;
  private static final Topics TOPICS = new Topics("acl");
  private static final ShardCount SHARDS = new ShardCount(4);
  private static final String HINT =
      ": let an administrator of Kafka run `braid setup`; see \"Who may do what\" in docs/kafka.md";

  @TempDir private static Path folder;
  private static SecuredBroker broker;

  /** What {@code braid setup} printed when there was nothing yet. */
  private static Run setup;

  /** What a command printed and its exit code. */
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Braid.commandLine(Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  /** A command on the secured broker, as a user. */
  private static Run runAs(Path user, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kafka-properties-file", user.toString()));
    return onBroker(all);
  }

  private static Run onBroker(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--kafka-bootstrap-servers", broker.address()));
    if (!all.contains("--kafka-topic-prefix")) {
      all.addAll(List.of("--kafka-topic-prefix", TOPICS.prefix()));
    }
    return run(all.toArray(String[]::new));
  }

  private static Run setUp(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "setup",
                "--executor-principal=User:executor",
                "--sequencer-principal=User:sequencer",
                "--client-principal=User:client",
                "--observer-principal=User:observer"));
    arguments.addAll(List.of(more));
    return runAs(broker.file(SecuredBroker.ADMIN), arguments.toArray(String[]::new));
  }

  @BeforeAll
  static void start() throws Exception {
    broker =
        new SecuredBroker(
            folder,
            List.of(
                SecuredBroker.ADMIN, "executor", "sequencer", "client", "observer", "stranger"));
    setup = setUp();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void setupTellsWhatItGrantsAndGrantsItOnce() throws Exception {
    assertEquals(0, setup.code(), setup::toString);
    List<String> lines = setup.out().lines().toList();
    assertEquals("topic acl.ingress is created", lines.getFirst());
    assertEquals("User:executor gets Describe on topic acl.ingress", lines.get(6));
    assertEquals("User:observer gets Describe on group acl.ingress", lines.getLast());
    assertEquals(
        setup.out().replace(" gets ", " has ").replace(" is created", " is there"), setUp().out());
    Run dry = setUp("--dry-run", "--kafka-topic-prefix", "dry", "--client-principal=User:more");
    assertEquals(0, dry.code(), dry::toString);
    assertTrue(
        dry.out()
            .lines()
            .toList()
            .containsAll(
                List.of(
                    "topic dry.blocks would be created",
                    "User:more would get Write on topic dry.ingress")),
        dry::toString);
    assertEquals(
        dry, setUp("--dry-run", "--kafka-topic-prefix", "dry", "--client-principal=User:more"));
  }

  @Test
  void setupIsRefused() throws Exception {
    assertEquals(
        new Run(2, "", "Kafka does not allow this process Describe on the cluster" + HINT + "\n"),
        runAs(broker.file("executor"), "setup", "--client-principal=User:executor"));
    assertEquals(
        new Run(
            2,
            "",
            "--client-principal: a principal is written as User:name, not 'client'\ntry: braid setup --help\n"),
        run("setup", "--client-principal=client"));
    try (TestBroker open = new TestBroker()) {
      String address = open.cluster().bootstrapServers();
      assertEquals(
          new Run(
              2,
              "",
              "Kafka at %s has no authorizer, so nothing can be granted: set authorizer.class.name on the brokers; see \"Who may do what\" in docs/kafka.md\n"
                  .formatted(address)),
          run("setup", "--kafka-bootstrap-servers", address, "--client-principal=User:client"));
      assertEquals(
          Optional.of(
              "Kafka at %s has no authorizer: whoever reaches it can write into the logs of this chain; see \"Who may do what\" in docs/kafka.md"
                  .formatted(address)),
          AccessCheck.warning(open.cluster(), TOPICS));
    }
  }

  @Test
  void startUpSaysWhenThereAreNone() {
    assertEquals(
        Optional.of(
            "no ACL says who may use none.ingress, none.answers, none.transactions, none.diffs, none.blocks, none.snapshots: unless the brokers have allow.everyone.if.no.acl.found=false, whoever reaches Kafka at %s can write into the logs of this chain; run `braid setup`, see \"Who may do what\" in docs/kafka.md"
                .formatted(broker.address())),
        AccessCheck.warning(broker.as(SecuredBroker.ADMIN), new Topics("none")));
    assertEquals(Optional.empty(), AccessCheck.warning(broker.as(SecuredBroker.ADMIN), TOPICS));
    assertEquals(Optional.empty(), AccessCheck.warning(broker.as("executor"), new Topics("none")));
  }

  private static Node node(String user, Role role) throws Exception {
    Map<String, String> line =
        Map.of(
            Settings.KAFKA_SERVERS.option(), broker.address(),
            Settings.KAFKA_PROPERTIES.option(), broker.file(user).toString(),
            Settings.TOPIC_PREFIX.option(), TOPICS.prefix(),
            Settings.DATA_FOLDER.option(), folder.resolve(user).toString(),
            Settings.RPC_PORT.option(), "0",
            Settings.OPERATION_PORT.option(), "0");
    return Node.start(
        Configuration.of(Settings.ALL, Map.of(Source.COMMAND_LINE, line)),
        DevelopmentNodes.genesis(),
        EnumSet.of(role),
        fault -> {
          throw fault;
        });
  }

  @Test
  void eachRoleDoesItsPartWithItsOwnRights() throws Exception {
    try (Node _ = node("executor", Role.EXECUTOR);
        Node sequencer = node("sequencer", Role.SEQUENCER);
        IngressWriter writer = new IngressWriter(broker.as("client"), TOPICS, SHARDS, "client")) {
      RpcClient rpc = new RpcClient(sequencer.rpcPort().getAsInt());
      awaitReady(rpc);
      List<String> hashes = new ArrayList<>();
      for (int i = 0; i < PAYMENTS; i++) {
        String raw = payment(ALICE, i, receiver(i));
        Until.holds(
            "the gateway takes it",
            () -> rpc.answer("eth_sendRawTransaction", raw).has("result") || isKnown(rpc, raw),
            () -> rpc.answer("eth_sendRawTransaction", raw));
        hashes.add(hash(bytes(raw)));
        Bytes bulk = Bytes.wrap(bytes(payment(BOB, i, receiver(i))));
        assertEquals(
            IngressAnswer.Entry.ACKNOWLEDGED,
            writer
                .write(Address.of(BOB.address()), new IngressBundle.Entry(bulk, null))
                .get(ANSWER_SECONDS, TimeUnit.SECONDS));
        hashes.add(hash(bulk.array()));
      }
      for (String hash : hashes) {
        assertEquals("0x1", awaitReceipt(rpc, hash).get("status").asText());
      }
      Until.holds(
          "the sequencer tells of the executors' shards",
          () ->
              rpc.result("braid_status", "").get("executors").findValuesAsText("phase").stream()
                      .filter("RUNNING"::equals)
                      .count()
                  == SHARDS.count(),
          () -> rpc.answer("braid_status", ""));
      try (ShardReports reports = new ShardReports(broker.as("observer"), "observer", TOPICS)) {
        assertEquals(SHARDS.count(), reports.ask().get().size());
      }
    }
    for (String topic : List.of("ingress", "answers", "transactions", "diffs", "blocks")) {
      Run cat = runAs(broker.file("observer"), "log", "cat", "--topic", topic, "--shard", "0");
      assertEquals(0, cat.code(), cat::toString);
      assertTrue(cat.out().lines().count() > 0, topic);
    }
  }

  private static boolean isKnown(RpcClient rpc, String raw) {
    return rpc.answer("eth_sendRawTransaction", raw)
        .path("error")
        .path("message")
        .asText()
        .equals("already known");
  }

  private static byte[] bytes(String parameter) {
    return HexFormat.of().parseHex(parameter.substring("\"0x".length(), parameter.length() - 1));
  }

  private static String hash(byte[] raw) {
    return "0x" + HexFormat.of().formatHex(Keccak256.hash(raw));
  }

  @ParameterizedTest
  @CsvSource({
    "executor, blocks",
    "executor, answers",
    "executor, ingress",
    "sequencer, diffs",
    "sequencer, snapshots",
    "sequencer, ingress",
    "client, transactions",
    "client, diffs",
    "client, blocks",
    "client, answers",
    "observer, ingress",
    "stranger, ingress"
  })
  void nobodyWritesWhatIsNotHis(String user, String what) {
    String topic = TOPICS.prefix() + "." + what;
    ConcurrentLinkedQueue<AppendFailedException> failures = new ConcurrentLinkedQueue<>();
    try (LogReader log =
            new LogReader(broker.as(SecuredBroker.ADMIN), "test", topic, Map.of(0, 0L));
        LogAppender appender = new LogAppender(broker.as(user), "test", failures::add)) {
      Map<Integer, Long> ends = log.endOffsets();
      appender.append(topic, 0, "forged", new byte[] {1}, _ -> {});
      Until.holds("a failure", () -> !failures.isEmpty(), failures::size);
      assertEquals(
          "the append of forged to topic %s, partition 0 failed: Kafka does not allow this process Write on topic %s%s"
              .formatted(topic, topic, HINT),
          failures.peek().getMessage());
      assertEquals(ends, log.endOffsets());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "executor, diffs",
    "executor, answers",
    "sequencer, snapshots",
    "client, transactions",
    "client, ingress",
    "stranger, blocks"
  })
  void nobodyReadsWhatIsNotHis(String user, String what) {
    String topic = TOPICS.prefix() + "." + what;
    try (LogReader reader = new LogReader(broker.as(user), "test", topic, Map.of(0, 0L))) {
      ClusterException refused =
          assertThrows(
              ClusterException.class,
              () -> {
                while (reader.poll(Duration.ofMillis(100)).isEmpty()) {
                  // The answer of the broker is under way.
                }
              });
      assertEquals(
          "Kafka does not allow this process Read on topic " + topic + HINT, refused.getMessage());
    }
  }

  @Test
  void nobodyJoinsAGroupThatIsNotHis() {
    ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    try (LogLease _ =
        LogLease.join(
            broker.as("observer"),
            "test",
            TOPICS.blocks(),
            TOPICS.headerGroup(),
            SESSION_TIMEOUT_MS,
            failures::add)) {
      Until.holds("a failure", () -> !failures.isEmpty(), failures::size);
      assertEquals(
          "cannot be a part of the group acl.headers: Kafka does not allow this process Read on group acl.headers"
              + HINT,
          failures.peek().getMessage());
    }
  }

  @Test
  void whoIsNobodyReadsNothing() throws Exception {
    assertEquals(
        new Run(
            2,
            "",
            "Kafka at %s does not answer: Timed out waiting for a node assignment. Call: listNodes\n"
                .formatted(broker.address())),
        onBroker(List.of("log", "cat")));
    Path wrong = broker.file("stranger", "guessed");
    assertEquals(
        new Run(
            2,
            "",
            "Kafka does not let this process in: Authentication failed: Invalid username or password; see kafka.properties-file\n"),
        runAs(wrong, "log", "cat"));
    assertEquals(
        new Run(
            2,
            "",
            "Kafka does not allow this process Describe on topic acl.transactions" + HINT + "\n"),
        runAs(broker.file("stranger"), "log", "cat"));
  }

  @Test
  void aRoleThatCannotStartSaysWhyInALine() throws Exception {
    assertEquals(
        new Run(
            2, "", "Kafka does not allow this process Describe on topic acl.ingress" + HINT + "\n"),
        runAs(broker.file("stranger"), "executor", "--operation-port", "0"));
    // All is granted, but somebody else must create the topics.
    Topics missing = new Topics("missing");
    AccessSetup access = new AccessSetup(broker.as(SecuredBroker.ADMIN), missing);
    access.grant(
        access.needed(Map.of(AccessRole.SEQUENCER, List.of(new Principal("User:sequencer")))));
    assertEquals(
        new Run(
            2,
            "",
            "Kafka does not allow this process Create on topic missing.ingress" + HINT + "\n"),
        runAs(
            broker.file("sequencer"),
            "sequencer",
            "--operation-port",
            "0",
            "--kafka-topic-prefix",
            "missing"));
  }
}
