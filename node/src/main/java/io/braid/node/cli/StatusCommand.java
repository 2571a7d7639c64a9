package io.braid.node.cli;

import io.braid.node.health.Health;
import io.braid.node.health.SystemRule;
import io.braid.node.status.StatusClient;
import io.braid.node.status.StatusException;
import io.braid.node.status.StatusTable;
import io.braid.sequencer.rpc.JsonValues;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid status}: how the whole system is doing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows how the whole system is doing, as one sequencer sees it.",
    footer = {
      "",
      "Exit code: 0 if all is well. 1 if nobody answers, the newest header is older than 10 s, more than",
      "50 blocks wait to be complete, more than 1000 records of a shard wait to be read or executed, or a",
      "shard is not RUNNING, was not told of for 10 s or has dropped records. 2 if it is used wrongly."
    })
final class StatusCommand implements Callable<Integer> {

  private static final String CLEAR = "\u001b[H\u001b[2J";

  /** How the answer is printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--rpc-url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8545",
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
      description = "JSON-RPC of a sequencer.")
  private URI url;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, or json: the answer of braid_status, and what is not well.")
  private Format format;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "Shows it again and again, every 2 seconds or as often as you say.")
  private Integer watchSeconds;

  @Override
  public Integer call() throws InterruptedException {
    if (watchSeconds != null && watchSeconds < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--watch takes a whole number of seconds from 1 on, not " + watchSeconds);
    }
    if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--rpc-url takes an address as http://127.0.0.1:8545, not " + url);
    }
    try (StatusClient client = new StatusClient(url)) {
      boolean isWell = show(client);
      while (watchSeconds != null) {
        TimeUnit.SECONDS.sleep(watchSeconds);
        isWell = show(client);
      }
      return isWell ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private boolean show(StatusClient client) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      StatusClient.Answer answer = client.ask();
      Health health = SystemRule.judge(answer.status());
      clearIfWatched(out);
      switch (format) {
        case JSON -> out.println(json(answer.result(), health));
        case TABLE -> {
          StatusTable.lines(answer.status()).forEach(out::println);
          out.println(health.isUp() ? "all is well" : "not well:");
          health.reasons().forEach(reason -> out.println("  " + reason));
        }
      }
      out.flush();
      return health.isUp();
    } catch (StatusException fault) {
      spec.commandLine().getErr().println(fault.getMessage());
      return false;
    }
  }

  /** On a terminal, what is watched stands still. */
  private void clearIfWatched(PrintWriter out) {
    if (watchSeconds != null && format == Format.TABLE && Terminal.isThere()) {
      out.print(CLEAR);
    }
  }

  private static String json(Object result, Health health) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("well", health.isUp());
    all.put("reasons", List.copyOf(health.reasons()));
    all.put("status", result);
    return JsonValues.line(all);
  }
}
