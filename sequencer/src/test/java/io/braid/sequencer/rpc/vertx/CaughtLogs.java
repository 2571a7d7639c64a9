package io.braid.sequencer.rpc.vertx;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What Vert.x and Netty log as an error or with an exception, and what no thread has caught. In
 * these tests they log by the JDK, since nothing stands behind SLF4J.
 */
final class CaughtLogs extends Handler implements AutoCloseable {

  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  CaughtLogs() {
    Logger.getLogger("").addHandler(this);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> errors.add(thread.getName() + ": " + failure));
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getThrown() != null || record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      errors.add(record.getLoggerName() + ": " + record.getMessage() + ": " + record.getThrown());
    }
  }

  /** What there was. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
