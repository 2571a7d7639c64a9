package io.braid.node.screen;

import io.braid.node.health.Health;
import io.braid.node.health.SystemRule;
import io.braid.node.meter.TransactionCounts;
import io.braid.node.status.StatusTable;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the screen shows.
 *
 * @param status of the system
 * @param block the newest complete one
 * @param baseFeeWei for a unit of gas
 * @param counts of transactions until now
 * @param before those of {@code seconds} ago
 * @param troubles the last lines of the log that warn
 * @param log where the whole log is
 */
record ScreenPage(
    SystemStatus status,
    long block,
    long baseFeeWei,
    TransactionCounts counts,
    TransactionCounts before,
    double seconds,
    List<String> troubles,
    String log) {

  private static final double WEI_IN_GWEI = 1e9;

  /** Lines of the table that are shown; of more shards the others are counted. */
  private static final int TABLE_LINES_MAX = 24;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "block %d   base fee %.4f gwei   executed %.1f/s   failed %.1f/s   refused %.1f/s",
            block,
            baseFeeWei / WEI_IN_GWEI,
            rate(counts.succeeded() - before.succeeded()),
            rate(counts.failed() - before.failed()),
            rate(counts.refused() - before.refused())));
    List<String> table = StatusTable.lines(status);
    lines.addAll(table.subList(0, Math.min(table.size(), TABLE_LINES_MAX)));
    if (table.size() > TABLE_LINES_MAX) {
      lines.add("... and %d more: braid status".formatted(table.size() - TABLE_LINES_MAX));
    }
    Health health = SystemRule.judge(status);
    lines.add(health.isUp() ? "all is well" : "NOT WELL: " + String.join("; ", health.reasons()));
    troubles.forEach(line -> lines.add("  " + line));
    lines.add("the log is in %s; Ctrl-C stops".formatted(log));
    return lines;
  }

  private double rate(long more) {
    return seconds <= 0 ? 0 : more / seconds;
  }
}
