package io.braid.node.status;

import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The status of a system as lines of text. */
public final class StatusTable {

  private static final List<String> TITLES =
      List.of("ROLE", "SHARD", "PROCESS", "OFFSET", "LAG", "BLOCK", "GENERATION", "PHASE");

  /** Columns that hold numbers stand to the right. */
  private static final List<Boolean> NUMBERS =
      List.of(false, true, false, true, true, true, true, false);

  private static final String NONE = "-";

  private StatusTable() {}

  /** A line for the chain, then a table with a line for each stage. */
  public static List<String> lines(SystemStatus status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    status.stages().forEach(stage -> rows.add(row(status, stage)));
    List<String> lines = new ArrayList<>();
    lines.add(chain(status));
    lines.addAll(aligned(rows));
    return lines;
  }

  /** The header, and what waits for it. */
  private static String chain(SystemStatus status) {
    String age =
        status.headerAgeMs() < 0 ? "none yet" : "%.1f s old".formatted(status.headerAgeMs() / 1e3);
    return "header %d (%s), written by %s; %d transactions in flight"
        .formatted(
            status.header(),
            age,
            status.isWritingHeaders() ? status.process() : "another process",
            status.inFlight());
  }

  private static List<String> row(SystemStatus status, StageStatus stage) {
    boolean isExecutor = stage.role().equals("executor");
    Optional<ExecutorStatus> executor =
        isExecutor
            ? status.executors().stream().filter(each -> each.shard() == stage.shard()).findFirst()
            : Optional.empty();
    return List.of(
        stage.role(),
        stage.shard() < 0 ? NONE : Integer.toString(stage.shard()),
        isExecutor ? executor.map(ExecutorStatus::process).orElse("?") : status.process(),
        Long.toString(stage.offset()),
        stage.lag() < 0 ? "?" : Long.toString(stage.lag()),
        Long.toString(stage.block()),
        Long.toString(stage.generation()),
        isExecutor ? executor.map(ExecutorStatus::phase).orElse("?") : NONE);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(NUMBERS.get(column) ? padding + cell : cell + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
