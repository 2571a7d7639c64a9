package io.braid.node.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.RpcClient;
import io.braid.node.crash.Payers.Payment;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What must hold in the end, by what clients were told and by what the gateways and logs say. */
final class Reckoning {

  private final Payers payers;
  private final Map<Payment, Told> told;
  private final List<RpcClient> gateways;

  /** Payments that ran, with their receipts. */
  private final Map<Payment, JsonNode> receipts = new LinkedHashMap<>();

  private long latest;

  /**
   * A reckoning when nothing is sent any more and all processes run.
   *
   * @param told what clients were told of each payment; takes what is sent to fill gaps
   */
  Reckoning(Payers payers, Map<Payment, Told> told, List<RpcClient> gateways) {
    this.payers = payers;
    this.told = told;
    this.gateways = gateways;
  }

  /** Whether every gateway knows what became of all payments. */
  boolean isSettled() {
    Set<Integer> waiting = new LinkedHashSet<>();
    for (RpcClient gateway : gateways) {
      List<Payment> all = List.copyOf(told.keySet());
      List<JsonNode> statuses = statuses(gateway, all);
      for (int i = 0; i < all.size(); i++) {
        String status = statuses.get(i).get("status").asText();
        if (status.equals("pending")
            || (status.equals("unknown") && told.get(all.get(i)) == Told.ACKNOWLEDGED)) {
          waiting.add(all.get(i).payer());
        }
      }
    }
    waiting.forEach(this::fillGap);
    return waiting.isEmpty();
  }

  private static List<JsonNode> statuses(RpcClient gateway, List<Payment> payments) {
    return gateway.results(
        "braid_getTransactionStatus", payments.stream().map(Payment::hash).toList());
  }

  /**
   * Where the payment before it never reached the log, a payment waits in its shard: its payer
   * sends what is missing. If nothing is, this is one payment more.
   */
  private void fillGap(int payer) {
    RpcClient gateway = gateways.getFirst();
    long nonce = count(gateway, payer, "pending");
    Payment filler = payers.pay(payer, payer, nonce, 1);
    if (gateway.answer("eth_sendRawTransaction", filler.raw()).has("result")) {
      told.put(filler, Told.ACKNOWLEDGED);
    }
  }

  private long count(RpcClient gateway, int payer, String tag) {
    return Long.decode(
        gateway
            .result("eth_getTransactionCount", payers.address(payer) + ",\"" + tag + "\"")
            .asText());
  }

  /** Each acknowledged payment has one outcome, the same everywhere; no other has more. */
  void checkOutcomes() {
    List<Payment> all = List.copyOf(told.keySet());
    List<String> hashes = all.stream().map(Payment::hash).toList();
    List<JsonNode> statuses = statuses(gateways.getFirst(), all);
    List<JsonNode> found = gateways.getFirst().results("eth_getTransactionReceipt", hashes);
    for (RpcClient gateway : gateways) {
      assertEquals(statuses, statuses(gateway, all), "the gateways differ");
      assertEquals(found, gateway.results("eth_getTransactionReceipt", hashes));
    }
    for (int i = 0; i < all.size(); i++) {
      Payment payment = all.get(i);
      JsonNode status = statuses.get(i);
      boolean hasRun = status.get("status").asText().equals("executed");
      assertEquals(hasRun, !found.get(i).isNull(), payment::toString);
      switch (told.get(payment)) {
        case ACKNOWLEDGED ->
            assertTrue(hasRun || status.path("reason").asText().length() > 1, status::toString);
        case REFUSED -> assertFalse(hasRun, () -> "was told an error, and ran: " + payment);
        case NOTHING -> assertNotEquals("pending", status.get("status").asText());
      }
      if (hasRun) {
        receipts.put(payment, found.get(i));
      }
    }
  }

