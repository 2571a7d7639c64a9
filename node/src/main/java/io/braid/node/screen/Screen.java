package io.braid.node.screen;

import io.braid.node.meter.TransactionCounts;
import io.braid.sequencer.view.StatusReader;
import io.braid.sequencer.view.SystemStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Draws the status on a terminal again and again, over what it drew before.
 *
 * <p>Lines are not wrapped, since a line that takes two would not be drawn over.
 */
public final class Screen {

  /**
   * What is shown.
   *
   * @param status of the system
   * @param baseFeeWei for a unit of gas
   * @param counts of transactions
   * @param troubles the last lines of the log that warn
   * @param log where the whole log is
   */
  public record Source(
      StatusReader status,
      LongSupplier baseFeeWei,
      Supplier<TransactionCounts> counts,
      Supplier<List<String>> troubles,
      String log) {}

  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final PrintWriter out;
  private final Source source;
  private TransactionCounts before;
  private long beforeNanos;
  private int drawnLines;

  /** A screen that has drawn nothing yet. */
  public Screen(PrintWriter out, Source source) {
    this.out = out;
    this.source = source;
    before = source.counts().get();
    beforeNanos = System.nanoTime();
  }

  /** Draws what is so now. */
  public void draw() {
    SystemStatus status = source.status().status().join();
    TransactionCounts counts = source.counts().get();
    long now = System.nanoTime();
    double seconds = (now - beforeNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    ScreenPage page =
        new ScreenPage(
            status,
            block(status),
            source.baseFeeWei().getAsLong(),
            counts,
            before,
            seconds,
            source.troubles().get(),
            source.log());
    before = counts;
    beforeNanos = now;
    draw(page.lines());
  }

  private static long block(SystemStatus status) {
    return status.stages().stream()
        .filter(stage -> stage.role().equals("blocks"))
        .mapToLong(stage -> stage.block())
        .findFirst()
        .orElse(-1);
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(NO_WRAP);
    if (drawnLines > 0) {
      text.append("\u001b[%dA".formatted(drawnLines));
    }
    text.append(CLEAR_BELOW);
    lines.forEach(line -> text.append(line).append('\n'));
    text.append(WRAP);
    drawnLines = lines.size();
    out.print(text);
    out.flush();
  }
}
