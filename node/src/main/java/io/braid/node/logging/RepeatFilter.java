package io.braid.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/**
 * Lets the same warning of a library through once in a while: a broker that is away would else be
 * told of by each of a dozen clients many times a second. What it warns of whenever it is stopped
 * does not pass at all. What Braid says itself always does, and so does an error.
 */
final class RepeatFilter extends TurboFilter {

  private static final long WHILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Messages that are remembered; the one that was seen first is forgotten first. */
  private static final int MESSAGES_MAX = 256;

  /** Said at every stop of an embedded broker. */
  private static final String USUAL =
      "Attempting to close NetworkClient that has already been closed";

  private final LongSupplier nanoClock;

  /** When each message, by logger and format, passed last. */
  private final Map<String, Long> passedAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MESSAGES_MAX;
        }
      };

  RepeatFilter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public FilterReply decide(
      Marker marker,
      Logger logger,
      Level level,
      String format,
      Object[] arguments,
      Throwable thrown) {
    // Asked without a message it is about whether there is any sense in making one.
    if (level != Level.WARN || format == null || logger.getName().startsWith("io.braid")) {
      return FilterReply.NEUTRAL;
    }
    if (format.contains(USUAL)) {
      return FilterReply.DENY;
    }
    String key = logger.getName() + ' ' + format.replaceAll("\\[[^\\]]*\\]|[0-9]+", "");
    long now = nanoClock.getAsLong();
    synchronized (passedAt) {
      Long last = passedAt.get(key);
      if (last != null && now - last < WHILE_NANOS) {
        return FilterReply.DENY;
      }
      passedAt.put(key, now);
      return FilterReply.NEUTRAL;
    }
  }
}