  /** What ran is what the nonces and balances say, and no nonce was used twice. */
  void checkAccounts(LogReplay replay) {
    BigInteger[] balances = new BigInteger[payers.count()];
    Arrays.fill(balances, Payers.INITIAL_WEI);
    List<Set<Long>> nonces = new ArrayList<>();
    for (int payer = 0; payer < payers.count(); payer++) {
      nonces.add(new HashSet<>());
    }
    for (Map.Entry<Payment, JsonNode> ran : receipts.entrySet()) {
      Payment payment = ran.getKey();
      JsonNode receipt = ran.getValue();
      assertEquals("0x1", receipt.get("status").asText(), payment::toString);
      assertTrue(nonces.get(payment.payer()).add(payment.nonce()), () -> "twice: " + payment);
      BigInteger wei = BigInteger.valueOf(payment.wei());
      BigInteger fee = number(receipt, "gasUsed").multiply(number(receipt, "effectiveGasPrice"));
      balances[payment.payer()] = balances[payment.payer()].subtract(wei).subtract(fee);
      balances[payment.receiver()] = balances[payment.receiver()].add(wei);
    }
    for (int payer = 0; payer < payers.count(); payer++) {
      Address owner = Address.parse(payers.address(payer).replace("\"", ""));
      long nonce = replay.nonce(owner);
      assertEquals(nonces.get(payer), asSet(nonce), "nonces of payer " + payer);
      assertEquals(balances[payer], replay.balance(owner), "balance of payer " + payer);
      for (RpcClient gateway : gateways) {
        assertEquals(nonce, count(gateway, payer, "latest"));
        assertEquals(nonce, count(gateway, payer, "pending"));
        JsonNode balance = gateway.result("eth_getBalance", payers.address(payer) + ",\"latest\"");
        assertEquals(balances[payer], new BigInteger(balance.asText().substring(2), 16));
      }
    }
    assertEquals(
        new HashSet<>(receipts.keySet().stream().map(Payment::hash).toList()), replay.ran());
  }

  private static Set<Long> asSet(long nonce) {
    return new HashSet<>(LongStream.range(0, nonce).boxed().toList());
  }

  private static BigInteger number(JsonNode receipt, String field) {
    return new BigInteger(receipt.get(field).asText().substring(2), 16);
  }

  /** All gateways have the same blocks, and each payment that ran stands in one, once. */
  void checkBlocks() {
    latest = gateways.stream().mapToLong(Reckoning::latest).min().orElseThrow();
    List<String> numbers =
        LongStream.rangeClosed(0, latest).mapToObj("\"0x%x\",false"::formatted).toList();
    List<JsonNode> blocks = gateways.getFirst().results("eth_getBlockByNumber", numbers);
    for (RpcClient gateway : gateways) {
      assertEquals(blocks, gateway.results("eth_getBlockByNumber", numbers), "blocks differ");
    }
    Map<String, String> placed = new TreeMap<>();
    String parent = blocks.getFirst().get("parentHash").asText();
    for (JsonNode block : blocks) {
      assertEquals(parent, block.get("parentHash").asText());
      parent = block.get("hash").asText();
      for (JsonNode hash : block.get("transactions")) {
        String before = placed.put(hash.toString(), block.get("number").asText());
        assertEquals(null, before, () -> hash + " stands in two places");
      }
    }
    Map<String, String> receipted = new TreeMap<>();
    receipts.forEach(
        (payment, receipt) -> receipted.put(payment.hash(), receipt.get("blockNumber").asText()));
    assertEquals(receipted, placed);
  }

  private static long latest(RpcClient gateway) {
    return Long.decode(gateway.result("eth_blockNumber", "").asText());
  }

  /** In a line. */
  String summary() {
    long acknowledged = told.values().stream().filter(Told.ACKNOWLEDGED::equals).count();
    List<Payment> untold =
        told.keySet().stream().filter(payment -> told.get(payment) == Told.NOTHING).toList();
    long happened = untold.stream().filter(receipts::containsKey).count();
    long refused =
        told.keySet().stream()
            .filter(
                payment -> told.get(payment) == Told.ACKNOWLEDGED && !receipts.containsKey(payment))
            .count();
    return "%d payments acknowledged (%d of them refused later), %d without an answer of which %d happened, %d blocks"
        .formatted(acknowledged, refused, untold.size(), happened, latest);
  }
}
