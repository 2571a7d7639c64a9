package io.braid.sequencer.rpc.vertx;

import java.io.IOException;

/** Malformed requests of one client, one after the other. */
interface Attacks extends AutoCloseable {

  /** Sends the next one, or the next few, and judges how it is answered. */
  void next() throws IOException;

  @Override
  void close() throws IOException;
}
