package io.braid.node.kafka;

import io.braid.log.KafkaCluster;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.broker.EmbeddedBroker;
import io.braid.protocol.types.ShardCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An embedded broker on a temporary folder and free ports. */
public final class TestBroker implements AutoCloseable {

  private final Path folder;
  private final EmbeddedBroker broker;

  /** Starts it. */
  public TestBroker() throws Exception {
    this(Map.of());
  }

  /** Starts it with more properties of Kafka. */
  TestBroker(Map<String, String> properties) throws Exception {
    folder = Files.createTempDirectory("braid-broker");
    broker = EmbeddedBroker.start(settings(folder, "test-cluster", properties));
  }

  /** Settings with free ports. */
  public static BrokerSettings settings(Path folder, String clusterId) throws IOException {
    return settings(folder, clusterId, Map.of());
  }

  private static BrokerSettings settings(
      Path folder, String clusterId, Map<String, String> properties) throws IOException {
    try (ServerSocket first = free();
        ServerSocket second = free()) {
      return new BrokerSettings(
          folder, clusterId, "127.0.0.1", first.getLocalPort(), second.getLocalPort(), properties);
    }
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Where it is. */
  public KafkaCluster cluster() {
    return new KafkaCluster(broker.bootstrapServers());
  }

  /** The topics of a chain, created. */
  public Topics topics(String prefix, int shards) throws Exception {
    Topics topics = new Topics(prefix);
    TopicSettings settings = new TopicSettings(new ShardCount(shards), 1, 1);
    new TopicSetup(cluster(), topics, settings).ensure();
    return topics;
  }

  @Override
  public void close() throws IOException {
    broker.close();
    delete(folder);
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
