package io.braid.node.logging;

import java.util.Locale;

/** What a log line looks like. */
public enum LogFormat {
  /** For people: time, level, logger, message. */
  TEXT,
  /** For machines: a JSON object. */
  JSON;

  /** The format of a name. */
  public static LogFormat of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
