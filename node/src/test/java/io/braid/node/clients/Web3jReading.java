package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** The chain, accounts and blocks. */
final class Web3jReading {

  private static final String NOBODY = "0x" + "00".repeat(32);

  private final Web3jClient client;
  private final Web3j web3j;

  Web3jReading(Web3jClient client) {
    this.client = client;
    this.web3j = client.web3j;
  }

  void addTo(Checks checks) {
    checks.add("what the node is", this::node);
    checks.add("constants that old clients ask for", this::constants);
    checks.add("a batch of reads", this::batch);
    checks.add("balances at tags and numbers", this::balances);
    checks.add("nonces at blocks", this::nonces);
    checks.add("code and storage", this::code);
    checks.add("a block with its transactions", this::block);
    checks.add("every field of a block", this::fields);
    checks.add("blocks by tag", this::tags);
    checks.add("a transaction by its hash and its place", this::transaction);
    checks.add("receipts of a block", this::receipts);
    checks.add("nothing of what never was", this::nothing);
  }

  private void node() throws Exception {
    assertEquals(BigInteger.valueOf(Devnet.CHAIN_ID), result(web3j.ethChainId()).getChainId());
    assertEquals("4242", result(web3j.netVersion()).getNetVersion());
    assertTrue(result(web3j.web3ClientVersion()).getWeb3ClientVersion().startsWith("braid/"));
    assertFalse(result(web3j.ethSyncing()).isSyncing());
    assertTrue(result(web3j.netListening()).isListening());
  }

