package io.braid.sequencer.kafka;

import io.braid.log.LogEnds;
import io.braid.log.ShardReports;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.StatusReader;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far the follower, the executors and the blocks are, as the follower has met them. */
final class Progress implements StatusReader {

  /** What only the sequencer knows. */
  interface Sequencing {
    boolean isWritingHeaders();

    int inFlight();

    long latestBlock();
  }

  private static final long UNKNOWN = -1;

  /** How long the brokers are waited for; then what they would say counts as unknown. */
  private static final long WAIT_MAX_MS = 3_000;

  private final String process;
  private final Sequencing sequencing;
  private final LogEnds ends;
  private final ShardReports reports;
  private final LongSupplier clockMs;
  private final long[] positions;
  private final long[] executedOffsets;
  private final long[] executedBlocks;
  private long headerNumber;
  private long headerTimeMs = UNKNOWN;
  private long generation;

  Progress(
      String process,
      int shards,
      Sequencing sequencing,
      LogEnds ends,
      ShardReports reports,
      LongSupplier clockMs) {
    this.process = process;
    this.sequencing = sequencing;
    this.ends = ends;
    this.reports = reports;
    this.clockMs = clockMs;
    positions = new long[shards];
    executedOffsets = new long[shards];
    executedBlocks = new long[shards];
  }

  synchronized void take(BlockHeader header) {
    if (header.number() > headerNumber) {
      headerNumber = header.number();
      headerTimeMs = TimeUnit.SECONDS.toMillis(header.time());
    }
    generation = Math.max(generation, header.generation());
  }

  synchronized void take(Diff diff) {
    executedOffsets[diff.shard()] = Math.max(executedOffsets[diff.shard()], diff.offset() + 1);
    executedBlocks[diff.shard()] = Math.max(executedBlocks[diff.shard()], diff.block());
  }

  synchronized void reach(int shard, long nextOffset) {
    positions[shard] = Math.max(positions[shard], nextOffset);
  }

  @Override
  public CompletableFuture<SystemStatus> status() {
    CompletableFuture<Map<Integer, Long>> logEnds =
        ends.ask()
            .completeOnTimeout(Map.of(), WAIT_MAX_MS, TimeUnit.MILLISECONDS)
            .exceptionally(_ -> Map.of());
    CompletableFuture<Map<Integer, ShardReports.Reported>> reported =
        reports.ask().exceptionally(_ -> Map.of());
    return logEnds.thenCombine(
        reported, (end, executors) -> status(sequencing.inFlight(), end, executors));
  }

  private synchronized SystemStatus status(
      int inFlight, Map<Integer, Long> end, Map<Integer, ShardReports.Reported> executors) {
    return new SystemStatus(
        process,
        sequencing.isWritingHeaders(),
        headerNumber,
        headerAgeMs(),
        inFlight,
        stages(end),
        executors(executors));
  }

  private long headerAgeMs() {
    return headerTimeMs == UNKNOWN ? UNKNOWN : Math.max(0, clockMs.getAsLong() - headerTimeMs);
  }

  private List<StageStatus> stages(Map<Integer, Long> end) {
    List<StageStatus> stages = new ArrayList<>();
    for (int shard = 0; shard < positions.length; shard++) {
      stages.add(stage("follower", shard, positions[shard], headerNumber, end.get(shard)));
    }
    for (int shard = 0; shard < positions.length; shard++) {
      stages.add(
          stage("executor", shard, executedOffsets[shard], executedBlocks[shard], end.get(shard)));
    }
    long latest = sequencing.latestBlock();
    stages.add(
        new StageStatus(
            "blocks", -1, latest + 1, Math.max(0, headerNumber - latest - 1), latest, generation));
    return stages;
  }

  private StageStatus stage(String role, int shard, long offset, long block, Long end) {
    long lag = end == null ? UNKNOWN : Math.max(0, end - offset);
    return new StageStatus(role, shard, offset, lag, block, generation);
  }

  private List<ExecutorStatus> executors(Map<Integer, ShardReports.Reported> reported) {
    List<ExecutorStatus> executors = new ArrayList<>();
    long now = clockMs.getAsLong();
    reported.forEach((shard, said) ->
        said.report()
            .ifPresent(report ->
                executors.add(
                    new ExecutorStatus(
                        shard,
                        report.process(),
                        report.phase(),
                        said.acknowledgedOffset(),
                        report.snapshotOffset(),
                        report.gaps(),
                        report.malformed(),
                        Math.max(0, now - report.timeMs())))));
    return executors;
  }
}
