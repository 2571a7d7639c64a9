package io.braid.sequencer.view;

import java.util.concurrent.CompletableFuture;

/** How the whole system is doing. */
@FunctionalInterface
public interface StatusReader {

  /** The status now; it never fails, and what cannot be known is left out. */
  CompletableFuture<SystemStatus> status();
}
