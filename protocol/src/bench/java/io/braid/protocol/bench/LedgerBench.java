package io.braid.protocol.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks of the ledger core. So far it measures only one carry, to show that the set-up works.
 *
 * <p>What it does not show: anything of a whole node; there is no log, no network and no disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LedgerBench {

  private long left = 0xffff_ffff_ffff_fff1L;
  private long right = 17;

  /** The carry of one 64-bit addition. */
  @Benchmark
  public boolean carry() {
    return Long.compareUnsigned(left + right, left) < 0;
  }

  /** Runs the suite; {@code --json} writes the results to standard output as JSON. */
  public static void main(String[] arguments) throws RunnerException {
    boolean json = List.of(arguments).contains("--json");
    PrintStream progress = json ? System.err : System.out;
    Options options =
        new OptionsBuilder().include("\\b" + LedgerBench.class.getSimpleName() + "\\b").build();
    Collection<RunResult> results =
        new Runner(options, OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL))
            .run();
    if (json) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, System.out).writeOut(results);
    }
  }
}
