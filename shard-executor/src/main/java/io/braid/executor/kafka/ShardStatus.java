package io.braid.executor.kafka;

/**
 * How a shard that this process runs is doing, as of some moment ago.
 *
 * @param nextOffset of the input record to handle next; -1 while it is not known
 * @param acknowledgedOffset before which all outputs are durable; -1 while it is not known
 * @param endOffset that the next record of the input log will get; -1 while it is not known
 * @param block the number of the current block
 * @param gaps records dropped because something is missing before them, since the start: an alarm
 * @param malformed records refused because their bytes break a rule, since the start
 * @param snapshotOffset the next offset of the newest snapshot that was loaded or is durable; -1:
 *     none
 * @param work that was done since the start
 * @param failure why the phase is FAILED or NEXT_GENERATION, or why RECOVERING takes so long; else
 *     null
 */
public record ShardStatus(
    int shard,
    ShardPhase phase,
    long nextOffset,
    long acknowledgedOffset,
    long endOffset,
    long block,
    long gaps,
    long malformed,
    long snapshotOffset,
    Work work,
    String failure) {

  /**
   * What a shard has done since this process runs it, what it did before a crash and repeats
   * included.
   *
   * @param records handled
   * @param transactions in the bundles among them
   * @param handlingNanos that handling took
   */
  public record Work(long records, long transactions, long handlingNanos) {}

  /** How many records are in the log and not handled; -1 while it is not known. */
  public long lag() {
    return endOffset < 0 || nextOffset < 0 ? -1 : Math.max(0, endOffset - nextOffset);
  }
}
