package io.braid.node.loadtest;

import io.braid.log.ClientListener;
import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.node.config.PropertiesFile;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.rpc.Questions;
import io.braid.node.loadtest.rpc.TransactionSender;
import io.braid.node.loadtest.workload.Accounts;
import io.braid.protocol.types.ShardCount;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A load test from its options to its report. */
public final class LoadTest {

  private final LoadTestOptions options;
  private final Consumer<String> progress;

  /** What stands between the run and the way it sends on; nothing, but in tests. */
  private final BiFunction<TransactionSender, Observations, TransactionSender> path;

  private final AtomicReference<RuntimeException> fault = new AtomicReference<>();

  LoadTest(
      LoadTestOptions options,
      Consumer<String> progress,
      BiFunction<TransactionSender, Observations, TransactionSender> path) {
    this.options = options;
    this.progress = progress;
    this.path = path;
  }

  /**
   * Runs a load test.
   *
   * @param progress is told what is being done, a line each
   * @throws IllegalStateException if the chain cannot be started or prepared, or breaks down
   */
  public static LoadTestReport run(LoadTestOptions options, Consumer<String> progress) {
    return new LoadTest(options, progress, (sender, _) -> sender).run();
  }

  LoadTestReport run() {
    if (options.target().rpc().isPresent()) {
      return runOn(find(options.target().rpc().get()));
    }
    progress.accept("deriving %,d accounts".formatted(options.load().accounts()));
    Accounts accounts = accounts(new ShardCount(options.target().shards()));
    progress.accept("starting a chain");
    try (EmbeddedChain chain =
        EmbeddedChain.start(options.target(), accounts.addresses(), this::failed)) {
      return run(chain.address(), accounts, true);
    }
  }

  private void failed(RuntimeException failed) {
    fault.compareAndSet(null, failed);
  }

  private LoadTestReport runOn(ChainAddress chain) {
    progress.accept("deriving %,d accounts".formatted(options.load().accounts()));
    return run(chain, accounts(chain.shards()), false);
  }

  private Accounts accounts(ShardCount shards) {
    LoadTestOptions.Load load = options.load();
    return Accounts.derive(load.seed(), load.accounts(), shards, options.target().funder());
  }

  private ChainAddress find(URI rpc) {
    try (Questions questions = new Questions(rpc)) {
      return new ChainAddress(
          rpc,
          options.target().bootstrapServers().map(this::cluster),
          new Topics(options.target().topicPrefix()),
          questions.number("eth_chainId").longValueExact(),
          new ShardCount(questions.shards()));
    }
  }

  private KafkaCluster cluster(String bootstrapServers) {
    return new KafkaCluster(
        bootstrapServers,
        options.target().kafkaProperties().map(PropertiesFile::read).orElse(Map.of()),
        ClientListener.NONE);
  }

  private LoadTestReport run(ChainAddress chain, Accounts accounts, boolean isRich) {
    try (Questions questions = new Questions(chain.rpc())) {
      PreparedRun prepared = PreparedRun.on(chain, questions, options, accounts, isRich, progress);
      Measured measured =
          new Run(chain, options, prepared, path, fault::get, progress).execute(questions);
      return LoadTestReport.of(options, chain, prepared, measured);
    }
  }
}
