package io.braid.log;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers about topics and rights, and says in one line why there is no answer. */
final class ClusterAdmin implements AutoCloseable {

  private final KafkaCluster cluster;
  private final Admin admin;

  /**
   * A client that asks.
   *
   * @param timeoutMs how long an answer may take
   * @throws ClusterException if the addresses or the properties do not make a client
   */
  ClusterAdmin(KafkaCluster cluster, String clientId, int timeoutMs) {
    this.cluster = cluster;
    Map<String, Object> config = cluster.clientConfig(clientId);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
    config.put(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
        Math.min(timeoutMs, LogLimits.REQUEST_TIMEOUT_MS));
    try {
      admin = Admin.create(config);
    } catch (KafkaException e) {
      throw ClusterException.noClient(cluster, e);
    }
  }

  Admin admin() {
    return admin;
  }

  /**
   * Waits for an answer.
   *
   * @param right what must be allowed for it
   * @throws UnknownTopicOrPartitionException if there is no such topic
   * @throws TopicExistsException if the topic is there already
   * @throws SecurityDisabledException if there is no authorizer
   * @throws ClusterException if there is no answer for any other reason
   */
  <T> T answer(KafkaFuture<T> future, AccessRight right) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw told(e.getCause(), right);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private RuntimeException told(Throwable cause, AccessRight right) {
    return switch (cause) {
      case UnknownTopicOrPartitionException unknown -> unknown;
      case TopicExistsException exists -> exists;
      case SecurityDisabledException disabled -> disabled;
      case AuthorizationException _ -> ClusterException.notAllowed(right);
      case AuthenticationException authentication -> ClusterException.notLetIn(authentication);
      case RetriableException retriable -> ClusterException.noAnswer(cluster, retriable);
      default -> ClusterException.refused(cluster, right, cause);
    };
  }

  /** Waits a moment for what was created to be seen by the broker that is asked. */
  void pause() {
    try {
      Thread.sleep(LogLimits.CREATED_POLL_MS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
