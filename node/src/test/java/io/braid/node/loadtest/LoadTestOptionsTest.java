package io.braid.node.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.node.config.ConfigurationException;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoadTestOptionsTest {

  private static final SigningKey FUNDER = SigningKey.of(1, 1);
  private static final Address TOKEN = new Address(Word.of(5));

  private static LoadTestOptions.Load load(int accounts, int rate, int seconds, int batchSize) {
    return new LoadTestOptions.Load(accounts, rate, 10, seconds, 1, 0, 0.5, 0, 0, batchSize, 32);
  }

  private static LoadTestOptions.Target target(String rpc, String kafka, int shards) {
    return new LoadTestOptions.Target(
        Optional.ofNullable(rpc).map(URI::create),
        Optional.ofNullable(kafka),
        Optional.empty(),
        "braid",
        shards,
        FUNDER,
        TOKEN);
  }

  private static LoadTestOptions options(
      Via via, LoadTestOptions.Load load, LoadTestOptions.Target target) {
    return new LoadTestOptions(via, load, target, 60);
  }

  private static void refuses(Supplier<LoadTestOptions> options, String... faults) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> options.get());
    assertEquals(List.of(faults), List.of(refused.getMessage().split("\n")));
  }

  @Test
  void countsWhatIsSent() {
    LoadTestOptions options = options(Via.RPC_BATCH, load(2, 300, 20, 100), target(null, null, 4));
    assertEquals(300 * 5 + 300 * 20, options.load().schedule().transactions());
  }

  @Test
  void namesEveryFault() {
    LoadTestOptions.Load bad =
        new LoadTestOptions.Load(1, 0, -1, 0, 1, Double.NaN, 1.5, -0.1, 2, 1_001, 0);
    refuses(
        () -> new LoadTestOptions(Via.RPC_BATCH, bad, target(null, "host:9092", 3), 0),
        "--accounts must be from 2 to 10000000, not 1",
        "--rate must be from 1 to 10000000, not 0",
        "--ramp-up-seconds must be from 0 to 100000, not -1",
        "--seconds must be from 1 to 100000, not 0",
        "--skew must be from 0.0 to 4.0, not NaN",
        "--cross-shard must be from 0.0 to 1.0, not 1.5",
        "--swaps must be from 0.0 to 1.0, not -0.1",
        "--bad must be from 0.0 to 1.0, not 2.0",
        "--batch-size must be from 1 to 1000, not 1001",
        "--connections must be from 1 to 1000, not 0",
        "--patience-seconds must be from 1 to 100000, not 0",
        "--shards must be a power of two, not 3",
        "--bootstrap-servers needs --rpc-url: JSON-RPC of the same chain");
  }

  @Test
  void whatLetsClientsInIsOfAKafka() {
    LoadTestOptions.Target target =
        new LoadTestOptions.Target(
            Optional.of(URI.create("http://127.0.0.1:8545")),
            Optional.empty(),
            Optional.of(Path.of("client.properties")),
            "braid",
            4,
            FUNDER,
            TOKEN);
    refuses(
        () -> options(Via.RPC, load(2, 10, 1, 1), target),
        "--kafka-properties-file needs --bootstrap-servers: Kafka of the chain");
  }

  @Test
  void batchesAreOfBatches() {
    refuses(
        () -> options(Via.WEBSOCKET, load(2, 10, 1, 5), target(null, null, 4)),
        "--batch-size is for --via rpc-batch; --via websocket sends one by one");
  }

  @Test
  void allMustFitBeforeTheClockStarts() {
    refuses(
        () -> options(Via.RPC_BATCH, load(2, 1_000_000, 100, 100), target(null, null, 4)),
        "--rate times --ramp-up-seconds and --seconds are 105000000 transactions: at most 50000000 are signed before the clock starts");
  }

  @Test
  void aChainIsFoundByHttp() {
    for (String url : List.of("ws://127.0.0.1:8545", "127.0.0.1", "http:///")) {
      refuses(
          () -> options(Via.RPC_BATCH, load(2, 10, 1, 5), target(url, null, 4)),
          "--rpc-url must be like http://127.0.0.1:8545, not " + url);
    }
  }
}
