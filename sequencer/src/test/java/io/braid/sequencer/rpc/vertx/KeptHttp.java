package io.braid.sequencer.rpc.vertx;

import java.io.IOException;

/**
 * A connection that serves one request after the other. A server may end it while nothing is asked;
 * then it is opened again and the request repeated (RFC 9110, section 9.2.2).
 */
final class KeptHttp implements AutoCloseable {

  private final Connector connector;
  private RawHttp connection;

  KeptHttp(Connector connector) {
    this.connector = connector;
  }

  RawHttp.Response exchange(byte[] request) throws IOException {
    if (connection != null) {
      connection.send(request);
      RawHttp.Response response = connection.read();
      if (!response.equals(RawHttp.Response.CLOSED)) {
        return response;
      }
      connection.close();
    }
    connection = new RawHttp(connector.connect());
    connection.send(request);
    return connection.read();
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
    }
  }
}
