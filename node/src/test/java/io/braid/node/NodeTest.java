package io.braid.node;

import static io.braid.node.DevelopmentNodes.ALICE;
import static io.braid.node.DevelopmentNodes.awaitReady;
import static io.braid.node.DevelopmentNodes.awaitReceipt;
import static io.braid.node.DevelopmentNodes.hex;
import static io.braid.node.DevelopmentNodes.payment;
import static io.braid.node.DevelopmentNodes.receiver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.kafka.TestBroker;
import io.braid.node.kafka.Until;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole node, as a wallet sees it. */
class NodeTest {

  private static final int PAYMENTS = 40;

  @TempDir private Path folder;

  /** Who has lost the answer and sends again is told that it is known, whenever he does. */
  private static void sendAgainUntilTheReceipt(RpcClient rpc, String raw) {
    String hash = "\"" + rpc.result("eth_sendRawTransaction", raw).asText() + "\"";
    Until.holds(
        "a receipt",
        () -> {
          JsonNode again = rpc.answer("eth_sendRawTransaction", raw);
          assertEquals("already known", again.path("error").path("message").asText());
          return !rpc.result("eth_getTransactionReceipt", hash).isNull();
        },
        () -> rpc.answer("braid_getTransactionStatus", hash));
  }

  @Test
  void paysAcrossShardsAndGoesOnAfterARestart() throws Exception {
    BrokerSettings ports = TestBroker.settings(folder, "unused");
    String first;
    try (Node node = DevelopmentNodes.start(folder, ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      awaitReady(rpc);
      List<String> hashes = new ArrayList<>();
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            i,
            Integer.decode(
                rpc.result("eth_getTransactionCount", hex(ALICE.address()) + ",\"pending\"")
                    .asText()));
        hashes.add(rpc.result("eth_sendRawTransaction", payment(ALICE, i, receiver(i))).asText());
      }
      for (String hash : hashes) {
        assertEquals("0x1", awaitReceipt(rpc, hash).get("status").asText());
      }
      first = hashes.getFirst();
      JsonNode again = rpc.answer("eth_sendRawTransaction", payment(ALICE, 0, receiver(0)));
      assertEquals("already known", again.get("error").get("message").asText());
      JsonNode low = rpc.answer("eth_sendRawTransaction", payment(ALICE, 0, receiver(1)));
      assertTrue(
          low.get("error").get("message").asText().startsWith("nonce too low"), low::toString);
      sendAgainUntilTheReceipt(rpc, payment(ALICE, PAYMENTS, receiver(PAYMENTS)));
    }
    try (Node node = DevelopmentNodes.start(folder, ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      assertEquals("0x1", awaitReceipt(rpc, first).get("status").asText());
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            "0x1", rpc.result("eth_getBalance", hex(receiver(i)) + ",\"latest\"").asText());
      }
      String raw = payment(ALICE, PAYMENTS + 1, receiver(0));
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
