package io.braid.node.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in the folder {@code clients}, whose checks are tests of Node.js. */
final class ClientProgram {

  /** Far above what any takes: each of its checks has a deadline of its own. */
  private static final long MINUTES_MAX = 10;

  /** A test of the protocol TAP that stands in no other. */
  private static final Pattern OUTCOME = Pattern.compile("(not )?ok \\d+ - (.*)");

  private record Outcome(String what, boolean held, List<String> told) {}

  private ClientProgram() {}

  /** Runs the program of a client against a node, and gives what it checked. */
  static Checks run(String client, String program, String url) throws Exception {
    Path folder = Checkout.root().resolve("clients");
    assertTrue(
        Files.isDirectory(folder.resolve("node_modules")),
        "the packages of clients/package.json are not installed: run npm ci in clients, or"
            + " scripts/test, which does so");
    Process process = start(folder, program, url);
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(MINUTES_MAX, TimeUnit.MINUTES));
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    }
    int code = process.waitFor();
    deadline.cancel(false);
    Checks checks = new Checks(client);
    List<Outcome> outcomes = outcomes(lines);
    for (Outcome outcome : outcomes) {
      checks.add(
          outcome.what(), () -> assertTrue(outcome.held(), String.join("\n", outcome.told())));
    }
    if (outcomes.stream().allMatch(Outcome::held)) {
      assertEquals(0, code, () -> String.join("\n", lines));
    }
    assertTrue(!outcomes.isEmpty(), () -> "nothing was checked: " + String.join("\n", lines));
    return checks;
  }

  private static Process start(Path folder, String program, String url) {
    ProcessBuilder builder =
        new ProcessBuilder("node", "--test-reporter=tap", program)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("BRAID_URL", url);
    try {
      return builder.start();
    } catch (IOException absent) {
      throw new AssertionError("Node.js 20 or later is needed, as node on the PATH", absent);
    }
  }

  private static List<Outcome> outcomes(List<String> lines) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = OUTCOME.matcher(line);
      if (matcher.matches()) {
        outcomes.add(new Outcome(matcher.group(2), matcher.group(1) == null, new ArrayList<>()));
      } else if (!outcomes.isEmpty()) {
        outcomes.getLast().told().add(line);
      }
    }
    return outcomes;
  }
}
