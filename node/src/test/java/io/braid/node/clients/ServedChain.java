package io.braid.node.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.RpcClient;
import io.braid.sequencer.rpc.PublishedSchemas;
import java.util.List;

/**
 * Everything that a node tells of its chain, block by block: it fits the published schemas, and
 * what is told twice is the same.
 */
final class ServedChain {

  /** The newest blocks that are looked at. */
  private static final long BLOCKS_MAX = 2_000;

  private final RpcClient rpc;
  private final PublishedSchemas schemas;
  private int transactions;
  private int logs;

  ServedChain(RpcClient rpc, PublishedSchemas schemas) {
    this.rpc = rpc;
    this.schemas = schemas;
  }

  /** Asks, and holds the answer against its schema. */
  JsonNode result(String method, String params) {
    JsonNode result = answer(method, params);
    assertFits(method, result);
    return result;
  }

  /** Asks. */
  JsonNode answer(String method, String params) {
    return rpc.result(method, params.replace('\'', '"'));
  }

  /** Holds a result of a method against its schema. */
  void assertFits(String method, JsonNode result) {
    List<String> errors = schemas.errors(method, result.toString());
    assertTrue(errors.isEmpty(), () -> "%s: %s: %s".formatted(method, errors, result));
  }

  /** Looks at all blocks. */
  void check() {
    long latest = Long.decode(result("eth_blockNumber", "").asText());
    for (long number = Math.max(0, latest - BLOCKS_MAX); number <= latest; number++) {
      checkBlock(number);
    }
  }

  private void checkBlock(long number) {
    String at = "'0x%x'".formatted(number);
    JsonNode whole = result("eth_getBlockByNumber", at + ",true");
    String hash = "'" + whole.get("hash").asText() + "'";
    JsonNode block = result("eth_getBlockByHash", hash + ",false");
    JsonNode receipts = result("eth_getBlockReceipts", hash);
    assertEquals(block.get("transactions").size(), receipts.size());
    assertEquals(
        receipts.size(),
        Integer.decode(result("eth_getBlockTransactionCountByNumber", at).asText()));
    long gas = 0;
    for (int i = 0; i < receipts.size(); i++) {
      JsonNode receipt = receipts.get(i);
      String transaction = "'" + block.get("transactions").get(i).asText() + "'";
      assertEquals(receipt, result("eth_getTransactionReceipt", transaction));
      JsonNode found = result("eth_getTransactionByHash", transaction);
      assertEquals(whole.get("transactions").get(i), found);
      assertEquals(
          found, result("eth_getTransactionByBlockHashAndIndex", "%s,'0x%x'".formatted(hash, i)));
      assertEquals(found.get("gasPrice"), receipt.get("effectiveGasPrice"));
      gas += Long.decode(receipt.get("gasUsed").asText());
      assertEquals(gas, Long.decode(receipt.get("cumulativeGasUsed").asText()));
      logs += receipt.get("logs").size();
    }
    transactions += receipts.size();
    assertEquals(gas, Long.decode(block.get("gasUsed").asText()));
    checkLogs(hash, receipts);
  }

  private void checkLogs(String hash, JsonNode receipts) {
    JsonNode found = result("eth_getLogs", "{'blockHash':%s}".formatted(hash));
    int at = 0;
    for (JsonNode receipt : receipts) {
      for (JsonNode log : receipt.get("logs")) {
        assertEquals(log, found.get(at));
        assertEquals(at, Integer.decode(log.get("logIndex").asText()));
        at++;
      }
    }
    assertEquals(at, found.size());
  }

  /** How many transactions were looked at. */
  int transactions() {
    return transactions;
  }

  /** How many logs. */
  int logs() {
    return logs;
  }
}
