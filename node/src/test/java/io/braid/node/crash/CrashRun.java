package io.braid.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.log.LogReader;
import io.braid.node.RpcClient;
import io.braid.node.crash.Payers.Payment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** A chain under load whose processes die, and how long it takes them to come back. */
final class CrashRun implements AutoCloseable {

  private static final int PAYERS = 16;
  private static final long DEADLINE_SECONDS = 120;
  private static final long POLL_MS = 50;
  private static final int LAST_WORDS = 40;

  /** Payments that are acknowledged before and behind everything that happens. */
  private static final int TRAFFIC = 40;

  private final Payers payers;
  private final TestCluster cluster;
  private final long seed;
  private DiffClock clock;
  private PaymentLoad load;
  private Map<String, RpcClient> gateways;

  CrashRun(Path folder, long seed) throws IOException {
    this.seed = seed;
    payers = new Payers(seed, PAYERS);
    cluster = new TestCluster(folder, payers.genesisToml());
  }

  TestCluster cluster() {
    return cluster;
  }

  int shards() {
    return payers.shards();
  }

  /**
   * Begins to send and to watch, once all processes are added; returns when payments go through.
   */
  void begin() {
    gateways = cluster.clients();
    clock = new DiffClock(cluster, payers.shards());
    load = new PaymentLoad(payers, List.copyOf(gateways.values()), seed);
    awaitTraffic();
  }

  /** Waits for a condition while what ended by itself is started again. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      cluster.supervise();
      Throwable fault = load.fault() == null ? clock.fault() : load.fault();
      if (fault != null) {
        throw new AssertionError("while waiting for " + what, fault);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "not within %d s: %s%n%s"
                .formatted(DEADLINE_SECONDS, what, cluster.lastWords(LAST_WORDS)));
      }
      pause(POLL_MS);
    }
  }

  static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits until payments go through. */
  void awaitTraffic() {
    long before = load.acknowledged();
    await("acknowledged payments", () -> load.acknowledged() >= before + TRAFFIC);
  }

  /** Waits until every shard has answered something that came behind this call. */
  void awaitAnswers() {
    Map<Integer, Long> ends = inputEnds();
    await(
        "answers of all shards",
        () -> ends.entrySet().stream().allMatch(end -> clock.count(end.getKey()) > end.getValue()));
  }

