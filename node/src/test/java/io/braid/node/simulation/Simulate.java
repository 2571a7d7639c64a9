package io.braid.node.simulation;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs simulations and prints a line for each. */
@Command(
    name = "scripts/simulate",
    description = "Simulates the whole system in one thread, from one seed, with faults.",
    mixinStandardHelpOptions = true)
final class Simulate implements Callable<Integer> {

  @Option(names = "--seed", description = "the first seed (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--seeds", description = "how many seeds (default: ${DEFAULT-VALUE})")
  private int seeds = 1;

  @Option(names = "--events", description = "events of a seed (default: ${DEFAULT-VALUE})")
  private int events = 20_000;

  private Simulate() {}

  @Override
  public Integer call() {
    int exitCode = CommandLine.ExitCode.OK;
    for (long one = seed; one < seed + seeds; one++) {
      Verdict verdict = Simulation.run(one, events);
      print(verdict);
      if (!verdict.isGood()) {
        exitCode = CommandLine.ExitCode.SOFTWARE;
      }
    }
    return exitCode;
  }

  private static void print(Verdict verdict) {
    System.out.println(verdict);
    if (verdict.cause() != null) {
      verdict.cause().printStackTrace(System.out);
    }
  }

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Simulate()).execute(arguments));
  }
}
