package io.braid.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.GenesisFile;
import io.braid.node.config.Setting;
import io.braid.node.config.Settings;
import io.braid.node.kafka.Until;
import io.braid.protocol.fixtures.Payments;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.shard.Genesis;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Nodes of a development chain, and payments of its accounts. */
public final class DevelopmentNodes {

  public static final Signer ALICE =
      Signer.of(
          new BigInteger("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", 16));

  public static final Signer BOB =
      Signer.of(
          new BigInteger("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d", 16));

  private static final long CHAIN_ID = 4242;

  private static final Payments PAYMENTS =
      new Payments(CHAIN_ID, BigInteger.valueOf(4_000_000_000L));

  private DevelopmentNodes() {}

  /** A node with all roles. */
  public static Node start(Path folder, BrokerSettings ports) throws Exception {
    return start(folder, ports, EnumSet.allOf(Role.class));
  }

  /** A node with some roles, whose broker has or gets these ports. */
  public static Node start(Path folder, BrokerSettings ports, Set<Role> roles) throws Exception {
    Map<Setting<?>, String> values =
        Map.of(
            Settings.DATA_FOLDER, folder.toString(),
            Settings.BROKER_PORT, Integer.toString(ports.brokerPort()),
            Settings.CONTROLLER_PORT, Integer.toString(ports.controllerPort()),
            Settings.RPC_PORT, "0",
            Settings.OPERATION_PORT, "0");
    Map<String, String> line = new TreeMap<>();
    values.forEach((setting, value) -> line.put(setting.option(), value));
    return Node.start(
        Configuration.of(Settings.ALL, Map.of(Source.COMMAND_LINE, line)),
        genesis(),
        roles,
        fault -> {
          throw fault;
        });
  }

  /** What the development chain begins with. */
  public static Genesis genesis() throws IOException {
    try (InputStream in = GenesisFile.class.getResourceAsStream("devnet-genesis.toml")) {
      return GenesisFile.parse("devnet", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A payment of one wei by a transaction of type 2, as a parameter. */
  public static String payment(Signer sender, long nonce, byte[] to) {
    return hex(PAYMENTS.sign(sender, nonce, to, 1));
  }

  /** Bytes as a parameter. */
  static String hex(byte[] bytes) {
    return "\"0x" + HexFormat.of().formatHex(bytes) + "\"";
  }

  /** A receiver of each shard in turn. */
  public static byte[] receiver(int number) {
    byte[] address = new byte[20];
    address[0] = 0x77;
    address[19] = (byte) number;
    return address;
  }

  /** Waits until blocks come. */
  public static void awaitReady(RpcClient rpc) {
    Until.holds(
        "blocks come",
        () -> rpc.result("eth_blockNumber", "").asText().compareTo("0x1") >= 0,
        () -> rpc.answer("eth_blockNumber", ""));
  }

  /** Waits for a receipt and gives it. */
  public static JsonNode awaitReceipt(RpcClient rpc, String hash) {
    String param = "\"" + hash + "\"";
    Until.holds(
        "receipt of " + hash,
        () -> !rpc.result("eth_getTransactionReceipt", param).isNull(),
        () -> rpc.answer("braid_getTransactionStatus", param));
    return rpc.result("eth_getTransactionReceipt", param);
  }
}
