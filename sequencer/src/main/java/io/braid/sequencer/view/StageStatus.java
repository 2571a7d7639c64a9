package io.braid.sequencer.view;

/**
 * How far one stage is, on one shard.
 *
 * @param role what the stage does: "follower" reads a shard's log, "executor" runs it, "blocks"
 *     completes blocks
 * @param shard the shard, or -1 for a stage that has none
 * @param offset of the next record that it takes; for "blocks" the number of the next block
 * @param lag records that wait for it, for "blocks" headers; -1 if that cannot be known now
 * @param block it is in
 * @param generation of the logs
 */
public record StageStatus(
    String role, int shard, long offset, long lag, long block, long generation) {}
