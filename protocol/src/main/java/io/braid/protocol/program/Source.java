package io.braid.protocol.program;

/** What starts a program. */
public enum Source {
  TRANSACTION(1),
  MESSAGE(2),
  EVENT(3);

  private final int code;

  Source(int code) {
    this.code = code;
  }

  /** The byte in program bytes. */
  public int code() {
    return code;
  }

  /** The source with this byte, or null if there is none. */
  static Source of(int code) {
    for (Source source : values()) {
      if (source.code == code) {
        return source;
      }
    }
    return null;
  }
}
