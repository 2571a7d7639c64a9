package io.braid.node.logging;

import ch.qos.logback.classic.Level;
import java.util.Locale;

/** From which level on the events of Braid are logged. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The level of a name. */
  public static LogLevel of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  Level level() {
    return Level.valueOf(name());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
