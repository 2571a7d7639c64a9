package io.braid.node.status;

/** A sequencer has not told the status of the system. */
public final class StatusException extends Exception {

  private static final long serialVersionUID = 1;

  StatusException(String message) {
    super(message);
  }
}
