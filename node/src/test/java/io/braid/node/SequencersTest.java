package io.braid.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.kafka.RawProducer;
import io.braid.node.kafka.TestBroker;
import io.braid.node.kafka.Until;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.record.RecordPart;
import io.braid.sequencer.kafka.SequencerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sequencers beside each other, as one who is served by each in turn sees them. */
class SequencersTest {

  private static final int PAYMENTS = 100;
  private static final String ALICE = DevelopmentNodes.hex(DevelopmentNodes.ALICE.address());

  @TempDir private Path folder;

  private Node sequencer(String name, BrokerSettings ports) throws Exception {
    return DevelopmentNodes.start(folder.resolve(name), ports, EnumSet.of(Role.SEQUENCER));
  }

  private static int pendingNonce(RpcClient rpc) {
    return Integer.decode(rpc.result("eth_getTransactionCount", ALICE + ",\"pending\"").asText());
  }

  private static String pay(RpcClient rpc, Signer sender, int nonce) {
    return rpc.result(
            "eth_sendRawTransaction",
            DevelopmentNodes.payment(sender, nonce, DevelopmentNodes.receiver(nonce)))
        .asText();
  }

  private static long block(RpcClient rpc) {
    return Long.decode(rpc.result("eth_blockNumber", "").asText());
  }

  /** Lets so many blocks come that every sequencer has stored a checkpoint in between. */
  private static void passCheckpoint(RpcClient rpc) {
    long wanted = block(rpc) + SequencerSettings.DEFAULT_CHECKPOINT_BLOCKS + 1;
    int[] nonce = {0};
    Until.holds(
        "blocks go on",
        () -> {
          // Blocks come fast only while there is something for them.
          pay(rpc, DevelopmentNodes.BOB, nonce[0]++);
          return block(rpc) >= wanted;
        },
        () -> rpc.answer("braid_status", ""));
  }

  private static boolean writesHeaders(RpcClient rpc) {
    return rpc.result("braid_status", "").get("writesHeaders").asBoolean();
  }

  private static void awaitTakes(RpcClient rpc) {
    // A transaction that is refused for its nonce was looked at: the gateway is ready.
    String empty = "\"0x\"";
    Until.holds(
        "the gateway takes transactions",
        () ->
            !rpc.answer("eth_sendRawTransaction", empty)
                .path("error")
                .path("message")
                .asText()
                .contains("not ready"),
        () -> rpc.answer("eth_sendRawTransaction", empty));
  }

  /** What a crash leaves of a record in parts: offsets of a shard's log that have no record. */
  private static void leaveParts(BrokerSettings ports) throws Exception {
    KafkaCluster cluster = new KafkaCluster("127.0.0.1:" + ports.brokerPort());
    String topic = new Topics(Topics.DEFAULT_PREFIX).transactions();
    try (RawProducer producer = new RawProducer(cluster)) {
      for (int shard = 0; shard < 4; shard++) {
        for (int part = 0; part <= shard; part++) {
          producer.append(topic, shard, RecordPart.encode(new byte[100], 0));
        }
      }
    }
  }

  @Test
  void knowWhatTheOthersHaveAcknowledgedAndReplaceEachOther() throws Exception {
    BrokerSettings ports = TestBroker.settings(folder, "unused");
    try (Node _ =
            DevelopmentNodes.start(
                folder.resolve("rest"), ports, EnumSet.of(Role.BROKER, Role.EXECUTOR));
        Node second = sequencer("second", ports)) {
      leaveParts(ports);
      RpcClient there = new RpcClient(second.rpcPort().getAsInt());
      List<String> hashes = new ArrayList<>();
      String waiting;
      try (Node first = sequencer("first", ports)) {
        RpcClient here = new RpcClient(first.rpcPort().getAsInt());
        List<RpcClient> both = List.of(here, there);
        both.forEach(DevelopmentNodes::awaitReady);
        both.forEach(SequencersTest::awaitTakes);
        for (int nonce = 0; nonce < PAYMENTS; nonce++) {
          RpcClient one = both.get(nonce % 2);
          RpcClient other = both.get((nonce + 1) % 2);
          hashes.add(pay(one, DevelopmentNodes.ALICE, nonce));
          assertEquals(nonce + 1, pendingNonce(other));
          String hash = "\"" + hashes.getLast() + "\"";
          assertFalse(other.result("eth_getTransactionByHash", hash).isNull(), hash);
        }
        for (String hash : hashes) {
          JsonNode receipt = DevelopmentNodes.awaitReceipt(here, hash);
          assertEquals(receipt, DevelopmentNodes.awaitReceipt(there, hash));
        }
        assertFalse(writesHeaders(here) && writesHeaders(there));
        // It waits for the nonce before it, beyond any restart.
        waiting = pay(here, DevelopmentNodes.ALICE, PAYMENTS + 1);
        passCheckpoint(here);
      }
      Until.holds("the other one writes headers", () -> writesHeaders(there), () -> "it does not");
      long before = block(there);
      Until.holds(
          "blocks go on", () -> block(there) > before, () -> there.answer("braid_status", ""));
      try (Node first = sequencer("first", ports)) {
        RpcClient here = new RpcClient(first.rpcPort().getAsInt());
        awaitTakes(here);
        String hash = "\"" + waiting + "\"";
        assertFalse(here.result("eth_getTransactionByHash", hash).isNull());
        assertEquals(PAYMENTS, pendingNonce(here));
        pay(here, DevelopmentNodes.ALICE, PAYMENTS);
        assertEquals(PAYMENTS + 2, pendingNonce(here));
        assertEquals(PAYMENTS + 2, pendingNonce(there));
        assertEquals(
            DevelopmentNodes.awaitReceipt(here, waiting),
            DevelopmentNodes.awaitReceipt(there, waiting));
      }
    }
  }
}
