package io.braid.log;

import java.util.List;

/** Topics are not as the chain needs them. The message has a line for each difference. */
public final class TopicDifferenceException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> differences;

  TopicDifferenceException(List<String> differences) {
    super("the topics on Kafka are not as they should be:\n  " + String.join("\n  ", differences));
    this.differences = List.copyOf(differences);
  }

  /** What differs, each with what to do about it. */
  public List<String> differences() {
    return differences;
  }
}
