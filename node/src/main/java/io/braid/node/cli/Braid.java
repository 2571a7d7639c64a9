package io.braid.node.cli;

import io.braid.log.ClusterException;
import io.braid.log.TopicDifferenceException;
import io.braid.node.broker.BrokerStartException;
import io.braid.node.config.ConfigurationException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The entrance of the program. */
public final class Braid {

  private Braid() {}

  /** Runs a subcommand and ends the process with its code: 2 if it cannot start. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** The command line over an environment. */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandSpec spec = CommandSpec.create().name("braid").mixinStandardHelpOptions(true);
    spec.usageMessage().description("A sharded zk-rollup.");
    CommandLine commandLine = new CommandLine(spec);
    for (RoleCommand.Kind kind : RoleCommand.Kind.ALL) {
      commandLine.addSubcommand(kind.name(), RoleCommand.commandLine(kind, environment));
    }
    commandLine.addSubcommand(new LoadTestCommand());
    commandLine.addSubcommand(
        new CommandLine(new StatusCommand()).setCaseInsensitiveEnumValuesAllowed(true));
    commandLine.addSubcommand(LogCommand.commandLine(environment));
    commandLine.addSubcommand("setup", SetupCommand.commandLine(environment));
    commandLine.setParameterExceptionHandler(Braid::misused);
    commandLine.setExecutionStrategy(Braid::execute);
    commandLine.setExecutionExceptionHandler((fault, line, _) -> {
      if (fault instanceof ConfigurationException
          || fault instanceof BrokerStartException
          || fault instanceof ClusterException
          || fault instanceof TopicDifferenceException
          || fault instanceof IllegalStateException) {
        line.getErr().println(fault.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      throw fault;
    });
    return commandLine;
  }

  /** The options of some commands take pages: what is wrong must not stand above them. */
  private static int misused(CommandLine.ParameterException fault, String[] arguments) {
    CommandLine line = fault.getCommandLine();
    line.getErr().println(fault.getMessage());
    line.getErr().println("try: %s --help".formatted(line.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  private static int execute(CommandLine.ParseResult parsed) {
    if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
      parsed.commandSpec().commandLine().usage(System.err);
      return CommandLine.ExitCode.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}
