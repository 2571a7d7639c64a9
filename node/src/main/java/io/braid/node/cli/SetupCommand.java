package io.braid.node.cli;

import io.braid.log.AccessCheck;
import io.braid.log.AccessRole;
import io.braid.log.AccessSetup;
import io.braid.log.ClientListener;
import io.braid.log.KafkaCluster;
import io.braid.log.Principal;
import io.braid.log.TopicDifferenceException;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.node.KafkaAccess;
import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.node.logging.LogFormat;
import io.braid.node.logging.LogLevel;
import io.braid.node.logging.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code braid setup}: the topics of a chain, and who may do what with them. */
final class SetupCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(SetupCommand.class);

  private static final String DRY_RUN = "--dry-run";

  private final Map<String, String> environment;
  private CommandSpec spec;

  private SetupCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static CommandLine commandLine(Map<String, String> environment) {
    SetupCommand command = new SetupCommand(environment);
    command.spec = CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
    command
        .spec
        .usageMessage()
        .description(
            "Creates the topics of a chain that do not exist, checks those that do, and grants",
            "principals of Kafka what their roles need. Takes nothing away. Run it as one who may create",
            "topics and change ACLs.")
        .footer(
            "", "Exit code: 0, or 2 if it is used wrongly, or Kafka does not answer or refuses.");
    for (AccessRole role : AccessRole.values()) {
      command.spec.addOption(
          OptionSpec.builder(option(role))
              .type(String[].class)
              .arity("1")
              .paramLabel("User:NAME")
              .description(description(role) + " Can be given several times.")
              .build());
    }
    command.spec.addOption(
        OptionSpec.builder(DRY_RUN)
            .type(boolean.class)
            .description("Prints what would be done, and changes nothing.")
            .build());
    SettingsOptions.add(command.spec);
    return new CommandLine(command.spec);
  }

  private static String option(AccessRole role) {
    return "--%s-principal".formatted(role.name().toLowerCase(Locale.ROOT));
  }

  private static String description(AccessRole role) {
    return switch (role) {
      case EXECUTOR -> "Who runs shards.";
      case SEQUENCER -> "Who sequences.";
      case CLIENT -> "Who writes into the ingress and reads the answers.";
      case OBSERVER -> "Who reads all logs and sees the groups.";
    };
  }

  @Override
  public Integer call() throws IOException, TopicDifferenceException {
    ParseResult parsed = spec.commandLine().getParseResult();
    Map<AccessRole, List<Principal>> principals = principals(parsed);
    Configuration configuration = SettingsOptions.configuration(parsed, environment);
    Logs.toErrorOutput(
        LogFormat.of(configuration.get(Settings.LOG_FORMAT)),
        LogLevel.of(configuration.get(Settings.LOG_LEVEL)));
    KafkaCluster cluster = KafkaAccess.cluster(configuration, ClientListener.NONE);
    Topics topics = new Topics(configuration.get(Settings.TOPIC_PREFIX));
    TopicSettings settings =
        new TopicSettings(
            RoleCommand.genesis(configuration.get(Settings.GENESIS)).shards(),
            configuration.get(Settings.KAFKA_REPLICAS),
            configuration.get(Settings.KAFKA_IN_SYNC_MIN));
    AccessSetup access = new AccessSetup(cluster, topics);
    boolean isDryRun = parsed.hasMatchedOption(DRY_RUN);
    // What cannot be granted is told before anything is created.
    List<AccessSetup.Grant> grants = principals.isEmpty() ? List.of() : access.needed(principals);
    TopicSetup topicSetup = new TopicSetup(cluster, topics, settings);
    List<String> missing = topicSetup.missing();
    if (!isDryRun) {
      topicSetup.ensure();
      access.grant(grants);
    }
    print(topics, missing, grants, isDryRun);
    if (principals.isEmpty()) {
      AccessCheck.warning(cluster, topics).ifPresent(LOG::warn);
    }
    return CommandLine.ExitCode.OK;
  }

  private Map<AccessRole, List<Principal>> principals(ParseResult parsed) {
    Map<AccessRole, List<Principal>> principals = new EnumMap<>(AccessRole.class);
    for (AccessRole role : AccessRole.values()) {
      List<Principal> ofRole = new ArrayList<>();
      for (String text : parsed.matchedOptionValue(option(role), new String[0])) {
        try {
          ofRole.add(new Principal(text));
        } catch (IllegalArgumentException fault) {
          throw new CommandLine.ParameterException(
              spec.commandLine(), "%s: %s".formatted(option(role), fault.getMessage()), fault);
        }
      }
      if (!ofRole.isEmpty()) {
        principals.put(role, ofRole);
      }
    }
    return principals;
  }

  private void print(
      Topics topics, List<String> missing, List<AccessSetup.Grant> grants, boolean isDryRun) {
    PrintWriter out = spec.commandLine().getOut();
    for (String topic : topics.all()) {
      String what =
          missing.contains(topic) ? (isDryRun ? "would be created" : "is created") : "is there";
      out.println("topic %s %s".formatted(topic, what));
    }
    for (AccessSetup.Grant grant : grants) {
      String what = grant.isThere() ? "has" : (isDryRun ? "would get" : "gets");
      out.println("%s %s %s".formatted(grant.principal(), what, grant.right()));
    }
    out.flush();
  }
}
