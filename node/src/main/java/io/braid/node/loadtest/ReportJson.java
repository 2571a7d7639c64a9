package io.braid.node.loadtest;

import io.braid.node.loadtest.outcome.Accounting;
import io.braid.node.loadtest.outcome.Stage;
import io.braid.node.loadtest.outcome.StageFigures;
import io.braid.node.loadtest.rpc.JsonText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A report as JSON. What nobody measured is null: no stage stands for another, and this version of
 * Braid proves and settles nothing.
 */
public final class ReportJson {

  private ReportJson() {}

  /** Writes a report. */
  public static String write(LoadTestReport report) {
    Map<String, Object> out = new LinkedHashMap<>();
    StageFigures executed = report.stages().get(Stage.EXECUTED);
    out.put("acknowledgedPerSecond", rate(report, Stage.ACKNOWLEDGED));
    out.put("executedPerSecond", rate(report, Stage.EXECUTED));
    out.put("provenPerSecond", null);
    out.put("settledPerSecond", null);
    out.put("lost", report.lost());
    out.put("duplicated", report.duplicated());
    out.put("p50Ms", figure(executed, StageFigures::p50Ms));
    out.put("p99Ms", figure(executed, StageFigures::p99Ms));
    out.put("sound", report.isSound());
    Map<String, Object> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      stages.put(name(stage), report.stages().get(stage));
    }
    out.put("stages", stages);
    out.put("transactions", transactions(report));
    out.put("fates", report.accounting().lines().stream().map(ReportJson::fate).toList());
    Map<String, Object> generator = new LinkedHashMap<>();
    generator.put("cores", rounded(report.generatorCores()));
    generator.put("processCores", rounded(report.processCores()));
    generator.put("lateMaxMs", rounded(report.lateMaxMs()));
    out.put("generator", generator);
    out.put("parameters", parameters(report));
    out.put("seed", report.options().load().seed());
    out.put("commit", report.commit());
    out.put("machine", report.machine());
    return JsonText.pretty(out);
  }

  private static Map<String, Object> transactions(LoadTestReport report) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("sent", report.transactions());
    out.put("crossShardTransfers", report.crossShardTransfers());
    out.put("swaps", report.swaps());
    return out;
  }

  private static Map<String, Object> fate(Accounting.Line line) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("kind", name(line.kind()));
    out.put("fate", name(line.fate()));
    out.put("reason", line.reason());
    out.put("expected", line.isExpected());
    out.put("count", line.count());
    return out;
  }

  private static Map<String, Object> parameters(LoadTestReport report) {
    LoadTestOptions options = report.options();
    LoadTestOptions.Load load = options.load();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("via", options.via().toString());
    out.put("chain", options.target().rpc().map(Object::toString).orElse("embedded"));
    out.put("shards", report.shards());
    out.put("accounts", load.accounts());
    out.put("rate", load.rate());
    out.put("rampUpSeconds", load.rampUpSeconds());
    out.put("seconds", load.seconds());
    out.put("skew", load.skew());
    out.put("crossShard", load.crossShard());
    out.put("swaps", load.swaps());
    out.put("bad", load.bad());
    out.put("batchSize", load.batchSize());
    out.put("connections", load.connections());
    return out;
  }

  private static Double rate(LoadTestReport report, Stage stage) {
    return figure(report.stages().get(stage), figures -> rounded(figures.perSecond()));
  }

  private static Double figure(StageFigures figures, ToDoubleFunction<StageFigures> figure) {
    return figures == null ? null : (Double) figure.applyAsDouble(figures);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
