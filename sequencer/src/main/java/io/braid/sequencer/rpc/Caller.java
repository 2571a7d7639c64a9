package io.braid.sequencer.rpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who sent one request or batch. */
public final class Caller {

  private final String source;
  private final Optional<Subscriber> subscriber;
  private final List<Runnable> afterAnswer = new CopyOnWriteArrayList<>();

  /**
   * A caller.
   *
   * @param source for limits: the client's network address
   * @param subscriber the connection, where it can be told things later
   */
  public Caller(String source, Optional<Subscriber> subscriber) {
    this.source = source;
    this.subscriber = subscriber;
  }

  String source() {
    return source;
  }

  Optional<Subscriber> subscriber() {
    return subscriber;
  }

  /** Has something done once the answer is on its way, as what may only follow it. */
  void afterAnswer(Runnable action) {
    afterAnswer.add(action);
  }

  /** The transport has handed over the answer. */
  public void answered() {
    afterAnswer.forEach(Runnable::run);
  }
}
