package io.braid.node.loadtest.rpc;

/** A way to the chain. What comes back is noted in the observations of the run. */
public interface TransactionSender extends AutoCloseable {

  /** Sends the requests from one to below another, without waiting for answers. */
  void send(int from, int end);

  @Override
  void close();
}
