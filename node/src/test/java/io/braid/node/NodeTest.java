package io.braid.node;

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

  @Test
  void paysAcrossShardsAndGoesOnAfterARestart() throws Exception {
    BrokerSettings ports = TestBroker.settings(folder, "unused");
    String first;
    try (Node node = DevelopmentNodes.start(folder, ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      DevelopmentNodes.awaitReady(rpc);
      List<String> hashes = new ArrayList<>();
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            i,
            Integer.decode(
                rpc.result(
                        "eth_getTransactionCount",
                        DevelopmentNodes.hex(DevelopmentNodes.ALICE.address()) + ",\"pending\"")
                    .asText()));
        hashes.add(
            rpc.result(
                    "eth_sendRawTransaction",
                    DevelopmentNodes.payment(
                        DevelopmentNodes.ALICE, i, DevelopmentNodes.receiver(i)))
                .asText());
      }
      for (String hash : hashes) {
        assertEquals("0x1", DevelopmentNodes.awaitReceipt(rpc, hash).get("status").asText());
      }
      first = hashes.getFirst();
      JsonNode again =
          rpc.answer(
              "eth_sendRawTransaction",
              DevelopmentNodes.payment(DevelopmentNodes.ALICE, 0, DevelopmentNodes.receiver(0)));
      assertEquals("already known", again.get("error").get("message").asText());
      JsonNode low =
          rpc.answer(
              "eth_sendRawTransaction",
              DevelopmentNodes.payment(DevelopmentNodes.ALICE, 0, DevelopmentNodes.receiver(1)));
      assertTrue(
          low.get("error").get("message").asText().startsWith("nonce too low"), low::toString);
    }
    try (Node node = DevelopmentNodes.start(folder, ports)) {
      RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
      assertEquals("0x1", DevelopmentNodes.awaitReceipt(rpc, first).get("status").asText());
      for (int i = 0; i < PAYMENTS; i++) {
        assertEquals(
            "0x1",
            rpc.result(
                    "eth_getBalance",
                    DevelopmentNodes.hex(DevelopmentNodes.receiver(i)) + ",\"latest\"")
                .asText());
      }
      String raw =
          DevelopmentNodes.payment(DevelopmentNodes.ALICE, PAYMENTS, DevelopmentNodes.receiver(0));
      Until.holds(
          "the gateway is ready again",
          () -> rpc.answer("eth_sendRawTransaction", raw).has("result"),
          () -> rpc.answer("eth_sendRawTransaction", raw));
      Until.holds(
          "the second payment",
          () ->
              rpc.result(
                      "eth_getBalance",
                      DevelopmentNodes.hex(DevelopmentNodes.receiver(0)) + ",\"latest\"")
                  .asText()
                  .equals("0x2"),
          () -> rpc.answer("eth_blockNumber", ""));
    }
  }
}
