package io.braid.node.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.log.KafkaCluster;
import io.braid.node.loadtest.LoadTestOptions.Load;
import io.braid.node.loadtest.LoadTestOptions.Target;
import io.braid.node.loadtest.outcome.Accounting;
import io.braid.node.loadtest.outcome.Fate;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.rpc.TransactionSender;
import io.braid.node.loadtest.workload.Kind;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.types.Address;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Short runs against whole chains. */
class LoadTestTest {

  private static final SigningKey FUNDER =
      SigningKey.parse("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  private static final Address TOKEN = Address.parse("0x00000000000000000000000000000000000d0114");

  private static final int RATE = 100;
  private static final int SECONDS = 3;

  /** Long enough that only what is really missing is missed. */
  private static final int PATIENCE_SECONDS = 15;

  /** When a planted answer comes: after it was due. */
  private static final long LATE_NANOS = 10_000_000_000L;

  private static LoadTestOptions options(
      Via via, long seed, Optional<URI> rpc, Optional<String> kafka) {
    int batchSize = via == Via.RPC_BATCH ? 10 : 1;
    return new LoadTestOptions(
        via,
        new Load(40, RATE, 0, SECONDS, seed, 0.5, 0.5, 0.2, 0.25, batchSize, 4),
        new Target(rpc, kafka, Optional.empty(), "braid", 4, FUNDER, TOKEN),
        PATIENCE_SECONDS);
  }

  private static LoadTestReport run(LoadTestOptions options) {
    return LoadTest.run(options, _ -> {});
  }

  private static void assertSound(LoadTestReport report) {
    assertTrue(report.isSound(), () -> ReportText.write(report));
    assertEquals(RATE * SECONDS, report.accounting().count());
    Set<Kind> kinds =
        report.accounting().lines().stream().map(Accounting.Line::kind).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Kind.class), kinds);
  }

  /** Sends all but one, and sees another twice. */
  private static TransactionSender planting(
      TransactionSender sender, Observations seen, int lost, int doubled) {
    return new TransactionSender() {
      @Override
      public void send(int from, int end) {
        if (from <= lost && lost < end) {
          sender.send(from, lost);
          seen.acknowledged(lost, LATE_NANOS);
          sender.send(lost + 1, end);
        } else {
          sender.send(from, end);
        }
        if (from <= doubled && doubled < end) {
          seen.begun(doubled);
        }
      }

      @Override
      public void close() {
        sender.close();
      }
    };
  }

  @Test
  void accountsForEveryTransactionOfEachWayToAChainThatRuns() throws Exception {
    Target own = options(Via.RPC, 0, Optional.empty(), Optional.empty()).target();
    try (EmbeddedChain chain = EmbeddedChain.start(own, List.of(), _ -> {})) {
      Optional<URI> rpc = Optional.of(chain.address().rpc());
      Optional<String> kafka = chain.address().kafka().map(KafkaCluster::bootstrapServers);
      for (Via via : Via.values()) {
        LoadTestReport report = run(options(via, 1, rpc, kafka));
        assertSound(report);
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));
        assertTrue(json.get("executedPerSecond").isDouble(), json::toString);
        assertTrue(json.get("p50Ms").asDouble() <= json.get("p99Ms").asDouble());
        assertTrue(json.get("provenPerSecond").isNull());
        assertTrue(json.get("settledPerSecond").isNull());
        assertEquals(0, json.get("lost").asInt());
      }
      // Where nobody sees the diffs, there is no figure of executions.
      LoadTestReport blind = run(options(Via.RPC_BATCH, 1, rpc, Optional.empty()));
      assertSound(blind);
      JsonNode json = new ObjectMapper().readTree(ReportJson.write(blind));
      assertTrue(json.get("executedPerSecond").isNull());
      assertTrue(json.get("p99Ms").isNull());
      assertTrue(json.get("acknowledgedPerSecond").isDouble());
    }
  }

  @Test
  void seesAPlantedLossAndAPlantedDuplicate() {
    // Of an account's last transaction nothing else hangs: the nonces end there.
    LoadTestOptions options = options(Via.RPC, 5, Optional.empty(), Optional.empty());
    int last = options.load().schedule().transactions() - 1;
    BiFunction<TransactionSender, Observations, TransactionSender> path =
        (sender, seen) -> planting(sender, seen, last, 0);
    LoadTestReport report = new LoadTest(options, _ -> {}, path).run();
    assertFalse(report.isSound());
    assertEquals(1, report.lost(), () -> ReportText.write(report));
    assertEquals(1, report.duplicated(), () -> ReportText.write(report));
    assertEquals(RATE * SECONDS, report.accounting().count());
    Accounting.Line lost =
        report.accounting().lines().stream()
            .filter(line -> line.fate() == Fate.LOST)
            .findFirst()
            .orElseThrow();
    assertEquals("no outcome", lost.reason());
  }
}
