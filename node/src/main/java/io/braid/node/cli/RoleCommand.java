package io.braid.node.cli;

import io.braid.node.Node;
import io.braid.node.Role;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.ConfigurationException;
import io.braid.node.config.GenesisFile;
import io.braid.node.config.Profile;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A process with some roles, until it is told to stop. */
final class RoleCommand implements Callable<Integer> {

  private static final String FILE_OPTION = "--config";
  private static final String PROFILE_OPTION = "--profile";
  private static final String PROFILE_VARIABLE = "BRAID_PROFILE";
  private static final String VARIABLE_PREFIX = "BRAID_";

  /** A subcommand that starts roles. */
  record Kind(String name, Set<Role> roles, String description) {

    static final List<Kind> ALL =
        List.of(
            new Kind(
                "node",
                EnumSet.allOf(Role.class),
                "Runs a broker, all shards, the sequencer and JSON-RPC in one process."),
            new Kind(
                "broker",
                EnumSet.of(Role.BROKER),
                "Runs a Kafka broker for the processes of one machine."),
            new Kind(
                "executor",
                EnumSet.of(Role.EXECUTOR),
                "Runs shards: those that Kafka gives it. Start several, so that one takes over."),
            new Kind(
                "sequencer",
                EnumSet.of(Role.SEQUENCER),
                "Serves JSON-RPC, lets transactions in, keeps blocks. Start several, each on its own folder."));
  }

  private final Set<Role> roles;
  private final Map<String, String> environment;
  private CommandSpec spec;

  private RoleCommand(Set<Role> roles, Map<String, String> environment) {
    this.roles = roles;
    this.environment = environment;
  }

  static CommandLine commandLine(Kind kind, Map<String, String> environment) {
    RoleCommand command = new RoleCommand(kind.roles(), environment);
    command.spec = CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
    command.spec.usageMessage().description(kind.description());
    command.spec.addOption(
        OptionSpec.builder(FILE_OPTION)
            .type(String.class)
            .paramLabel("FILE")
            .description("Configuration file (TOML).")
            .build());
    command.spec.addOption(
        OptionSpec.builder(PROFILE_OPTION)
            .type(String.class)
            .paramLabel("NAME")
            .description(
                "Values that belong together: standalone, or cluster (3 replicas, 2 in sync). Variable: %s."
                    .formatted(PROFILE_VARIABLE))
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
            roles,
            failed -> {
              fault.compareAndSet(null, failed);
              stop.countDown();
            })) {
      Banner.print(out, configuration, genesis, roles, node.rpcPort());
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
    String profileOption = line.remove(PROFILE_OPTION);
    sources.put(Source.COMMAND_LINE, line);
    Map<String, String> variables = new TreeMap<>(environment);
    variables.keySet().removeIf(name -> !name.startsWith(VARIABLE_PREFIX));
    String profileVariable = variables.remove(PROFILE_VARIABLE);
    sources.put(Source.ENVIRONMENT, variables);
    String profile = profileOption == null ? profileVariable : profileOption;
    if (profile != null) {
      sources.put(Source.PROFILE, Profile.of(profile).settings());
    }
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
