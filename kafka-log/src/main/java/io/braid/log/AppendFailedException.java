package io.braid.log;

/** An append may not have become durable, so the process that wanted it must start again. */
public final class AppendFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  AppendFailedException(String topic, int partition, String key, Throwable cause) {
    super(
        "the append of %s to topic %s, partition %d failed: %s"
            .formatted(
                key,
                topic,
                partition,
                cause instanceof ClusterException told ? told.getMessage() : cause),
        cause);
  }
}
