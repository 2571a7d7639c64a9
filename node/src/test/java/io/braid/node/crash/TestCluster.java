package io.braid.node.crash;

import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.node.RpcClient;
import io.braid.node.config.Setting;
import io.braid.node.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Processes of one chain on this machine, each with a name, and what would supervise them: whoever
 * ends by himself is started again.
 */
final class TestCluster implements AutoCloseable {

  /**
   * Ports below those from which systems take the ports of connections: none of those may hold the
   * port of a process while it is away.
   */
  private static final int PORT_MIN = 20_000;

  private static final int PORT_MAX = 32_000;

  private static final int SNAPSHOT_RECORDS = 200;

  /** A process as it is started, each time again. */
  private static final class Member {
    private final String subcommand;
    private final Map<String, String> options;

    /** Null while it is to be away. */
    private NodeProcess process;

    Member(String subcommand, Map<String, String> options) {
      this.subcommand = subcommand;
      this.options = options;
    }
  }

  private final Path folder;
  private final Path genesis;
  private final Iterator<Integer> ports;
  private final int brokerPort;
  private final int controllerPort;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Integer> rpcPorts = new LinkedHashMap<>();
  private final List<String> ends = new ArrayList<>();

  /** A cluster without a process yet. */
  TestCluster(Path folder, String genesisToml) throws IOException {
    this.folder = folder;
    genesis = Files.writeString(folder.resolve("genesis.toml"), genesisToml);
    ports =
        new Random(ProcessHandle.current().pid())
            .ints(PORT_MIN, PORT_MAX)
            .distinct()
            .filter(TestCluster::isFree)
            .iterator();
    brokerPort = ports.next();
    controllerPort = ports.next();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  /** Adds a process and starts it. */
  synchronized void add(String name, String subcommand) {
    int rpcPort = ports.next();
    if (subcommand.equals("sequencer") || subcommand.equals("node")) {
      rpcPorts.put(name, rpcPort);
    }
    Map<Setting<?>, String> values =
        Map.of(
            Settings.PROCESS_NAME, name,
            Settings.DATA_FOLDER, folder.resolve(name).toString(),
            Settings.GENESIS, genesis.toString(),
            Settings.BROKER_PORT, Integer.toString(brokerPort),
            Settings.CONTROLLER_PORT, Integer.toString(controllerPort),
            Settings.RPC_PORT, Integer.toString(rpcPort),
            Settings.OPERATION_PORT, "0",
            Settings.SNAPSHOT_RECORDS, Integer.toString(SNAPSHOT_RECORDS));
    members.put(
        name,
        new Member(
            subcommand,
            values.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().option(), Map.Entry::getValue))));
    start(name);
  }

  /** Starts a process that is away. */
  synchronized void start(String name) {
    Member member = members.get(name);
    try {
      member.process = NodeProcess.start(member.subcommand, member.options, log(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** SIGKILL; the process is away until it is started. */
  synchronized void kill(String name) {
    take(name).kill();
  }

  /** SIGTERM; the process is away until it is started. Gives its exit code. */
  int stop(String name) {
    NodeProcess process;
    synchronized (this) {
      process = take(name);
    }
    return process.stop();
  }

  private NodeProcess take(String name) {
    Member member = members.get(name);
    NodeProcess process = member.process;
    member.process = null;
    return process;
  }

  /** Starts again what has ended by itself. */
  synchronized void supervise() {
    members.forEach((name, member) -> {
      if (member.process != null && !member.process.isAlive()) {
        ends.add("%s (%d)".formatted(name, member.process.exitCode()));
        start(name);
      }
    });
  }

  /** Which processes have ended by themselves so far, with their exit codes. */
  synchronized List<String> ends() {
    return List.copyOf(ends);
  }

  /** The names of the processes of a subcommand. */
  synchronized List<String> names(String subcommand) {
    return members.entrySet().stream()
        .filter(each -> each.getValue().subcommand.equals(subcommand))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Clients of all that serve JSON-RPC. */
  synchronized Map<String, RpcClient> clients() {
    Map<String, RpcClient> clients = new LinkedHashMap<>();
    rpcPorts.forEach((name, port) -> clients.put(name, new RpcClient(port)));
    return clients;
  }

  KafkaCluster kafka() {
    return new KafkaCluster("127.0.0.1:" + brokerPort);
  }

  Topics topics() {
    return new Topics(Topics.DEFAULT_PREFIX);
  }

  /** The last lines that each process wrote, for those who look for the cause of a failure. */
  String lastWords(int lines) {
    StringBuilder words = new StringBuilder();
    for (String name : members.keySet()) {
      try {
        List<String> all = Files.readAllLines(log(name));
        words.append("== ").append(name).append('\n');
        IntStream.range(Math.max(0, all.size() - lines), all.size())
            .forEach(i -> words.append(all.get(i)).append('\n'));
      } catch (IOException e) {
        words.append(e).append('\n');
      }
    }
    return words.toString();
  }

  @Override
  public void close() {
    for (Member member : members.values()) {
      if (member.process != null) {
        member.process.kill();
      }
    }
  }
}
