package io.braid.node.cli;

import io.braid.node.config.ConfigurationException;
import io.braid.node.loadtest.LoadTest;
import io.braid.node.loadtest.LoadTestOptions;
import io.braid.node.loadtest.LoadTestReport;
import io.braid.node.loadtest.ReportJson;
import io.braid.node.loadtest.ReportText;
import io.braid.node.loadtest.Via;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.types.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid loadtest}: measures a chain under load and accounts for all that was sent. */
@Command(
    name = "loadtest",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Sends signed transactions at a rate and measures when they are acknowledged, executed and in a"
          + " block, from when each was due.",
      "Exit code: 0 if what must become of every transaction has become of it, 1 if not, 2 if the"
          + " run could not be made."
    })
final class LoadTestCommand implements Callable<Integer> {

  private static final int BATCH_SIZE = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--via",
      paramLabel = "WAY",
      defaultValue = "rpc-batch",
      description = "How transactions come in: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Ways.class,
      converter = WayConverter.class)
  private Via via;

  @Option(
      names = "--accounts",
      defaultValue = "10000",
      description = "Accounts that pay each other.")
  private int accounts;

  @Option(names = "--rate", defaultValue = "1000", description = "Transactions a second.")
  private int rate;

  @Option(names = "--seconds", defaultValue = "30", description = "Length of the measured part.")
  private int seconds;

  @Option(
      names = "--ramp-up-seconds",
      defaultValue = "20",
      description = "Before it, while the rate rises evenly: accounted for, not measured.")
  private int rampUpSeconds;

  @Option(names = "--seed", defaultValue = "1", description = "Of accounts and transactions.")
  private long seed;

  @Option(
      names = "--skew",
      defaultValue = "0",
      description = "Exponent of Zipf's law over senders and receivers; 0 is uniform.")
  private double skew;

  @Option(
      names = "--cross-shard",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of the transfers that pay an account of another shard.")
  private double crossShard;

  @Option(
      names = "--swaps",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the good transactions that sell ETH to a pool.")
  private double swaps;

  @Option(
      names = "--bad",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share that must be refused: wrong signature, nonce too low or too far ahead, no funds,"
              + " malformed; each as often.")
  private double bad;

  @Option(
      names = "--batch-size",
      description = "Transactions of a batch. Default: " + BATCH_SIZE + " where there are batches.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private Integer batchSize;

  @Option(names = "--connections", defaultValue = "32", description = "At one time.")
  private int connections;

  @Option(
      names = "--rpc-url",
      paramLabel = "URL",
      description = "A chain that runs. Default: one in this process, on a folder that is removed.")
  private URI rpcUrl;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka of that chain; without it, nobody sees when transactions are executed.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-properties-file",
      paramLabel = "FILE",
      description =
          "What lets clients of that Kafka in (TLS, SASL): as one that writes the ingress and reads"
              + " all logs.")
  private Path kafkaProperties;

  @Option(names = "--topic-prefix", defaultValue = "braid", description = "Prefix of its topics.")
  private String topicPrefix;

  @Option(
      names = "--shards",
      defaultValue = "4",
      description = "Shards of the chain in this process; one that runs has its own.")
  private int shards;

  @Option(
      names = "--key",
      defaultValue = "0x" + DevelopmentKeys.FIRST,
      description = "Private key of who pays for everything. Default: the first development key.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private String key;

  @Option(
      names = "--token",
      paramLabel = "ADDRESS",
      defaultValue = "0x00000000000000000000000000000000000d0114",
      description = "Token that swaps buy; who pays must hold some.")
  private String token;

  @Option(
      names = "--patience-seconds",
      defaultValue = "60",
      description = "How long nothing may happen before what is missing counts as lost.")
  private int patienceSeconds;

  @Option(
      names = "--result",
      paramLabel = "FILE",
      defaultValue = "loadtest.json",
      description = "Gets the report as JSON.")
  private Path result;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean isJson;

  private static final class Ways implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Arrays.stream(Via.values()).map(Via::toString).iterator();
    }
  }

  private static final class WayConverter implements CommandLine.ITypeConverter<Via> {
    @Override
    public Via convert(String text) {
      return Arrays.stream(Via.values())
          .filter(each -> each.toString().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "expected one of %s, not '%s'".formatted(String.join(", ", new Ways()), text)));
    }
  }

  @Override
  public Integer call() throws IOException {
    LoadTestReport report =
        LoadTest.run(options(), line -> spec.commandLine().getErr().println(line));
    String json = ReportJson.write(report);
    Files.writeString(result, json + "\n");
    spec.commandLine().getOut().print(isJson ? json + "\n" : ReportText.write(report));
    spec.commandLine().getOut().flush();
    return report.isSound() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private LoadTestOptions options() {
    int batch = batchSize == null ? (via == Via.RPC_BATCH ? BATCH_SIZE : 1) : batchSize;
    LoadTestOptions.Load load =
        new LoadTestOptions.Load(
            accounts,
            rate,
            rampUpSeconds,
            seconds,
            seed,
            skew,
            crossShard,
            swaps,
            bad,
            batch,
            connections);
    LoadTestOptions.Target target =
        new LoadTestOptions.Target(
            Optional.ofNullable(rpcUrl),
            Optional.ofNullable(bootstrapServers),
            Optional.ofNullable(kafkaProperties),
            topicPrefix,
            shards,
            parsed("--key", key, SigningKey::parse),
            parsed("--token", token, Address::parse));
    return new LoadTestOptions(via, load, target, patienceSeconds);
  }

  private static <T> T parsed(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException fault) {
      throw new ConfigurationException(List.of("%s: %s".formatted(option, fault.getMessage())));
    }
  }
}
