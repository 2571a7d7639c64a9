package io.braid.sequencer.rpc.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.sequencer.rpc.Tally;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.vertx.core.internal.logging.LoggerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Everything that a stranger can send: each request gets the error that fits, memory stays as it
 * is, and honest clients beside it are served.
 */
class MalformedInputTest extends ServerFixture {

  private static final int REQUESTS = 10_000;
  private static final int WARM_UP_REQUESTS = 1_800;
  private static final int ATTACKERS_OF_EACH_KIND = 3;
  private static final int SLOW_OF_EACH_KIND = 6;
  private static final int HONEST_OF_EACH_KIND = 2;
  private static final int HONEST_SERVED_MIN = 100;
  private static final int LOGS = 1_000;
  private static final long ANNOUNCE_MS = 50;

  /** Times that a client on a busy machine keeps, and a test can wait for. */
  private static final TransportLimits LIMITS =
      new TransportLimits(
          250, 200, 64 << 20, 128 << 20, 1_024, 6_000, 6_000, 6_000, 64, 1 << 20, 8_000, 1, 30_000,
          5_000);

  /** What may be there afterwards that was not before: tables find their size. */
  private static final long HEAP_GROWTH_BYTES_MAX = 8 << 20;

  /** Netty keeps chunks of 4 MiB for each of its threads, of which there are two a processor. */
  private static final long DIRECT_GROWTH_BYTES_MAX =
      (32L << 20) + (16L << 20) * Runtime.getRuntime().availableProcessors();

  @Test
  void everyRequestIsAnsweredAndNothingIsLeftBehind() throws Exception {
    chain.addBlock(LOGS);
    start(LIMITS);
    try (CaughtLogs logs = new CaughtLogs()) {
      Seeds.run("malformed input", this::attackAndMeasure);
      assertEquals(List.of(), logs.errors());
    }
    assertEquals(List.of(), chain.faults());
  }

  /** Or an error could be logged where nobody looks. */
  @Test
  void errorsOfNettyAndVertxAreCaught() {
    try (CaughtLogs logs = new CaughtLogs()) {
      InternalLoggerFactory.getInstance("netty").error("a try");
      LoggerFactory.getLogger("vertx").error("a try");
      assertEquals(List.of("netty: a try: null", "vertx: a try: null"), logs.errors());
    }
  }

  private void attackAndMeasure(long seed) throws Exception {
    attack(seed + 1, WARM_UP_REQUESTS, new Tally());
    nothingIsLeft();
    LiveMemory before = LiveMemory.now();
    Tally tally = new Tally();
    long begin = System.nanoTime();
    try (HonestClients honest =
        new HonestClients(this::connect, honestAnswers(), HONEST_OF_EACH_KIND)) {
      attackBesideSlowClients(seed, tally);
      noFailures(honest.failures());
      System.out.printf(
          "%d malformed requests and connections of seed %d in %d s%n%s%s%n",
          tally.total(),
          seed,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
          tally,
          honest);
      assertTrue(tally.total() >= REQUESTS);
      assertTrue(honest.servedOfEachKind() >= HONEST_SERVED_MIN, honest::toString);
    }
    nothingIsLeft();
    LiveMemory after = LiveMemory.now();
    System.out.printf("live memory before: %s, after: %s%n", before, after);
    assertTrue(after.heapBytes() - before.heapBytes() < HEAP_GROWTH_BYTES_MAX, "the heap grew");
    assertTrue(
        after.directBytes() - before.directBytes() < DIRECT_GROWTH_BYTES_MAX,
        "memory outside of the heap grew");
  }

  private void attackBesideSlowClients(long seed, Tally tally) {
    SlowClients slow = new SlowClients(this::connect, tally, SLOW_OF_EACH_KIND);
    Clients blocks = new Clients();
    try (slow;
        blocks) {
      blocks.start("blocks", () -> announceWhile(slow::isAnyRunning));
      attack(seed, REQUESTS, tally);
    }
    noFailures(slow.failures());
    noFailures(blocks.failures());
  }

  private void announceWhile(BooleanSupplier condition) throws InterruptedException {
    while (condition.getAsBoolean()) {
      chain.announceLatest();
      Thread.sleep(ANNOUNCE_MS);
    }
  }

  private Map<String, String> honestAnswers() {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String call :
        List.of(
            "\"eth_chainId\"",
            "\"eth_getBalance\",\"params\":[\"0x%s\",\"latest\"]".formatted("a1".repeat(20)),
            "\"eth_getBlockByNumber\",\"params\":[\"0x1\",true]",
            "\"eth_getTransactionReceipt\",\"params\":[\"0x%064x\"]".formatted(0x7001))) {
      String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":%s}".formatted(call);
      answers.put(request, chain.answer(request));
    }
    return answers;
  }

  /** Both kinds of attackers side by side, each with as many requests and a seed of its own. */
  private void attack(long seed, int requests, Tally tally) {
    Random seeds = new Random(seed);
    int each = Math.ceilDiv(requests, 2 * ATTACKERS_OF_EACH_KIND);
    Clients attackers = new Clients();
    try (attackers) {
      for (int i = 0; i < ATTACKERS_OF_EACH_KIND; i++) {
        Random http = new Random(seeds.nextLong());
        attackers.start(
            "HTTP", () -> repeat(each, new HttpAttacks(this::connect, http, tally), attackers));
        Random socket = new Random(seeds.nextLong());
        attackers.start(
            "WebSocket",
            () -> repeat(each, new SocketAttacks(this::connect, socket, tally), attackers));
      }
    }
    noFailures(attackers.failures());
  }

  private static void repeat(int requests, Attacks attacks, Clients attackers) throws Exception {
    try (attacks) {
      for (int i = 0; i < requests && !attackers.hasFailed(); i++) {
        attacks.next();
      }
    }
  }

  private static void noFailures(List<Throwable> failures) {
    for (Throwable failure : failures) {
      throw new AssertionError(failure);
    }
  }

  private void nothingIsLeft() throws Exception {
    awaitTrue(() -> server.connectionCount() == 0, "connections are left");
    awaitTrue(() -> chain.subscriptions().count() == 0, "subscriptions are left");
    awaitTrue(() -> server.requestRoom() == LIMITS.requestRoomBytes(), "requests are left");
    awaitTrue(() -> server.answerRoom() == LIMITS.answerRoomBytes(), "answers are left");
    chain.endFilters();
  }
}
