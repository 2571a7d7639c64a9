package io.braid.log;

/** A log does not hold the offset from which it should be read. */
public final class LogRangeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LogRangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
