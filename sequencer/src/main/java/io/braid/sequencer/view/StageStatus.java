package io.braid.sequencer.view;

/**
 * How far one stage is, on one shard.
 *
 * @param role as "executor" or "blocks"
 * @param shard the shard, or -1 for a stage that has none
 * @param offset of the next record it will read
 * @param lag records that wait for it
 * @param block it is in
 * @param generation of the logs
 */
public record StageStatus(
    String role, int shard, long offset, long lag, long block, long generation) {}
