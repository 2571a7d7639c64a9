package io.braid.node.cli;

import io.braid.node.Node;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.ConfigurationException;
import io.braid.node.config.GenesisFile;
import io.braid.node.config.Setting;
import io.braid.node.config.Settings;
import io.braid.node.config.TomlFile;
import io.braid.protocol.shard.Genesis;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code braid node}: everything in one process, until it is told to stop. */
final class NodeCommand implements Callable<Integer> {

  private static final String FILE_OPTION = "--config";
  private static final String VARIABLE_PREFIX = "BRAID_";

  private final Map<String, String> environment;
  private CommandSpec spec;

  private NodeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static CommandLine commandLine(Map<String, String> environment) {
    NodeCommand command = new NodeCommand(environment);
    command.spec = CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
    command
        .spec
        .usageMessage()
        .description("Runs a broker, all shards, the sequencer and JSON-RPC in one process.");
    command.spec.addOption(
        OptionSpec.builder(FILE_OPTION)
            .type(String.class)
            .paramLabel("FILE")
            .description("Configuration file (TOML).")
            .build());
    for (Setting<?> setting : Settings.ALL) {
      command.spec.addOption(
          OptionSpec.builder(setting.option())
              .type(String.class)
              .paramLabel("VALUE")
              .description(
                  "%s Variable: %s. Standard: %s."
                      .formatted(setting.description(), setting.variable(), setting.standard()))
              .build());
    }
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = configuration();
    Genesis genesis = genesis(configuration.get(Settings.GENESIS));
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stop = new CountDownLatch(1);
    AtomicReference<RuntimeException> fault = new AtomicReference<>();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  stop.countDown();
                  awaitQuietly(stopped);
                }));
    try (Node node =
        Node.start(
            configuration,
            genesis,
            failed -> {
              fault.compareAndSet(null, failed);
              stop.countDown();
            })) {
      Banner.print(out, configuration, genesis, node.rpcPort());
      stop.await();
    } finally {
      stopped.countDown();
    }
    if (fault.get() != null) {
      spec.commandLine().getErr().println("stopped: " + fault.get().getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Configuration configuration() {
    Map<Source, Map<String, String>> sources = new EnumMap<>(Source.class);
    Map<String, String> line = new TreeMap<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      line.put(option.longestName(), option.getValue());
    }
    String file = line.remove(FILE_OPTION);
    sources.put(Source.COMMAND_LINE, line);
    Map<String, String> variables = new TreeMap<>(environment);
    variables.keySet().removeIf(name -> !name.startsWith(VARIABLE_PREFIX));
    sources.put(Source.ENVIRONMENT, variables);
    if (file != null) {
      sources.put(Source.FILE, TomlFile.read(Path.of(file)));
    }
    return Configuration.of(Settings.ALL, sources);
  }

  private static Genesis genesis(String name) throws IOException {
    if (!name.equals(Settings.DEVNET_GENESIS)) {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        throw new ConfigurationException(List.of("there is no genesis file " + file));
      }
      return GenesisFile.parse(name, Files.readString(file));
    }
    try (InputStream in = GenesisFile.class.getResourceAsStream("devnet-genesis.toml")) {
      return GenesisFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
