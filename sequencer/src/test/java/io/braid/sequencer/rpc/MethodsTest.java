package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.MemoryChain.ALICE;
import static io.braid.sequencer.rpc.MemoryChain.BOB;
import static io.braid.sequencer.rpc.MemoryChain.GOLD;
import static io.braid.sequencer.rpc.MemoryChain.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method with its exact answer. */
class MethodsTest {

  private static final String NO_BLOOM = "0x" + "0".repeat(512);
  private static final String HASH_B1 = hash(0xb001);
  private static final String TX_0 = hash(0x7000);
  private static final String TX_1 = hash(0x7001);
  private static final String NOWHERE = "0x" + "c3".repeat(20);

  private final MemoryChain chain = new MemoryChain();
  private final Requests requests = new Requests(chain.rpc(chain.table()));

  private static String hash(long low) {
    return Hex.data(Word.of(low));
  }

  private static String topic(Address address) {
    return Hex.data(address.word());
  }

  static Stream<Arguments> node() {
    return Stream.of(
        Arguments.of("eth_chainId", "", "'0x539'"),
        Arguments.of("net_version", "", "'1337'"),
        Arguments.of("net_listening", "", "true"),
        Arguments.of("net_peerCount", "", "'0x0'"),
        Arguments.of("web3_clientVersion", "", "'braid/test'"),
        Arguments.of(
            "web3_sha3",
            "'0x'",
            "'0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'"),
        Arguments.of("eth_syncing", "", "false"),
        Arguments.of("eth_mining", "", "false"),
        Arguments.of("eth_hashrate", "", "'0x0'"),
        Arguments.of("eth_accounts", "", "[]"),
        Arguments.of("eth_blockNumber", "", "'0x3'"),
        Arguments.of("eth_gasPrice", "", "'0x7d1'"),
        Arguments.of("eth_maxPriorityFeePerGas", "", "'0x1'"),
        Arguments.of("eth_baseFee", "", "'0x3e8'"),
        Arguments.of(
            "eth_feeHistory",
            "'0x2','0x1',[0,40,50,100]",
            "{'oldestBlock':'0x0','reward':[['0x0','0x0','0x0','0x0'],"
                + "['0x64','0x7d0','0x7d0','0x7d0']],"
                + "'baseFeePerGas':['0x3e8','0x3e8','0x3e8'],"
                + "'gasUsedRatio':[0.0,0.0023666666666666667]}"),
        Arguments.of(
            "eth_feeHistory",
            "1,'latest',[]",
            "{'oldestBlock':'0x3','baseFeePerGas':['0x3e8','0x3e8'],'gasUsedRatio':[0.0]}"),
        Arguments.of("braid_shardOf", "'" + ALICE + "'", "'0x1'"),
        Arguments.of(
            "braid_status",
            "",
            "{'process':'gateway','latest':'0x3','safe':'0x2','finalized':'0x1','shards':'0x4',"
                + "'writesHeaders':true,'header':'0x16','headerAgeMs':'0x12c',"
                + "'inFlight':'0x5','stages':["
                + "{'role':'executor','shard':'0x1','offset':'0xa','lag':null,'block':'0x3',"
                + "'generation':'0x1'},"
                + "{'role':'blocks','offset':'0x14','lag':'0x2','block':'0x3',"
                + "'generation':'0x1'}],'executors':["
                + "{'shard':'0x1','process':'one','phase':'RUNNING','acknowledgedOffset':'0xa',"
                + "'snapshotOffset':null,'gaps':'0x0','malformed':'0x6','ageMs':'0x7'}]}"),
        Arguments.of(
            "braid_getTransactionStatus",
            "'" + TX_0 + "'",
            "{'status':'executed','blockNumber':'0x1','block':'finalized','success':true}"),
        Arguments.of("braid_getTransactionStatus", "'" + hash(1) + "'", "{'status':'unknown'}"));
  }

  static Stream<Arguments> state() {
    String alice = "'" + ALICE + "'";
    return Stream.of(
        Arguments.of("eth_getBalance", alice, "'0xde0b6b3a7640000'"),
        Arguments.of("eth_getBalance", alice + ",'pending'", "'0xde0b6b3a7640000'"),
        Arguments.of(
            "eth_getBalance", alice + ",{'blockHash':'" + HASH_B1 + "'}", "'0xde0b6b3a7640000'"),
        Arguments.of("eth_getBalance", alice + ",'" + HASH_B1 + "'", "'0xde0b6b3a7640000'"),
        Arguments.of("eth_getBalance", "'" + NOWHERE + "','latest'", "'0x0'"),
        Arguments.of("eth_getTransactionCount", alice + ",'latest'", "'0x3'"),
        Arguments.of("eth_getTransactionCount", alice + ",'finalized'", "'0x2'"),
        Arguments.of("eth_getTransactionCount", alice + ",'pending'", "'0x3'"),
        Arguments.of("eth_getCode", "'" + GOLD + "','latest'", "'0xfe'"),
        Arguments.of("eth_getCode", "'" + POOL + "','latest'", "'0xfe'"),
        Arguments.of("eth_getCode", "'" + Programs.router() + "','latest'", "'0xfe'"),
        Arguments.of("eth_getCode", "'" + Programs.facade() + "','latest'", "'0xfe'"),
        Arguments.of("eth_getCode", "'" + MemoryChain.SILVER + "','0x1'", "'0x'"),
        Arguments.of("eth_getCode", alice + ",'latest'", "'0x'"),
        Arguments.of("eth_getStorageAt", alice + ",'0x0','latest'", "'" + hash(0) + "'"));
  }

