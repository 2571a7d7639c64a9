package io.braid.sequencer.rpc.vertx;

import java.io.IOException;
import java.net.Socket;

/** Opens connections to the server. */
interface Connector {
  Socket connect() throws IOException;
}