  private void constants() throws Exception {
    assertEquals(List.of(), result(web3j.ethAccounts()).getAccounts());
    assertEquals(BigInteger.ZERO, result(web3j.netPeerCount()).getQuantity());
    assertFalse(result(web3j.ethMining()).isMining());
    assertEquals(BigInteger.ZERO, result(web3j.ethHashrate()).getHashrate());
    assertEquals(
        "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        result(web3j.web3Sha3("0x")).getResult());
  }

  private void batch() throws Exception {
    BatchResponse batch =
        web3j
            .newBatch()
            .add(web3j.ethChainId())
            .add(web3j.ethBlockNumber())
            .add(web3j.ethGasPrice())
            .send();
    assertEquals(3, batch.getResponses().size());
    assertEquals("0x1092", batch.getResponses().getFirst().getResult());
    assertTrue(batch.getResponses().stream().noneMatch(Response::hasError));
  }

  private BigInteger balance(String address, DefaultBlockParameter at) throws Exception {
    return result(web3j.ethGetBalance(address, at)).getBalance();
  }

  private void balances() throws Exception {
    String to = client.stranger(1);
    BigInteger number = client.pay(to).getBlockNumber();
    assertEquals(BigInteger.ONE, balance(to, DefaultBlockParameterName.LATEST));
    assertEquals(BigInteger.ONE, balance(to, DefaultBlockParameterName.PENDING));
    assertEquals(BigInteger.ZERO, balance(to, DefaultBlockParameterName.EARLIEST));
    assertEquals(BigInteger.ONE, balance(to, DefaultBlockParameter.valueOf(number)));
    assertEquals(
        BigInteger.ZERO,
        balance(to, DefaultBlockParameter.valueOf(number.subtract(BigInteger.ONE))));
  }

  private BigInteger nonce(DefaultBlockParameter at) throws Exception {
    return result(web3j.ethGetTransactionCount(client.alice.getAddress(), at))
        .getTransactionCount();
  }

  private void nonces() throws Exception {
    BigInteger before = nonce(DefaultBlockParameterName.LATEST);
    BigInteger number = client.pay(client.stranger(0)).getBlockNumber();
    assertEquals(before, nonce(DefaultBlockParameter.valueOf(number.subtract(BigInteger.ONE))));
    assertEquals(before.add(BigInteger.ONE), nonce(DefaultBlockParameter.valueOf(number)));
    assertEquals(before.add(BigInteger.ONE), nonce(DefaultBlockParameterName.PENDING));
  }

  private void code() throws Exception {
    DefaultBlockParameter latest = DefaultBlockParameterName.LATEST;
    assertEquals("0xfe", result(web3j.ethGetCode(Devnet.DUSD, latest)).getCode());
    assertEquals("0x", result(web3j.ethGetCode(client.alice.getAddress(), latest)).getCode());
    assertEquals(
        NOBODY, result(web3j.ethGetStorageAt(Devnet.DUSD, BigInteger.ZERO, latest)).getData());
  }

  private EthBlock.Block block(DefaultBlockParameter at, boolean whole) throws Exception {
    return result(web3j.ethGetBlockByNumber(at, whole)).getBlock();
  }

  private void block() throws Exception {
    TransactionReceipt receipt = client.pay(client.stranger(2));
    EthBlock.Block block = block(DefaultBlockParameter.valueOf(receipt.getBlockNumber()), true);
    assertEquals(receipt.getBlockHash(), block.getHash());
    Transaction found =
        (Transaction)
            block.getTransactions().get(receipt.getTransactionIndex().intValueExact()).get();
    assertEquals(receipt.getTransactionHash(), found.getHash());
    assertEquals(client.alice.getAddress(), found.getFrom());
    EthBlock.Block same = result(web3j.ethGetBlockByHash(block.getHash(), false)).getBlock();
    assertEquals(receipt.getBlockNumber(), same.getNumber());
    BigInteger count =
        result(web3j.ethGetBlockTransactionCountByHash(block.getHash())).getTransactionCount();
    assertEquals(block.getTransactions().size(), count.intValueExact());
  }

  private void fields() throws Exception {
    EthBlock.Block block = block(DefaultBlockParameterName.LATEST, false);
    for (Object field :
        List.of(
            block.getParentHash(),
            block.getSha3Uncles(),
            block.getLogsBloom(),
            block.getTransactionsRoot(),
            block.getStateRoot(),
            block.getReceiptsRoot(),
            block.getMiner(),
            block.getMixHash(),
            block.getExtraData(),
            block.getSize(),
            block.getGasLimit(),
            block.getGasUsed(),
            block.getTimestamp(),
            block.getBaseFeePerGas(),
            block.getWithdrawalsRoot())) {
      assertNotNull(field);
    }
    assertEquals(BigInteger.ZERO, block.getDifficulty());
    assertEquals(BigInteger.ZERO, block.getNonce());
    assertEquals(List.of(), block.getUncles());
    assertEquals(List.of(), block.getWithdrawals());
  }

  private void tags() throws Exception {
    BigInteger latest = block(DefaultBlockParameterName.LATEST, false).getNumber();
    assertEquals(BigInteger.ZERO, block(DefaultBlockParameterName.EARLIEST, false).getNumber());
    for (DefaultBlockParameterName tag :
        List.of(DefaultBlockParameterName.SAFE, DefaultBlockParameterName.FINALIZED)) {
      assertTrue(block(tag, false).getNumber().compareTo(latest) <= 0, tag.getValue());
    }
    assertTrue(block(DefaultBlockParameterName.PENDING, false).getNumber().compareTo(latest) >= 0);
  }

  private void transaction() throws Exception {
    TransactionReceipt receipt = client.pay(client.stranger(3));
    Transaction byHash =
        result(web3j.ethGetTransactionByHash(receipt.getTransactionHash()))
            .getTransaction()
            .orElseThrow();
    Transaction byPlace =
        result(
                web3j.ethGetTransactionByBlockHashAndIndex(
                    receipt.getBlockHash(), receipt.getTransactionIndex()))
            .getTransaction()
            .orElseThrow();
    assertEquals(byHash, byPlace);
    assertEquals(BigInteger.ONE, byHash.getValue());
    assertEquals(Devnet.CHAIN_ID, byHash.getChainId());
  }

  private void receipts() throws Exception {
    TransactionReceipt receipt = client.pay(client.stranger(0));
    List<TransactionReceipt> all =
        result(web3j.ethGetBlockReceipts(DefaultBlockParameter.valueOf(receipt.getBlockNumber())))
            .getBlockReceipts()
            .orElseThrow();
    assertEquals(receipt, all.get(receipt.getTransactionIndex().intValueExact()));
  }

  private void nothing() throws Exception {
    assertTrue(result(web3j.ethGetTransactionByHash(NOBODY)).getTransaction().isEmpty());
    assertTrue(result(web3j.ethGetTransactionReceipt(NOBODY)).getTransactionReceipt().isEmpty());
    assertNull(block(DefaultBlockParameter.valueOf(BigInteger.valueOf(1_000_000_000)), false));
  }
}
