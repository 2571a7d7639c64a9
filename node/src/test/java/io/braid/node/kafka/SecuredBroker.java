package io.braid.node.kafka;

import io.braid.log.ClientListener;
import io.braid.log.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A broker that asks everybody who he is, and lets nobody do what no ACL allows, but the admin. */
final class SecuredBroker implements AutoCloseable {

  static final String ADMIN = "admin";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

  private final TestBroker broker;
  private final Path folder;

  /**
   * Starts it.
   *
   * @param folder gets the properties file of each user
   */
  SecuredBroker(Path folder, List<String> users) throws Exception {
    this.folder = folder;
    String everybody =
        users.stream()
            .map(user -> " user_%s=\"%s\"".formatted(user, password(user)))
            .collect(Collectors.joining());
    String login = LOGIN.formatted(ADMIN, password(ADMIN)) + everybody + ";";
    broker =
        new TestBroker(
            Map.of(
                "listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.mechanism.controller.protocol", "PLAIN",
                "listener.name.broker.plain.sasl.jaas.config", login,
                "listener.name.controller.plain.sasl.jaas.config", login,
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:" + ADMIN));
  }

  private static String password(String user) {
    return user + "'s secret";
  }

  String address() {
    return broker.cluster().bootstrapServers();
  }

  private static Map<String, String> properties(String user, String password) {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config", LOGIN.formatted(user, password) + ";");
  }

  /** The cluster as a user finds it. */
  KafkaCluster as(String user) {
    return new KafkaCluster(address(), properties(user, password(user)), ClientListener.NONE);
  }

  /** A properties file of a user's clients. */
  Path file(String user) throws IOException {
    return file(user, password(user));
  }

  /** A properties file with a password that may be wrong. */
  Path file(String user, String password) throws IOException {
    String lines =
        properties(user, password).entrySet().stream()
            .map(property -> property.getKey() + "=" + property.getValue() + "\n")
            .collect(Collectors.joining());
    return Files.writeString(folder.resolve(user + ".properties"), lines);
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
