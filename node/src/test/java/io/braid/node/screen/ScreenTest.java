package io.braid.node.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.node.meter.TransactionCounts;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is drawn, and that it is drawn over what was there. */
class ScreenTest {

  private static SystemStatus status(int shards) {
    List<StageStatus> stages = new ArrayList<>();
    List<ExecutorStatus> executors = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      stages.add(new StageStatus("executor", shard, 5, 0, 3, 0));
      executors.add(new ExecutorStatus(shard, "one", "RUNNING", 5, -1, 0, 0, 0));
    }
    stages.add(new StageStatus("blocks", -1, 3, 0, 2, 0));
    return new SystemStatus("one", true, 3, 200, 4, stages, executors);
  }

  private static ScreenPage page(int shards, List<String> troubles) {
    return new ScreenPage(
        status(shards),
        2,
        1_500_000_000L,
        new TransactionCounts(120, 7, 30),
        new TransactionCounts(20, 7, 5),
        2,
        troubles,
        "data/braid.log");
  }

  @Test
  void pageTellsRatesAndTroubles() {
    assertEquals(
        """
        block 2   base fee 1.5000 gwei   executed 50.0/s   failed 0.0/s   refused 12.5/s
        header 3 (0.2 s old), written by one; 4 transactions in flight
        ROLE      SHARD  PROCESS  OFFSET  LAG  BLOCK  GENERATION  PHASE
        executor      0  one           5    0      3           0  RUNNING
        blocks        -  one           3    0      2           0  -
        all is well
          12:00:00 WARN a trouble
        the log is in data/braid.log; Ctrl-C stops\
        """,
        String.join("\n", page(1, List.of("12:00:00 WARN a trouble")).lines()));
  }

  @Test
  void pageOfManyShardsFitsAScreen() {
    List<String> lines = page(64, List.of()).lines();
    assertEquals(1 + 24 + 1 + 2, lines.size());
    assertEquals("... and 43 more: braid status", lines.get(25));
  }

  @Test
  void whatWasDrawnIsDrawnOver() {
    StringWriter terminal = new StringWriter();
    Screen screen =
        new Screen(
            new PrintWriter(terminal),
            new Screen.Source(
                () -> CompletableFuture.completedFuture(status(1)),
                () -> 1_000_000_000L,
                () -> new TransactionCounts(0, 0, 0),
                List::of,
                "log"));
    screen.draw();
    String first = terminal.toString();
    long drawnLines = first.chars().filter(character -> character == '\n').count();
    screen.draw();
    String second = terminal.toString().substring(first.length());
    assertEquals("\u001b[?7l\r\u001b[J", first.substring(0, first.indexOf("block")));
    assertEquals(
        "\u001b[?7l\u001b[" + drawnLines + "A\r\u001b[J",
        second.substring(0, second.indexOf("block")));
  }
}
