package io.braid.log;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Something that a client of Kafka measures.
 *
 * @param name Kafka's, unique together with group and tags
 * @param group Kafka's, as {@code producer-metrics}
 * @param tags of which {@code client-id} names the client
 * @param value now; for any thread; not a number if there is none
 */
public record ClientMetric(
    String name, String group, Map<String, String> tags, DoubleSupplier value) {

  /** The tag that names the client. */
  public static final String CLIENT_ID = "client-id";
}
