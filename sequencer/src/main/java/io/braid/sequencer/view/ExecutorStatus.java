package io.braid.sequencer.view;

/**
 * What a process that runs a shard last said of it.
 *
 * @param phase of the shard, as RUNNING
 * @param acknowledgedOffset before which all outputs of the shard are durable
 * @param snapshotOffset the next offset of the newest snapshot; -1: none
 * @param gaps records dropped because something is missing before them: an alarm if it grows
 * @param malformed records refused because their bytes break a rule
 * @param ageMs how long ago it was said, by the clocks of both
 */
public record ExecutorStatus(
    int shard,
    String process,
    String phase,
    long acknowledgedOffset,
    long snapshotOffset,
    long gaps,
    long malformed,
    long ageMs) {}
