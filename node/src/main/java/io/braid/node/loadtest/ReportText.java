package io.braid.node.loadtest;

import io.braid.node.loadtest.outcome.Accounting;
import io.braid.node.loadtest.outcome.Stage;
import io.braid.node.loadtest.outcome.StageFigures;
import java.util.Locale;
import java.util.StringJoiner;

/** A report for a terminal. */
public final class ReportText {

  private ReportText() {}

  /** Writes a report, with a line feed at its end. */
  public static String write(LoadTestReport report) {
    StringJoiner out = new StringJoiner("\n", "", "\n");
    out.add(
        String.format(
            Locale.ROOT,
            "%-13s %12s %10s %10s %10s %10s %10s",
            "ms from due",
            "a second",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max"));
    for (Stage stage : Stage.values()) {
      out.add(line(stage, report.stages().get(stage)));
    }
    out.add("proven                   -");
    out.add("settled                  -");
    out.add("");
    for (Accounting.Line each : report.accounting().lines()) {
      out.add(
          String.format(
              Locale.ROOT,
              "%-10s %-18s %-16s %,10d  %s",
              each.isExpected() ? "" : "UNEXPECTED",
              name(each.kind()),
              name(each.fate()),
              each.count(),
              each.reason()));
    }
    out.add(
        String.format(
            Locale.ROOT, "%-10s %-18s %-16s %,10d", "", "all", "", report.accounting().count()));
    out.add("");
    out.add(
        String.format(
            Locale.ROOT,
            "lost %,d, duplicated %,d; the generator took %.2f of %.2f cores and was at most %.1f ms late",
            report.lost(),
            report.duplicated(),
            report.generatorCores(),
            report.processCores(),
            report.lateMaxMs()));
    return out.toString();
  }

  private static String line(Stage stage, StageFigures figures) {
    if (figures == null) {
      return String.format(Locale.ROOT, "%-13s %12s", name(stage), "-");
    }
    return String.format(
        Locale.ROOT,
        "%-13s %,12.0f %10.1f %10.1f %10.1f %10.1f %10.1f",
        name(stage),
        figures.perSecond(),
        figures.p50Ms(),
        figures.p90Ms(),
        figures.p99Ms(),
        figures.p999Ms(),
        figures.maxMs());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