  private static final String LOG =
      "{'address':'%s','topics':['%s','%s','%s'],'data':'%s','blockHash':'%s',"
              .formatted(
                  GOLD,
                  Hex.data(MemoryChain.TRANSFER_TOPIC),
                  topic(ALICE),
                  topic(BOB),
                  hash(100),
                  HASH_B1)
          + "'blockNumber':'0x1','blockTimestamp':'0x3e9','transactionHash':'%s',".formatted(TX_1)
          + "'transactionIndex':'0x1','logIndex':'0x0','removed':false}";

  private static final String RECEIPT_1 =
      "{'transactionHash':'%s','transactionIndex':'0x1','blockHash':'%s',".formatted(TX_1, HASH_B1)
          + "'blockNumber':'0x1','from':'%s','to':'%s','contractAddress':null,"
              .formatted(ALICE, GOLD)
          + "'type':'0x0','status':'0x1','gasUsed':'0xc350','cumulativeGasUsed':'0x11558',"
          + "'effectiveGasPrice':'0xbb8','logsBloom':'%s','logs':[%s]}".formatted(NO_BLOOM, LOG);

  private static final String TRANSACTION_0 =
      "{'blockHash':'%s','blockNumber':'0x1','blockTimestamp':'0x3e9',".formatted(HASH_B1)
          + "'transactionIndex':'0x0','hash':'%s','type':'0x2','from':'%s','to':'%s',"
              .formatted(TX_0, ALICE, BOB)
          + "'nonce':'0x0','gas':'0x186a0','value':'0x5','input':'0x','gasPrice':'0x44c',"
          + "'maxFeePerGas':'0xbb8','maxPriorityFeePerGas':'0x64','chainId':'0x539',"
          + "'accessList':[{'address':'%s','storageKeys':['%s']}],".formatted(BOB, hash(9))
          + "'v':'0x1','yParity':'0x1','r':'0x11','s':'0x22'}";

  private static final String BLOCK_1 =
      "{'number':'0x1','hash':'%s','parentHash':'%s',".formatted(HASH_B1, hash(0xb000))
          + "'sha3Uncles':'0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',"
          + "'miner':'0x0000000000000000000000000000000000000fee','stateRoot':'%s',"
              .formatted(hash(1))
          + "'transactionsRoot':'%s','receiptsRoot':'%s','logsBloom':'%s',"
              .formatted(hash(2), hash(3), NO_BLOOM)
          + "'difficulty':'0x0','gasLimit':'0x1c9c380','gasUsed':'0x11558','timestamp':'0x3e9',"
          + "'extraData':'0xbeef','mixHash':'%s','nonce':'0x0000000000000000',".formatted(hash(0))
          + "'baseFeePerGas':'0x3e8','withdrawalsRoot':"
          + "'0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421',"
          + "'size':'0x258','uncles':[],'withdrawals':[],'transactions':['%s','%s']}"
              .formatted(TX_0, TX_1);

