package io.braid.node.cli;

import io.braid.log.TopicDifferenceException;
import io.braid.node.Node;
import io.braid.node.Role;
import io.braid.node.broker.BrokerStartException;
import io.braid.node.config.Configuration;
import io.braid.node.config.ConfigurationException;
import io.braid.node.config.GenesisFile;
import io.braid.node.config.Settings;
import io.braid.node.health.Health;
import io.braid.node.logging.LastTroubles;
import io.braid.node.logging.LogFormat;
import io.braid.node.logging.LogLevel;
import io.braid.node.logging.Logs;
import io.braid.node.screen.Screen;
import io.braid.protocol.shard.Genesis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A process with some roles, until it is told to stop. */
final class RoleCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RoleCommand.class);

  private static final String CONFIG_OUT_OPTION = "--config-out";
  private static final String NO_SCREEN_OPTION = "--no-screen";

  /** The log's file in the data folder, while the screen shows something else. */
  private static final String LOG_FILE = "braid.log";

  /** How often it is looked whether the process does its part yet, in milliseconds. */
  private static final long READY_POLL_MS = 50;

  /** How long that is waited for before it is said what is missing, in milliseconds. */
  private static final long READY_WAIT_MS = 60_000;

  private static final long SCREEN_MS = 1_000;

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

    boolean isWhole() {
      return roles.size() == Role.values().length;
    }
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
    SettingsOptions.add(command.spec);
    if (kind.isWhole()) {
      command.spec.addOption(
          OptionSpec.builder(CONFIG_OUT_OPTION)
              .type(Path.class)
              .paramLabel("FILE")
              .description("Gets what is needed to connect, as JSON, when the node is ready.")
              .build());
      command.spec.addOption(
          OptionSpec.builder(NO_SCREEN_OPTION)
              .type(boolean.class)
              .description("Prints log lines on a terminal too, and no live status.")
              .build());
    }
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws Exception {
    ParseResult parsed = spec.commandLine().getParseResult();
    Configuration configuration = SettingsOptions.configuration(parsed, environment);
    Genesis genesis = genesis(configuration.get(Settings.GENESIS));
    LogFormat format = LogFormat.of(configuration.get(Settings.LOG_FORMAT));
    LogLevel level = LogLevel.of(configuration.get(Settings.LOG_LEVEL));
    Logs.toErrorOutput(format, level);
    Stop stop = Stop.onSignal();
    try {
      run(configuration, genesis, stop);
    } finally {
      stop.stopped();
    }
    if (stop.fault() != null) {
      spec.commandLine().getErr().println("stopped: " + stop.fault().getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(Configuration configuration, Genesis genesis, Stop stop)
      throws IOException, BrokerStartException, TopicDifferenceException {
    try (Node node = Node.start(configuration, genesis, roles, stop::failed)) {
      awaitReady(node, stop);
      stop.started();
      announce(configuration, genesis, node);
      Optional<Screen> screen = screen(configuration, node);
      while (!stop.await(SCREEN_MS)) {
        screen.ifPresent(Screen::draw);
      }
      screen.ifPresent(_ -> println("stopping"));
    } catch (InterruptedException _) {
      LOG.info("told to stop before it was ready");
    } catch (RuntimeException | BrokerStartException fault) {
      if (!stop.isAsked()) {
        throw fault;
      }
      LOG.info("told to stop while it started");
    }
    LOG.info("stopped");
  }

  private static void awaitReady(Node node, Stop stop) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WAIT_MS);
    Health health = node.readiness();
    while (!health.isUp() && System.nanoTime() < deadline && !stop.await(READY_POLL_MS)) {
      health = node.readiness();
    }
    if (!health.isUp() && !stop.isAsked()) {
      LOG.warn("not ready after {} ms: {}", READY_WAIT_MS, String.join("; ", health.reasons()));
    }
  }

  private void announce(Configuration configuration, Genesis genesis, Node node)
      throws IOException {
    if (node.rpcPort().isEmpty()) {
      println(
          "Braid is ready: %s, operations port at %s"
              .formatted(roles, Facts.operationUrl(configuration, node)));
      return;
    }
    Facts facts = Facts.of(configuration, genesis, node);
    Banner.print(spec.commandLine().getOut(), facts);
    Path configOut =
        spec.commandLine().getParseResult().matchedOptionValue(CONFIG_OUT_OPTION, null);
    if (configOut != null) {
      Files.writeString(configOut, ConfigOut.json(facts) + "\n");
    }
  }

  /**
   * The screen, if there is a terminal to draw on and something to draw; logs go to a file then.
   */
  private Optional<Screen> screen(Configuration configuration, Node node) {
    boolean isWanted =
        spec.findOption(NO_SCREEN_OPTION) != null
            && !spec.commandLine().getParseResult().hasMatchedOption(NO_SCREEN_OPTION);
    if (!isWanted || !Terminal.isThere()) {
      return Optional.empty();
    }
    Path log = Path.of(configuration.get(Settings.DATA_FOLDER)).resolve(LOG_FILE);
    LastTroubles troubles =
        Logs.toFile(
            log,
            LogFormat.of(configuration.get(Settings.LOG_FORMAT)),
            LogLevel.of(configuration.get(Settings.LOG_LEVEL)));
    Node.Sequencing sequencing = node.sequencing().orElseThrow();
    return Optional.of(
        new Screen(
            spec.commandLine().getOut(),
            new Screen.Source(
                sequencing.status(),
                sequencing.baseFee()::nextBaseFee,
                sequencing.counts(),
                troubles::lines,
                log.toString())));
  }

  private void println(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  /** The genesis of a name: that of the development chain, or what stands in a file. */
  static Genesis genesis(String name) throws IOException {
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
