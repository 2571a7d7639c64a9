package io.braid.sequencer.view;

import io.braid.protocol.types.Word;

/** What becomes of a submitted transaction. */
public sealed interface SubmitAnswer {

  /** It is durable in the log. */
  record Acknowledged(Word hash) implements SubmitAnswer {}

  /** The very same transaction is pending or stands in a block already. */
  record Known(Word hash) implements SubmitAnswer {}

  /** It will not be taken. */
  record Refused(Word hash, Rejection rejection) implements SubmitAnswer {}

  /**
   * There is no room now; the same may be sent again later.
   *
   * @param reason a sentence
   */
  record Busy(String reason, long retryAfterMs) implements SubmitAnswer {}
}
