package io.braid.sequencer.view;

/** What was acknowledged lately is not known here yet, and may not be waited for longer. */
public final class BehindException extends RuntimeException {

  /** Says why. */
  public BehindException(String message, Throwable cause) {
    super(message, cause);
  }
}
