package io.braid.node.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its own controller (KRaft), in this process. Its logs outlive it: a broker on
 * the same folder goes on where this one ended, in whatever way it ended.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Where Kafka notes whose a folder is. */
  private static final String META_FILE = "meta.properties";

  private static final String META_CLUSTER_ID = "cluster.id";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private boolean isClosed;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker; it takes clients when this returns.
   *
   * @throws BrokerStartException saying what is in the way
   */
  public static EmbeddedBroker start(BrokerSettings settings) throws BrokerStartException {
    Properties properties = BrokerProperties.of(settings);
    requireFree(settings, "broker", settings.brokerPort());
    requireFree(settings, "controller", settings.controllerPort());
    requireOwnFolder(settings);
    format(settings);
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
    } catch (RuntimeException e) {
      if (server != null) {
        server.shutdown();
        server.awaitShutdown();
      }
      throw new BrokerStartException(
          "the embedded broker does not start on folder %s: %s"
              .formatted(settings.dataFolder(), e.getMessage()),
          e);
    }
    String address = settings.host() + ":" + settings.brokerPort();
    LOG.info("embedded broker at {}, data in {}", address, settings.dataFolder());
    return new EmbeddedBroker(server, address);
  }

  /** Kafka itself would only say that some socket server could not be started. */
  private static void requireFree(BrokerSettings settings, String whose, int port)
      throws BrokerStartException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), port));
    } catch (IOException e) {
      throw new BrokerStartException(
          "the embedded broker cannot listen at %s:%d (%s): %s; end what listens there, or configure another %s port"
              .formatted(settings.host(), port, whose, e.getMessage(), whose),
          e);
    }
  }

  private static void requireOwnFolder(BrokerSettings settings) throws BrokerStartException {
    Path meta = settings.dataFolder().resolve(META_FILE);
    if (!Files.exists(meta)) {
      return;
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(meta)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokerStartException("cannot read %s: %s".formatted(meta, e), e);
    }
    String owner = properties.getProperty(META_CLUSTER_ID);
    if (!settings.clusterId().equals(owner)) {
      throw new BrokerStartException(
          "folder %s holds the logs of cluster %s, not of %s: give this chain another data folder"
              .formatted(settings.dataFolder(), owner, settings.clusterId()),
          null);
    }
  }

  private static void format(BrokerSettings settings) throws BrokerStartException {
    String folder = settings.dataFolder().toString();
    try {
      Files.createDirectories(settings.dataFolder());
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(settings.clusterId())
          .setNodeId(BrokerProperties.NODE_ID)
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(folder)
          .setDirectories(List.of(folder))
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .setWriteBootstrapSnapshot(true)
          .run();
    } catch (Exception e) {
      // The formatter declares nothing narrower.
      throw new BrokerStartException(
          "cannot prepare folder %s for the embedded broker: %s".formatted(folder, e), e);
    }
  }

  /** Where clients connect, as they want it written. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Ends the broker and waits until it has: what was acknowledged is on disk then. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      server.shutdown();
      server.awaitShutdown();
    }
  }
}
