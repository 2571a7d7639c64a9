package io.braid.log;

/**
 * Is told how this process's clients of Kafka fare, on any thread. Must return soon and never
 * throw.
 */
public interface ClientListener {

  /** Listens to nothing. */
  ClientListener NONE =
      new ClientListener() {
        @Override
        public void appended(String topic, byte[] record, long nanos) {}

        @Override
        public void metricAdded(ClientMetric metric) {}

        @Override
        public void metricRemoved(ClientMetric metric) {}
      };

  /**
   * A record is durable.
   *
   * @param nanos since it was appended
   */
  void appended(String topic, byte[] record, long nanos);

  /** A client measures something more. */
  void metricAdded(ClientMetric metric);

  /** A client measures something no more; it is the one that was added. */
  void metricRemoved(ClientMetric metric);
}
