package io.braid.node.loadtest;

import java.util.Locale;

/** The ways on which transactions can come in. */
public enum Via {
  /** JSON-RPC over HTTP, one transaction a request. */
  RPC,
  /** JSON-RPC over HTTP, in batches. */
  RPC_BATCH,
  /** JSON-RPC over WebSockets, one transaction a message. */
  WEBSOCKET,
  /** Straight into the log, to be admitted from there. */
  KAFKA;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
