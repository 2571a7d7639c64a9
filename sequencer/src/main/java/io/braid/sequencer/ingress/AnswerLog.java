package io.braid.sequencer.ingress;

import io.braid.protocol.record.IngressAnswer;

/** Where answers go, in the order of the calls. */
@FunctionalInterface
public interface AnswerLog {

  /**
   * Appends an answer.
   *
   * @param whenDurable called later, never from inside the call, in the order of the appends
   */
  void append(IngressAnswer answer, Runnable whenDurable);
}
