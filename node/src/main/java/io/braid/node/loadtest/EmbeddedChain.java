package io.braid.node.loadtest;

import io.braid.log.KafkaCluster;
import io.braid.log.TopicDifferenceException;
import io.braid.log.Topics;
import io.braid.node.Node;
import io.braid.node.Role;
import io.braid.node.broker.BrokerStartException;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.Settings;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.Genesis.Allocation;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A whole chain in this process, for one run: it begins with rich accounts and leaves nothing. */
final class EmbeddedChain implements AutoCloseable {

  private static final long CHAIN_ID = 4242;
  private static final String HOST = "127.0.0.1";

  /** What each account begins with, in wei: a million ETH. */
  private static final Word ETH_EACH = word(BigInteger.TEN.pow(24));

  /** What the funder begins with of the token, in its smallest unit. */
  private static final Word TOKENS = word(BigInteger.TEN.pow(18));

  private static final int TOKEN_DECIMALS = 6;

  private final Path folder;
  private final Node node;
  private final ChainAddress address;

  private EmbeddedChain(Path folder, Node node, ChainAddress address) {
    this.folder = folder;
    this.node = node;
    this.address = address;
  }

  /**
   * Starts a chain.
   *
   * @param rich who gets ETH
   * @param fatal told when the chain cannot go on
   * @throws IllegalStateException if it cannot start
   */
  static EmbeddedChain start(
      LoadTestOptions.Target target, List<Address> rich, Consumer<RuntimeException> fatal) {
    try {
      Path folder = Files.createTempDirectory("braid-loadtest-");
      try {
        return start(folder, target, genesis(target, rich), fatal);
      } catch (RuntimeException | BrokerStartException | TopicDifferenceException failed) {
        remove(folder);
        throw new IllegalStateException(
            "no chain could be started: " + failed.getMessage(), failed);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("no folder for a chain could be made", failed);
    }
  }

  private static EmbeddedChain start(
      Path folder, LoadTestOptions.Target target, Genesis genesis, Consumer<RuntimeException> fatal)
      throws IOException, BrokerStartException, TopicDifferenceException {
    List<Integer> ports = freePorts();
    Map<String, String> line =
        Map.of(
            Settings.DATA_FOLDER.option(), folder.toString(),
            Settings.BROKER_PORT.option(), Integer.toString(ports.get(0)),
            Settings.CONTROLLER_PORT.option(), Integer.toString(ports.get(1)),
            Settings.TOPIC_PREFIX.option(), target.topicPrefix(),
            Settings.RPC_HOST.option(), HOST,
            Settings.RPC_PORT.option(), "0");
    Configuration configuration = Configuration.of(Settings.ALL, Map.of(Source.COMMAND_LINE, line));
    Node node = Node.start(configuration, genesis, EnumSet.allOf(Role.class), fatal);
    ChainAddress address =
        new ChainAddress(
            URI.create("http://" + HOST + ":" + node.rpcPort().orElseThrow()),
            Optional.of(new KafkaCluster(HOST + ":" + ports.get(0))),
            new Topics(target.topicPrefix()),
            genesis.chainId(),
            genesis.shards());
    return new EmbeddedChain(folder, node, address);
  }

  private static Genesis genesis(LoadTestOptions.Target target, List<Address> rich) {
    Address funder = target.funder().address();
    List<Allocation> allocations = new ArrayList<>(rich.size() + 2);
    rich.forEach(owner -> allocations.add(new Allocation(owner, AssetId.ETH, ETH_EACH)));
    allocations.add(new Allocation(funder, AssetId.ETH, ETH_EACH));
    allocations.add(new Allocation(funder, AssetId.token(1), TOKENS));
    TokenEntry token = new TokenEntry(target.token(), TOKEN_DECIMALS, "DUSD", "Development dollar");
    return new Genesis(
        CHAIN_ID, new ShardCount(target.shards()), List.of(token), allocations, funder);
  }

  private static Word word(BigInteger number) {
    return Word.parse("0x" + number.toString(16));
  }

  /** Two that were free a moment ago. */
  private static List<Integer> freePorts() throws IOException {
    InetAddress host = InetAddress.ofLiteral(HOST);
    try (ServerSocket first = new ServerSocket(0, 1, host);
        ServerSocket second = new ServerSocket(0, 1, host)) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    }
  }

  ChainAddress address() {
    return address;
  }

  /** Stops the chain and removes what it left. */
  @Override
  public void close() {
    node.close();
    try {
      remove(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("%s could not be removed".formatted(folder), failed);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
