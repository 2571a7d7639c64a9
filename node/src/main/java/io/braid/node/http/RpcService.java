package io.braid.node.http;

import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import io.braid.sequencer.rpc.ChainSettings;
import io.braid.sequencer.rpc.ChainViews;
import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.MethodTable;
import io.braid.sequencer.rpc.RequestListener;
import io.braid.sequencer.rpc.Surroundings;
import io.braid.sequencer.rpc.vertx.TransportLimits;
import io.braid.sequencer.rpc.vertx.VertxHost;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON-RPC on its port. */
public final class RpcService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RpcService.class);

  /** How the node names itself to clients. */
  public static final String CLIENT_VERSION = "braid/0.1.0";

  private final VertxHost vertx;
  private final int port;

  private RpcService(VertxHost vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Listens.
   *
   * @param listener is told of every request
   * @throws IllegalStateException if the port is taken
   */
  public static RpcService start(
      Configuration configuration,
      Genesis genesis,
      ChainViews views,
      SecureRandom random,
      RequestListener listener) {
    VertxHost vertx = new VertxHost();
    BiConsumer<String, Throwable> faults = (method, fault) -> LOG.error("{} failed", method, fault);
    Surroundings surroundings =
        new Surroundings(
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            random::nextLong,
            random.nextLong(),
            vertx.timer(),
            faults);
    ChainSettings settings =
        new ChainSettings(genesis.chainId(), genesis.shards(), CLIENT_VERSION, Word.ZERO);
    MethodTable methods = new MethodTable(settings, views, surroundings);
    String host = configuration.get(Settings.RPC_HOST);
    int wanted = configuration.get(Settings.RPC_PORT);
    try {
      int port =
          vertx.listen(
              new JsonRpc(methods.methods(), faults, listener),
              methods.subscriptions(),
              TransportLimits.DEFAULT,
              host,
              wanted);
      return new RpcService(vertx, port);
    } catch (Exception fault) {
      vertx.close();
      throw new IllegalStateException(
          "JSON-RPC cannot listen at %s, port %d: %s; choose another with %s"
              .formatted(host, wanted, fault.getMessage(), Settings.RPC_PORT.option()),
          fault);
    }
  }

  /** How many connections are open. */
  public int connectionCount() {
    return vertx.connectionCount();
  }

  /** The port. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
