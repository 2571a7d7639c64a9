package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs simulations and prints a line for each, then how many seeds failed. */
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

  @Spec private CommandSpec spec;

  private Simulate() {}

  @Override
  public Integer call() {
    requirePositive("--seeds", seeds);
    requirePositive("--events", events);
    List<Long> failed = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      Verdict verdict = Simulation.run(seed + i, events);
      print(verdict);
      if (!verdict.isGood()) {
        failed.add(verdict.seed());
      }
    }
    System.out.printf("%d of %d seeds failed%s%n", failed.size(), seeds, named(failed));
    return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "%s takes a whole number from 1 on, not %d".formatted(option, value));
    }
  }

  private static String named(List<Long> failed) {
    return failed.isEmpty() ? "" : ": " + failed;
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
