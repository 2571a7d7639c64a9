package io.braid.node.http;

import io.braid.node.health.Health;
import io.braid.node.health.ReadinessQuery;
import java.util.concurrent.CompletableFuture;

/** What operators ask a process. For any thread. */
public interface Operation {

  /** Whether the process works, or must be started again. */
  Health liveness();

  /** Whether it does its part. */
  CompletableFuture<Health> readiness(ReadinessQuery query);

  /** All that is measured, in Prometheus's text format. */
  CompletableFuture<String> metrics();
}
