package io.braid.node.cli;

import io.braid.log.ClientListener;
import io.braid.log.Topics;
import io.braid.node.KafkaAccess;
import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.node.inspect.LogCat;
import io.braid.node.inspect.LogRange;
import io.braid.node.inspect.LogTopic;
import io.braid.node.inspect.Shown;
import io.braid.node.logging.LogFormat;
import io.braid.node.logging.LogLevel;
import io.braid.node.logging.Logs;
import io.braid.sequencer.rpc.JsonValues;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code braid log cat}: what stands in the logs. */
final class LogCommand implements Callable<Integer> {

  private static final String SHARD = "--shard";
  private static final String TOPIC = "--topic";
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String MAX = "--max";
  private static final String OUTPUT = "--output";
  private static final String VERBOSE = "--verbose";
  private static final String JSON = "json";

  /** The last ten records. */
  private static final long FROM_STANDARD = -10;

  private final Map<String, String> environment;
  private CommandSpec spec;

  private LogCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static CommandLine commandLine(Map<String, String> environment) {
    LogCommand command = new LogCommand(environment);
    CommandSpec cat = CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
    command.spec = cat;
    cat.usageMessage()
        .description("Shows the records of a log, a line each: offset, kind, and what is in it.")
        .footer("", "Exit code: 0, or 2 if it is used wrongly or Kafka does not answer.");
    addOptions(cat);
    SettingsOptions.add(cat);
    CommandSpec log = CommandSpec.create().name("log").mixinStandardHelpOptions(true);
    log.usageMessage().description("Looks at the logs on Kafka.");
    return new CommandLine(log).addSubcommand("cat", new CommandLine(cat));
  }

  private static void addOptions(CommandSpec cat) {
    cat.addOption(
        option(SHARD, "N", int.class, "Shard, or partition of the topic. Standard: 0.").build());
    cat.addOption(
        option(
                TOPIC,
                "TOPIC",
                LogTopic.class,
                "One of %s. Standard: transactions.".formatted(Arrays.toString(LogTopic.values())))
            .converters(LogCommand::topic)
            .build());
    cat.addOption(
        option(
                FROM,
                "OFFSET",
                long.class,
                "Offset of the first record; -10 begins with the tenth last. Standard: -10.")
            .build());
    cat.addOption(
        option(TO, "OFFSET", Long.class, "Offset of the last record. Standard: all there are.")
            .build());
    cat.addOption(option(MAX, "N", Long.class, "How many records at most.").build());
    cat.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .paramLabel("FORMAT")
            .type(String.class)
            .description("text, or json: an object in each line. Standard: text.")
            .build());
    cat.addOption(
        OptionSpec.builder("-v", VERBOSE)
            .type(boolean.class)
            .description("Shows every transaction, message, outcome and changed cell too.")
            .build());
  }

  private static OptionSpec.Builder option(
      String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name).paramLabel(label).type(type).description(description);
  }

  private static LogTopic topic(String text) {
    return Arrays.stream(LogTopic.values())
        .filter(topic -> topic.toString().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new CommandLine.TypeConversionException(
                "there is no topic %s, but %s"
                    .formatted(text, Arrays.toString(LogTopic.values()))));
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    Configuration configuration = SettingsOptions.configuration(parsed, environment);
    Logs.toErrorOutput(
        LogFormat.of(configuration.get(Settings.LOG_FORMAT)),
        LogLevel.of(configuration.get(Settings.LOG_LEVEL)));
    int shard = parsed.matchedOptionValue(SHARD, 0);
    LogTopic topic = parsed.matchedOptionValue(TOPIC, LogTopic.TRANSACTIONS);
    boolean isJson = isJson(parsed.matchedOptionValue(OUTPUT, "text"));
    boolean isVerbose = parsed.matchedOptionValue(VERBOSE, false);
    PrintWriter out = spec.commandLine().getOut();
    try {
      LogCat.show(
          KafkaAccess.cluster(configuration, ClientListener.NONE),
          topic.on(new Topics(configuration.get(Settings.TOPIC_PREFIX))),
          shard,
          new LogRange(
              parsed.matchedOptionValue(FROM, FROM_STANDARD),
              parsed.matchedOptionValue(TO, null),
              parsed.matchedOptionValue(MAX, null)),
          (offset, shown) -> {
            if (isJson) {
              out.println(json(offset, shown, isVerbose));
            } else {
              print(out, offset, shown, isVerbose);
            }
          });
    } catch (IllegalArgumentException fault) {
      throw new CommandLine.ParameterException(spec.commandLine(), fault.getMessage(), fault);
    } finally {
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private boolean isJson(String format) {
    return switch (format) {
      case JSON -> true;
      case "text" -> false;
      default ->
          throw new CommandLine.ParameterException(
              spec.commandLine(), "%s takes text or json, not %s".formatted(OUTPUT, format));
    };
  }

  private static void print(PrintWriter out, long offset, Shown shown, boolean isVerbose) {
    out.println(offset + " " + shown.line());
    if (isVerbose) {
      shown.parts().forEach(part -> part.lines("    ").forEach(out::println));
    }
  }

  private static String json(long offset, Shown shown, boolean isVerbose) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("offset", offset);
    all.putAll(shown.json(isVerbose));
    return JsonValues.line(all);
  }
}
