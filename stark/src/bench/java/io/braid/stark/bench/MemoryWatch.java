package io.braid.stark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every few milliseconds how much memory this process has for itself: heap, compiler and all,
 * but not what the system reads from files and shares (RssAnon of proc(5)).
 */
final class MemoryWatch implements AutoCloseable {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String OWN_MEMORY = "RssAnon:";
  private static final long PAUSE_NS = 5_000_000;
  private static final double KIBIBYTES = 1024;

  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);
  private volatile boolean isClosed;
  private volatile long peakKibibytes;

  /** Begins to look. */
  MemoryWatch() {
    thread.start();
  }

  private void watch() {
    while (!isClosed && Files.exists(STATUS)) {
      peakKibibytes = Math.max(peakKibibytes, own());
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private static long own() {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      for (String line : lines) {
        if (line.startsWith(OWN_MEMORY)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
    return 0;
  }

  /** The most so far; not a number where the system does not say. */
  double peakMebibytes() {
    return peakKibibytes == 0 ? Double.NaN : peakKibibytes / KIBIBYTES;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