  static Stream<Arguments> chain() {
    String block = "'" + HASH_B1 + "'";
    return Stream.of(
        Arguments.of("eth_getBlockByNumber", "'0x1',false", BLOCK_1),
        Arguments.of("eth_getBlockByNumber", "'finalized',false", BLOCK_1),
        Arguments.of("eth_getBlockByNumber", "'0x9',true", "null"),
        Arguments.of("eth_getBlockByHash", block + ",false", BLOCK_1),
        Arguments.of("eth_getBlockByHash", "'" + hash(1) + "',false", "null"),
        Arguments.of("eth_getBlockTransactionCountByNumber", "'0x1'", "'0x2'"),
        Arguments.of("eth_getBlockTransactionCountByHash", block, "'0x2'"),
        Arguments.of("eth_getBlockTransactionCountByHash", "'" + hash(1) + "'", "null"),
        Arguments.of("eth_getTransactionByBlockNumberAndIndex", "'0x1','0x0'", TRANSACTION_0),
        Arguments.of("eth_getTransactionByBlockHashAndIndex", block + ",'0x0'", TRANSACTION_0),
        Arguments.of("eth_getTransactionByBlockHashAndIndex", block + ",'0x2'", "null"),
        Arguments.of("eth_getTransactionByHash", "'" + TX_0 + "'", TRANSACTION_0),
        Arguments.of("eth_getTransactionByHash", "'" + hash(1) + "'", "null"),
        Arguments.of("eth_getTransactionReceipt", "'" + TX_1 + "'", RECEIPT_1),
        Arguments.of("eth_getTransactionReceipt", "'" + hash(1) + "'", "null"),
        Arguments.of("eth_getBlockReceipts", "'latest'", "[]"),
        Arguments.of("eth_getBlockReceipts", "'0x9'", "null"),
        Arguments.of("eth_getUncleCountByBlockNumber", "'0x1'", "'0x0'"),
        Arguments.of("eth_getUncleCountByBlockHash", block, "'0x0'"),
        Arguments.of("eth_getUncleByBlockNumberAndIndex", "'0x1','0x0'", "null"),
        Arguments.of("eth_getUncleByBlockHashAndIndex", block + ",'0x0'", "null"),
        Arguments.of("eth_getLogs", "{'fromBlock':'earliest','toBlock':'latest'}", "[" + LOG + "]"),
        Arguments.of("eth_getLogs", "{'blockHash':" + block + "}", "[" + LOG + "]"),
        Arguments.of("eth_getLogs", "{}", "[]"),
        Arguments.of(
            "eth_getLogs",
            "{'fromBlock':'0x1','address':['%s'],'topics':[null,['%s','%s']]}"
                .formatted(GOLD, topic(BOB), topic(ALICE)),
            "[" + LOG + "]"),
        Arguments.of(
            "eth_getLogs", "{'fromBlock':'0x1','topics':[null,'%s']}".formatted(topic(BOB)), "[]"),
        Arguments.of("eth_getLogs", "{'fromBlock':'0x1','topics':[null,null,null,null]}", "[]"));
  }

  @ParameterizedTest
  @MethodSource({"node", "state", "chain"})
  void methodHasItsExactAnswer(String method, String params, String expected) {
    assertEquals(expected, requests.result(method, params));
  }

