package io.braid.node.simulation;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A simulation in numbers.
 *
 * @param refused transactions that never ran
 * @param bundles of messages between shards
 * @param keptAside bundles that came before the header of their block
 * @param ahead how far headers ran ahead of complete blocks, at most
 * @param shardStarts how often a process began to run a shard
 */
record Summary(
    long events,
    int sent,
    int acknowledged,
    int ran,
    int refused,
    long bundles,
    int keptAside,
    int blocks,
    long ahead,
    int snapshots,
    int shardStarts,
    int sequencerRestarts,
    Map<Fault, Integer> faults) {

  @Override
  public String toString() {
    String struck =
        faults.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return "%d events; %d transactions sent, %d acknowledged, %d ran, %d refused; "
            .formatted(events, sent, acknowledged, ran, refused)
        + "%d message bundles, %d kept aside; ".formatted(bundles, keptAside)
        + "%d blocks, headers at most %d ahead, %d snapshots, %d starts of shards, "
            .formatted(blocks, ahead, snapshots, shardStarts)
        + "%d restarts of sequencers; %s".formatted(sequencerRestarts, struck);
  }
}