  /** The offset of the next input of each shard. */
  private Map<Integer, Long> inputEnds() {
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < payers.shards(); shard++) {
      from.put(shard, 0L);
    }
    try (LogReader log =
        new LogReader(cluster.kafka(), "ends", cluster.topics().transactions(), from)) {
      return log.endOffsets();
    }
  }

  /** Waits until so many executors share the shards, and have answered. */
  void awaitExecutors(int count) {
    try (Admin admin = Admin.create(cluster.kafka().clientConfig("test"))) {
      await(count + " executors", () -> executors(admin).size() == count);
    }
    awaitAnswers();
  }

  /** The shards by executor; empty while they are being divided. */
  private Map<String, List<Integer>> executors(Admin admin) {
    String group = cluster.topics().executorGroup();
    Map<String, List<Integer>> shards = new HashMap<>();
    try {
      ConsumerGroupDescription described =
          admin.describeConsumerGroups(List.of(group)).all().get().get(group);
      if (described.groupState() == GroupState.STABLE) {
        described
            .members()
            .forEach(member ->
                shards.put(
                    member.clientId(),
                    member.assignment().topicPartitions().stream()
                        .map(TopicPartition::partition)
                        .toList()));
      }
    } catch (Exception _) {
      // The broker is away, or the group is not there yet.
      return Map.of();
    }
    return shards;
  }

  /**
   * Kills an executor whose peer lives, waits until the peer answers for its shards, and starts it
   * again; gives the milliseconds from the kill to the first answer of the last of them.
   */
  long killExecutor(String name) {
    List<Integer> shards;
    try (Admin admin = Admin.create(cluster.kafka().clientConfig("test"))) {
      shards = executors(admin).get(name);
    }
    long killed = System.nanoTime();
    cluster.kill(name);
    Map<Integer, Long> ends = inputEnds();
    await(
        "answers for the killed " + name,
        () -> shards.stream().allMatch(shard -> clock.count(shard) > ends.get(shard)));
    long answered =
        shards.stream()
            .mapToLong(shard -> clock.arrivalNanos(shard, ends.get(shard)) - killed)
            .max()
            .orElseThrow();
    cluster.start(name);
    return TimeUnit.NANOSECONDS.toMillis(answered);
  }

  /**
   * Kills a process and starts it again at once; gives the milliseconds until it is of use again.
   */
  long killAndStart(String name) {
    long killed = System.nanoTime();
    cluster.kill(name);
    cluster.start(name);
    if (gateways.containsKey(name)) {
      awaitServes(gateways.get(name));
    }
    awaitTraffic();
    awaitAnswers();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
  }

  /** Waits until a gateway takes transactions. */
  private void awaitServes(RpcClient gateway) {
    // Nobody can take this for a transaction; who says so is ready.
    await(
        "a gateway that is ready",
        () ->
            gateway
                .tryAnswer("eth_sendRawTransaction", "\"0x00\"")
                .map(answer -> answer.path("error").path("message").asText())
                .filter(message -> !message.contains("not ready"))
                .isPresent());
  }

  /** The gateway that writes the headers, as far as one says so. */
  String headerWriter() {
    String[] writer = {null};
    await(
        "a header writer",
        () -> {
          gateways.forEach((name, gateway) -> {
            JsonNode status = gateway.tryAnswer("braid_status", "").orElse(null);
            if (status != null && status.path("result").path("writesHeaders").asBoolean()) {
              writer[0] = name;
            }
          });
          return writer[0] != null;
        });
    return writer[0];
  }

  /**
   * Kills the gateway that writes headers; gives the milliseconds until a block comes from another.
   */
  long killHeaderWriter() {
    String name = headerWriter();
    RpcClient other =
        gateways.entrySet().stream()
            .filter(each -> !each.getKey().equals(name))
            .findFirst()
            .orElseThrow()
            .getValue();
    long killed = System.nanoTime();
    cluster.kill(name);
    long before = block(other);
    await("blocks of another writer", () -> block(other) > before + 1);
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
    cluster.start(name);
    awaitServes(gateways.get(name));
    return ms;
  }

  private static long block(RpcClient gateway) {
    return Long.decode(gateway.result("eth_blockNumber", "").asText());
  }

  /** The longest time in which a shard answered nothing, by shard, in milliseconds. */
  List<Long> longestPausesMs(long sinceNanos) {
    return IntStream.range(0, payers.shards())
        .mapToObj(
            shard -> TimeUnit.NANOSECONDS.toMillis(clock.longestPauseNanos(shard, sinceNanos)))
        .toList();
  }

  /**
   * Stops the load and checks everything that must hold; gives what there was to check, in a line.
   */
  String reckon() {
    awaitTraffic();
    awaitAnswers();
    gateways.values().forEach(this::awaitServes);
    Map<Payment, Told> told = load.stop();
    long cutOff = load.unanswered();
    Reckoning reckoning = new Reckoning(payers, told, List.copyOf(gateways.values()));
    await("an outcome of every payment", reckoning::isSettled);
    reckoning.checkOutcomes();
    reckoning.checkBlocks();
    Map<Integer, Long> ends = inputEnds();
    await(
        "all diffs",
        () ->
            ends.entrySet().stream().allMatch(end -> clock.count(end.getKey()) >= end.getValue()));
    LogReplay replay = new LogReplay(cluster, payers.genesisToml(), ends, clock.stop());
    reckoning.checkAccounts(replay);
    return "%s; %d sends cut off; %d records replayed; ended by themselves: %s"
        .formatted(reckoning.summary(), cutOff, replay.records(), cluster.ends());
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
      clock.close();
    }
    cluster.close();
  }
}
