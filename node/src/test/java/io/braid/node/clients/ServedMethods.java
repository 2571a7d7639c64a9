package io.braid.node.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;

/** The methods whose results are no part of the chain: they fit the published schemas as well. */
final class ServedMethods {

  private final ServedChain chain;
  private final Web3jClient client;

  ServedMethods(ServedChain chain, Web3jClient client) {
    this.chain = chain;
    this.client = client;
  }

  void check() throws Exception {
    for (String method :
        List.of(
            "eth_chainId",
            "net_version",
            "eth_syncing",
            "eth_accounts",
            "eth_gasPrice",
            "eth_maxPriorityFeePerGas",
            "eth_baseFee")) {
      var _ = chain.result(method, "");
    }
    var _ = chain.result("eth_feeHistory", "'0x40','latest',[0,12.5,50,100]");
    checkState();
    checkCalls();
    checkFilters();
    checkPending();
  }

  private void checkState() {
    String alice = "'" + client.alice.getAddress() + "'";
    for (String tag : List.of("latest", "pending", "earliest", "safe", "finalized")) {
      var _ = chain.result("eth_getBalance", "%s,'%s'".formatted(alice, tag));
      var _ = chain.result("eth_getTransactionCount", "%s,'%s'".formatted(alice, tag));
      var _ = chain.result("eth_getCode", "'%s','%s'".formatted(Devnet.DUSD, tag));
      var _ = chain.result("eth_getStorageAt", "%s,'0x0','%s'".formatted(alice, tag));
      var _ = chain.result("eth_getBlockByNumber", "'%s',true".formatted(tag));
    }
  }

  private void checkCalls() {
    String call =
        "{'from':'%s','to':'%s','type':'0x1'}"
            .formatted(client.alice.getAddress(), client.stranger(1));
    var _ = chain.result("eth_call", "{'to':'%s','data':'0x06fdde03'}".formatted(Devnet.DUSD));
    var _ = chain.result("eth_estimateGas", call);
    var _ = chain.result("eth_createAccessList", call);
    var _ = chain.result("eth_fillTransaction", call);
  }

  private void checkFilters() throws Exception {
    String logs = "'" + chain.result("eth_newFilter", "{}").asText() + "'";
    String blocks = "'" + chain.result("eth_newBlockFilter", "").asText() + "'";
    String pending = "'" + chain.result("eth_newPendingTransactionFilter", "").asText() + "'";
    new ProgramContract(client, Devnet.DUSD, client.manager(client.alice))
        .write(BigInteger.ZERO, "approve", new Address(client.stranger(1)), new Uint256(1));
    for (String filter : List.of(logs, blocks, pending)) {
      assertTrue(!chain.result("eth_getFilterChanges", filter).isEmpty());
    }
    var _ = chain.result("eth_getFilterLogs", logs);
    var _ = chain.result("eth_uninstallFilter", logs);
  }

  /**
   * One that waits for an earlier nonce, so that it is pending for as long as we like. The schema
   * knows transactions of blocks alone, so the place is that of another.
   */
  private void checkPending() throws Exception {
    BigInteger waiting = client.pendingNonce(client.alice).add(BigInteger.ONE);
    String raw =
        Web3jClient.signed(
            Web3jClient.payment(waiting, client.stranger(2), BigInteger.ONE), client.alice);
    String hash = "'" + chain.result("eth_sendRawTransaction", "'" + raw + "'").asText() + "'";
    ObjectNode pending = (ObjectNode) chain.answer("eth_getTransactionByHash", hash);
    assertTrue(chain.result("eth_getTransactionReceipt", hash).isNull());
    String other = client.pay(client.stranger(3)).getTransactionHash();
    JsonNode placed = chain.result("eth_getTransactionByHash", "'" + other + "'");
    for (String field : List.of("blockHash", "blockNumber", "blockTimestamp", "transactionIndex")) {
      assertTrue(pending.get(field).isNull(), field);
      pending.set(field, placed.get(field));
    }
    chain.assertFits("eth_getTransactionByHash", pending);
  }
}
