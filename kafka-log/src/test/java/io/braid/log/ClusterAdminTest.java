package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** What is said when there is nobody to ask, each in one line. */
class ClusterAdminTest {

  private static final int TIMEOUT_MS = 300;

  @Test
  void nobodyAnswers() throws IOException {
    String server;
    // Nobody ever answers who listens and does not accept.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server = "127.0.0.1:" + silent.getLocalPort();
      try (ClusterAdmin admin = new ClusterAdmin(new KafkaCluster(server), "test", TIMEOUT_MS)) {
        ClusterException fault =
            assertThrows(
                ClusterException.class,
                () ->
                    admin.answer(
                        admin.admin().describeTopics(List.of("t")).allTopicNames(),
                        AccessRight.onTopic(AclOperation.DESCRIBE, "t")));
        assertEquals(
            "Kafka at %s does not answer: Timed out waiting for a node assignment. Call: listNodes"
                .formatted(server),
            fault.getMessage());
        assertEquals(0, fault.getStackTrace().length);
      }
    }
  }

  @Test
  void propertiesMakeNoClient() {
    KafkaCluster cluster =
        new KafkaCluster(
            "127.0.0.1:1",
            Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN"),
            ClientListener.NONE);
    ClusterException fault =
        assertThrows(ClusterException.class, () -> new ClusterAdmin(cluster, "test", TIMEOUT_MS));
    assertEquals(
        "no client of Kafka at 127.0.0.1:1 can be made: Could not find a 'KafkaClient' entry in the JAAS configuration. System property 'java.security.auth.login.config' is not set; see kafka.bootstrap-servers and kafka.properties-file",
        fault.getMessage());
  }
}
