package io.braid.protocol.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the suite of the ledger core and prints rates, ratios and bytes allocated. */
public final class LedgerBench {

  private static final double NANOSECONDS = 1e9;

  private final Map<String, RunResult> results = new LinkedHashMap<>();

  private LedgerBench() {}

  /** Runs the suite; {@code --json} writes the figures to standard output as JSON. */
  public static void main(String[] arguments) throws RunnerException {
    boolean json = List.of(arguments).contains("--json");
    LedgerBench bench = new LedgerBench();
    bench.run(json ? System.err : System.out);
    Map<String, Double> figures = bench.figures();
    System.out.print(json ? asJson(figures) : asTable(figures));
  }

  private void run(PrintStream progress) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("\\bio\\.braid\\.protocol\\.bench\\..*Bench\\.")
            .addProfiler(GCProfiler.class)
            .build();
    for (RunResult result :
        new Runner(options, OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL))
            .run()) {
      results.put(result.getPrimaryResult().getLabel(), result);
    }
  }

  private Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    double nativeRate = rate("compiledTransfers");
    double loopRate = rate("transfers");
    figures.put("nativeTransfersPerSecond", nativeRate);
    figures.put("hashMapLoopTransfersPerSecond", loopRate);
    figures.put("nativeOverHashMapLoop", nativeRate / loopRate);
    figures.put("nativeBytesAllocatedPerTransfer", allocated("compiledTransfers"));
    figures.put("interpretedTransfersPerSecond", rate("interpretedTransfers"));
    figures.put("swapPerSecond", rate("compiledSwaps"));
    figures.put("swapBytesAllocated", allocated("compiledSwaps"));
    figures.put("decodePerSecond", rate("decodedTransactions"));
    figures.put("decodeBytesAllocated", allocated("decodedTransactions"));
    figures.put("handledTransfersPerSecond", rate("handledTransfers"));
    return figures;
  }

  /** Operations a second, from the median of the passes. */
  private double rate(String benchmark) {
    return NANOSECONDS
        / results.get(benchmark).getPrimaryResult().getStatistics().getPercentile(50);
  }

  /** The least of the passes: what the JVM allocates for itself is not in all of them. */
  private double allocated(String benchmark) {
    return results
        .get(benchmark)
        .getSecondaryResults()
        .get("gc.alloc.rate.norm")
        .getStatistics()
        .getMin();
  }

  private static String asJson(Map<String, Double> figures) {
    StringBuilder text = new StringBuilder("{\n");
    figures.forEach((key, value) ->
        text.append(text.length() > 2 ? ",\n" : "")
            .append(String.format(Locale.ROOT, "  \"%s\": %s", key, number(value))));
    return text.append("\n}\n").toString();
  }

  private static String asTable(Map<String, Double> figures) {
    StringBuilder text = new StringBuilder("\n");
    figures.forEach((key, value) ->
        text.append(String.format(Locale.ROOT, "%-34s %14s%n", key, number(value))));
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1000 ? "%.3f" : "%.0f", value);
  }
}
