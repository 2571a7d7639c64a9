package io.braid.node;

import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.node.health.ExecutorRule;
import io.braid.node.health.Health;
import io.braid.node.health.ReadinessQuery;
import io.braid.node.health.SequencerRule;
import io.braid.node.http.Operation;
import io.braid.node.meter.ExecutorMeters;
import io.braid.node.meter.Meters;
import io.braid.node.meter.SequencerMeters;
import io.braid.sequencer.view.StatusReader;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a process tells operators of itself, from when it starts until it has stopped. */
final class NodeOperation implements Operation {

  /** Shards that run here, and their meters. */
  private record Executing(KafkaShardExecutors executors, ExecutorMeters meters) {}

  /** A sequencer that runs here, and its meters. */
  private record Sequencing(StatusReader status, SequencerMeters meters) {}

  private final Meters meters;
  private volatile String whyNotYet = "the process is starting";
  private volatile RuntimeException fault;
  private volatile Executing executing;
  private volatile Sequencing sequencing;

  NodeOperation(Meters meters) {
    this.meters = meters;
  }

  void executes(KafkaShardExecutors executors) {
    executing = new Executing(executors, meters.executor());
  }

  void sequences(StatusReader status, SequencerMeters sequencerMeters) {
    sequencing = new Sequencing(status, sequencerMeters);
  }

  void started() {
    whyNotYet = null;
  }

  void stops() {
    whyNotYet = "the process is stopping";
  }

  void failed(RuntimeException why) {
    fault = why;
  }

  /** How the system is, as the sequencer of this process sees it; none if it has none. */
  CompletableFuture<Optional<SystemStatus>> status() {
    Sequencing current = sequencing;
    return current == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : current.status().status().thenApply(Optional::of);
  }

  @Override
  public Health liveness() {
    RuntimeException failed = fault;
    return failed == null
        ? Health.UP
        : new Health(List.of("the process must be started again: " + failed.getMessage()));
  }

  @Override
  public CompletableFuture<Health> readiness(ReadinessQuery query) {
    List<String> reasons = new ArrayList<>(liveness().reasons());
    String notYet = whyNotYet;
    if (notYet != null) {
      reasons.add(notYet);
      return CompletableFuture.completedFuture(new Health(reasons));
    }
    Executing current = executing;
    if (current != null) {
      KafkaShardExecutors executors = current.executors();
      reasons.addAll(ExecutorRule.judge(executors.isMember(), executors.status()).reasons());
    }
    return status()
        .thenApply(status -> {
          status.ifPresent(now -> reasons.addAll(SequencerRule.judge(now, query).reasons()));
          return new Health(reasons);
        });
  }

  @Override
  public CompletableFuture<String> metrics() {
    Executing current = executing;
    if (current != null) {
      current.meters().show(current.executors().status());
    }
    return status()
        .thenApply(status -> {
          status.ifPresent(now -> sequencing.meters().show(now));
          return meters.scrape();
        });
  }
}
