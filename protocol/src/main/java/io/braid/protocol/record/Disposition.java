package io.braid.protocol.record;

/** What became of an input record. */
public enum Disposition {
  APPLIED(0),
  /** Not a canonical record, or one that breaks a rule of the shard machine. */
  MALFORMED(1),
  /** Its number was seen before. */
  REPEATED(2),
  /** Its number is beyond the next one: something is missing. */
  GAP(3),
  OTHER_GENERATION(4),
  /** It waits for the header of its block. */
  KEPT_ASIDE(5),
  /** A header that opens the next generation: the shard goes on from a repaired snapshot. */
  NEXT_GENERATION(6);

  private final int code;

  Disposition(int code) {
    this.code = code;
  }

  /** The byte in a diff. */
  public int code() {
    return code;
  }

  /** The disposition with this code, or null if there is none. */
  static Disposition of(int code) {
    return code < values().length ? values()[code] : null;
  }
}
