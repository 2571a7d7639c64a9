package io.braid.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.GenesisFile;
import io.braid.node.config.Settings;
import io.braid.node.kafka.TestBroker;
import io.braid.node.kafka.Until;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.shard.Genesis;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole node, as a wallet sees it. */
class NodeTest {

  private static final Signer ALICE =
      Signer.of(
          new BigInteger("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", 16));
  private static final long CHAIN_ID = 4242;
  private static final int PAYMENTS = 40;

  @TempDir private Path folder;

  private static Genesis genesis() throws Exception {
    try (InputStream in = GenesisFile.class.getResourceAsStream("devnet-genesis.toml")) {
      return GenesisFile.parse("devnet", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Node start(BrokerSettings ports) throws Exception {
    Map<String, String> line =
        Map.of(
            Settings.DATA_FOLDER.option(), folder.toString(),
            Settings.BROKER_PORT.option(), Integer.toString(ports.brokerPort()),
            Settings.CONTROLLER_PORT.option(), Integer.toString(ports.controllerPort()),
            Settings.RPC_PORT.option(), "0");
    Configuration configuration = Configuration.of(Settings.ALL, Map.of(Source.COMMAND_LINE, line));
    return Node.start(
        configuration,
        genesis(),
        EnumSet.allOf(Role.class),
        fault -> {
          throw fault;
        });
  }

  /** A payment of one wei by a transaction of type 2, in hexadecimal digits. */
  private static String payment(long nonce, byte[] to) {
    List<Object> fields =
        new ArrayList<>(
            List.of(
                PlainRlp.integer(CHAIN_ID),
                PlainRlp.integer(nonce),
                PlainRlp.integer(0),
                PlainRlp.integer(4_000_000_000L),
                PlainRlp.integer(21_000),
                to,
                PlainRlp.integer(1),
                new byte[0],
                List.of()));
    byte[] hash = Keccak256.hash(new byte[] {2}, PlainRlp.encode(fields));
    Signer.Signature signature = ALICE.sign(hash);
    fields.add(PlainRlp.integer(signature.yParity()));
    fields.add(PlainRlp.integer(signature.r()));
    fields.add(PlainRlp.integer(signature.s()));
    return hex(PlainRlp.join(new byte[] {2}, PlainRlp.encode(fields)));
  }

  private static String hex(byte[] bytes) {
    return "\"0x" + HexFormat.of().formatHex(bytes) + "\"";
  }

  /** A receiver of each shard in turn. */
  private static byte[] receiver(int number) {
    byte[] address = new byte[20];
    address[0] = 0x77;
    address[19] = (byte) number;
    return address;
  }

  private static void awaitReady(RpcClient rpc) {
    Until.holds(
        "blocks come",
        () -> rpc.result("eth_blockNumber", "").asText().compareTo("0x1") >= 0,
        () -> rpc.answer("eth_blockNumber", ""));
  }

  private static JsonNode awaitReceipt(RpcClient rpc, String hash) {
    String param = "\"" + hash + "\"";
    Until.holds(
        "receipt of " + hash,
        () -> !rpc.result("eth_getTransactionReceipt", param).isNull(),
        () -> rpc.answer("braid_getTransactionStatus", param));
    return rpc.result("eth_getTransactionReceipt", param);
  }

  @Test
  void paysAcrossShardsAndGoesOnAfterARestart() throws Exception {
    BrokerSettings ports = TestBroker.settings(folder, "unused");
    String first;
    try (Node node = start(ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      awaitReady(rpc);
      List<String> hashes = new ArrayList<>();
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            i,
            Integer.decode(
                rpc.result("eth_getTransactionCount", hex(ALICE.address()) + ",\"pending\"")
                    .asText()));
        hashes.add(rpc.result("eth_sendRawTransaction", payment(i, receiver(i))).asText());
      }
      for (String hash : hashes) {
        assertEquals("0x1", awaitReceipt(rpc, hash).get("status").asText());
      }
      first = hashes.getFirst();
      JsonNode again = rpc.answer("eth_sendRawTransaction", payment(0, receiver(0)));
      assertEquals("already known", again.get("error").get("message").asText());
      JsonNode low = rpc.answer("eth_sendRawTransaction", payment(0, receiver(1)));
      assertTrue(
          low.get("error").get("message").asText().startsWith("nonce too low"), low::toString);
    }
    try (Node node = start(ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      assertEquals("0x1", awaitReceipt(rpc, first).get("status").asText());
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            "0x1", rpc.result("eth_getBalance", hex(receiver(i)) + ",\"latest\"").asText());
      }
      String raw = payment(PAYMENTS, receiver(0));
      Until.holds(
          "the gateway is ready again",
          () -> rpc.answer("eth_sendRawTransaction", raw).has("result"),
          () -> rpc.answer("eth_sendRawTransaction", raw));
      Until.holds(
          "the second payment",
          () ->
              rpc.result("eth_getBalance", hex(receiver(0)) + ",\"latest\"").asText().equals("0x2"),
          () -> rpc.answer("eth_blockNumber", ""));
    }
  }
}
