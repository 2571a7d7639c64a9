package io.braid.sequencer.rpc;

/** A connection that can be told things it did not just ask for. */
public interface Subscriber {

  /**
   * Sends a message, or closes the connection if it does not take in what was sent before. Never
   * blocks, never throws.
   */
  void send(byte[] message);
}
