package io.braid.stark.contract;

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

/** A program of Node.js in the folder {@code contracts}. */
final class ContractProgram {

  /** Far above what any takes. */
  private static final long MINUTES_MAX = 10;

  private ContractProgram() {}

  /** Runs a program with arguments; it must end well. Gives the lines that it printed. */
  static List<String> run(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = outcome(arguments);
    assertEquals(0, outcome.code(), () -> outcome.errors() + String.join("\n", outcome.lines()));
    return outcome.lines();
  }

  /** What became of a program: its exit code, what it printed, and what it complained of. */
  record Outcome(int code, List<String> lines, String errors) {}

  /** Runs a program with arguments. */
  static Outcome outcome(String... arguments) throws IOException, InterruptedException {
    Path folder = Checkout.root().resolve("contracts");
    assertTrue(
        Files.isDirectory(folder.resolve("node_modules")),
        "the packages of contracts/package.json are not installed: run npm ci in contracts, or"
            + " scripts/test, which does so");
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("contracts", ".txt");
    Process process = start(command, folder, errors);
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroy, CompletableFuture.delayedExecutor(MINUTES_MAX, TimeUnit.MINUTES));
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    }
    int code = process.waitFor();
    deadline.cancel(false);
    String told = Files.readString(errors);
    Files.delete(errors);
    return new Outcome(code, lines, told);
  }

  private static Process start(List<String> command, Path folder, Path errors) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectError(errors.toFile())
          .start();
    } catch (IOException absent) {
      throw new AssertionError("Node.js 20 or later is needed, as node on the PATH", absent);
    }
  }
}
