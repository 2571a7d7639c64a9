package io.braid.node.health;

/** From when on something counts as not well. */
public final class HealthLimits {

  /**
   * How old the newest block header may be, in milliseconds; then sends are refused as well.
   * Headers come at least once a second, and their time has whole seconds.
   */
  public static final long HEADER_AGE_MAX_MS = 10_000;

  /** Headers that may wait for their block to be complete, unless somebody asks for others. */
  public static final long BLOCKS_BEHIND_MAX = 50;

  /** Records of a shard that may wait to be read or handled. */
  public static final long LAG_RECORDS_MAX = 1_000;

  /** How old an executor's last word on a shard may be, in milliseconds: it has one a second. */
  public static final long REPORT_AGE_MAX_MS = 10_000;

  private HealthLimits() {}
}
