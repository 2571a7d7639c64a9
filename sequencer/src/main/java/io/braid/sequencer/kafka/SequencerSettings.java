package io.braid.sequencer.kafka;

import io.braid.log.KafkaCluster;
import io.braid.log.Topics;

/**
 * What a process that sequences is started with.
 *
 * @param name of the process, unique among those that sequence, for logs and Kafka's tools
 * @param checkpointBlocks after how many blocks the assembler's checkpoint is stored
 * @param sessionTimeoutMs after how many milliseconds without a sign of life another process writes
 *     headers; the brokers' {@code group.min.session.timeout.ms} must allow it
 */
public record SequencerSettings(
    KafkaCluster cluster, Topics topics, String name, int checkpointBlocks, int sessionTimeoutMs) {

  /** A checkpoint after so many blocks, where nothing else is said. */
  public static final int DEFAULT_CHECKPOINT_BLOCKS = 50;

  /** Checks the range. */
  public SequencerSettings {
    if (checkpointBlocks < 1) {
      throw new IllegalArgumentException(
          "a checkpoint is stored after 1 block or more, not " + checkpointBlocks);
    }
  }
}
