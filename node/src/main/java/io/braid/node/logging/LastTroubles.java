package io.braid.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last warnings and errors, for a screen. */
public final class LastTroubles extends AppenderBase<ILoggingEvent> {

  /** Events that are kept; an older one goes. */
  static final int KEPT_MAX = 5;

  private static final String LINE =
      "%d{HH:mm:ss} %-5level %replace(%msg){'\\s*[\\r\\n]+\\s*', ' | '}%nopex";

  private final Deque<String> lines = new ArrayDeque<>();
  private PatternLayout layout;

  @Override
  public void start() {
    layout = Logs.line((ch.qos.logback.classic.LoggerContext) getContext(), LINE);
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return;
    }
    String line = layout.doLayout(event);
    synchronized (lines) {
      if (lines.size() == KEPT_MAX) {
        lines.remove();
      }
      lines.add(line);
    }
  }

  /** A line for each, oldest first. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