  static Stream<Arguments> errors() {
    String alice = "'" + ALICE + "'";
    return Stream.of(
        Arguments.of(
            "eth_getBalance",
            alice + ",'0x0'",
            "'code':-32000,'message':'historical state of block 0 is not available: the oldest kept"
                + " is that of block 1','data':{'oldestBlock':'0x1'}"),
        Arguments.of(
            "eth_getBalance", alice + ",'0x9'", "'code':-32000,'message':'header not found'"),
        Arguments.of(
            "eth_getBalance",
            alice + ",'" + hash(1) + "'",
            "'code':-32000,'message':'header for hash not found'"),
        Arguments.of(
            "eth_getStorageAt",
            alice + ",'0xasdf','latest'",
            "'code':-32602,'message':'invalid hex in storage key: \\'0xasdf\\''"),
        Arguments.of(
            "eth_getStorageAt",
            alice + ",'0x" + "0".repeat(65) + "','latest'",
            "'code':-32602,'message':'storage key too long (want at most 32 bytes): \\'0x"
                + "0".repeat(65)
                + "\\''"),
        Arguments.of(
            "eth_getLogs",
            "{'fromBlock':'0x2','toBlock':'0x1'}",
            "'code':-32602,'message':'invalid block range params'"),
        Arguments.of(
            "eth_getLogs",
            "{'fromBlock':'0x2','toBlock':'0x9'}",
            "'code':-32602,'message':'block range extends beyond current head block'"),
        Arguments.of(
            "eth_getLogs",
            "{'blockHash':'" + HASH_B1 + "','toBlock':'0x9'}",
            "'code':-32602,'message':'invalid argument 0: cannot specify both BlockHash and"
                + " FromBlock/ToBlock, choose one or the other'"),
        Arguments.of(
            "eth_getLogs",
            "{'topics':[null,null,null,null,null]}",
            "'code':-32602,'message':'exceed max topics: a log has at most 4'"),
        Arguments.of(
            "eth_getLogs",
            "{'address':[null]}",
            "'code':-32602,'message':'invalid argument 0: not a string: a hexadecimal value is a"
                + " string'"),
        Arguments.of(
            "eth_getUncleByBlockHashAndIndex",
            "'0x1','0x0'",
            "'code':-32602,'message':'invalid argument 0: hex string has length 1, want 64 for"
                + " hash'"),
        Arguments.of(
            "eth_getUncleByBlockNumberAndIndex",
            "'first','0x0'",
            "'code':-32602,'message':'invalid argument 0: hex string without 0x prefix'"),
        Arguments.of(
            "eth_feeHistory",
            "'0x1','latest',[50,20]",
            "'code':-32000,'message':'invalid reward percentile: 20.0 after 50.0, they must"
                + " ascend'"),
        Arguments.of("eth_getFilterChanges", "'0x1'", "'code':-32000,'message':'filter not found'"),
        Arguments.of(
            "eth_subscribe",
            "'newHeads'",
            "'code':-32601,'message':'notifications not supported: subscribe over WebSocket'"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorIsExact(String method, String params, String expected) {
    assertEquals("'error':{" + expected + "}", requests.call(method, params));
  }

  @Test
  void aRangeThatIsTooWideIsAnErrorThatNamesOneThatIsNot() {
    for (int i = 0; i < RpcLimits.LOG_BLOCKS_MAX; i++) {
      chain.addBlock(List.of(), List.of());
    }
    assertEquals(
        "'error':{'code':-32005,'message':'query exceeds max block range 10000. Try with this block"
            + " range [0x1, 0x2710].','data':{'from':'0x1','to':'0x2710'}}",
        requests.call("eth_getLogs", "{'fromBlock':'0x1','toBlock':'latest'}"));
  }

  @Test
  void moreLogsThanFitAreAnErrorThatNamesBlocksThatDo() {
    for (int i = 0; i < 2; i++) {
      chain.addBlock(
          List.of(MemoryChain.transaction(2, GOLD, Bytes.EMPTY, 10 + i)),
          List.of(java.util.Collections.nCopies(6_000, Word.of(1))));
    }
    assertEquals(
        "'error':{'code':-32005,'message':'query returned more than 10000 results. Try with this"
            + " block range [0x1, 0x4].','data':{'from':'0x1','to':'0x4'}}",
        requests.call("eth_getLogs", "{'fromBlock':'0x1','toBlock':'latest'}"));
  }

  @Test
  void aPendingTransactionIsShownWithoutABlock() {
    chain.announcePending(MemoryChain.transaction(0, BOB, Bytes.EMPTY, 3));
    String shown = requests.result("eth_getTransactionByHash", "'" + hash(0x7003) + "'");
    assertTrue(
        shown.startsWith(
            "{'blockHash':null,'blockNumber':null,'blockTimestamp':null,'transactionIndex':null,"),
        shown);
    assertTrue(shown.endsWith("'chainId':'0x539','v':'0xa96','r':'0x11','s':'0x22'}"), shown);
    assertEquals("null", requests.result("eth_getTransactionReceipt", "'" + hash(0x7003) + "'"));
    assertEquals("'0x4'", requests.result("eth_getTransactionCount", "'" + ALICE + "','pending'"));
    assertEquals("'0x3'", requests.result("eth_getTransactionCount", "'" + ALICE + "','latest'"));
    assertEquals(
        "{'status':'pending'}",
        requests.result("braid_getTransactionStatus", "'" + hash(0x7003) + "'"));
  }

  /** Every method is named in a test of this package; a new one wants its row. */
  @Test
  void theTableServesWhatItShould() {
    assertEquals(
        new TreeSet<>(
            List.of(
                ("braid_getTransactionStatus braid_shardOf braid_status eth_accounts eth_baseFee"
                        + " eth_blockNumber eth_call eth_chainId eth_createAccessList"
                        + " eth_estimateGas eth_feeHistory eth_fillTransaction eth_gasPrice"
                        + " eth_getBalance eth_getBlockByHash eth_getBlockByNumber"
                        + " eth_getBlockReceipts eth_getBlockTransactionCountByHash"
                        + " eth_getBlockTransactionCountByNumber eth_getCode eth_getFilterChanges"
                        + " eth_getFilterLogs eth_getLogs eth_getStorageAt"
                        + " eth_getTransactionByBlockHashAndIndex"
                        + " eth_getTransactionByBlockNumberAndIndex eth_getTransactionByHash"
                        + " eth_getTransactionCount eth_getTransactionReceipt"
                        + " eth_getUncleByBlockHashAndIndex eth_getUncleByBlockNumberAndIndex"
                        + " eth_getUncleCountByBlockHash eth_getUncleCountByBlockNumber"
                        + " eth_hashrate eth_maxPriorityFeePerGas eth_mining eth_newBlockFilter"
                        + " eth_newFilter eth_newPendingTransactionFilter eth_sendRawTransaction"
                        + " eth_sendRawTransactionSync eth_subscribe eth_syncing"
                        + " eth_uninstallFilter eth_unsubscribe net_listening net_peerCount"
                        + " net_version web3_clientVersion web3_sha3")
                    .split(" "))),
        new TreeSet<>(chain.table().methods().keySet()));
  }
}
