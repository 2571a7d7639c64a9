package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.error;
import static io.braid.node.clients.Web3jClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.node.kafka.Until;
import io.reactivex.Flowable;
import io.reactivex.disposables.Disposable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.protocol.websocket.events.NewHead;

/** Logs, filters and subscriptions. */
final class Web3jWatching {

  private static final String TRANSFER = EventEncoder.encode(Web3jContracts.TRANSFER);

  private final Web3jClient client;
  private final Web3j web3j;
  private final String socketUrl;
  private final ProgramContract dusd;

  /** Something that a check does again and again until it is told of it. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  Web3jWatching(Web3jClient client, String url) {
    this.client = client;
    this.web3j = client.web3j;
    this.socketUrl = url.replaceFirst("^http", "ws");
    dusd = new ProgramContract(client, Devnet.DUSD, client.manager(client.alice));
  }

  void addTo(Checks checks) {
    checks.add("logs by address, topics and range", this::logs);
    checks.add("logs by block hash", this::logsOfBlock);
    checks.add("a range of logs that is not there yet is an error", this::range);
    checks.add("a log filter gives each log once", this::logFilter);
    checks.add("logs flow", this::logFlowable);
    checks.add("hashes of blocks flow", this::blockHashes);
    checks.add("hashes of pending transactions flow", this::pendingHashes);
    checks.add("whole blocks flow, without a gap", this::blocks);
    checks.add("past blocks are replayed", this::replay);
    checks.add("everything that HTTP serves over WebSocket", this::socket);
    checks.add("new heads are told over WebSocket, without a gap", this::heads);
    checks.add("logs are told over WebSocket, those that were asked for", this::logsTold);
    checks.add("subscriptions need a WebSocket", this::noSubscription);
  }

  private TransactionReceipt pay(String to) throws Exception {
    return dusd.write(BigInteger.ZERO, "transfer", new Address(to), new Uint256(1));
  }

  private static String topic(String address) {
    return "0x" + TypeEncoder.encode(new Address(address));
  }

  private static EthFilter transfersTo(DefaultBlockParameter from, String to) {
    EthFilter filter = new EthFilter(from, DefaultBlockParameterName.LATEST, Devnet.DUSD);
    filter.addSingleTopic(TRANSFER);
    filter.addNullTopic();
    filter.addSingleTopic(topic(to));
    return filter;
  }

  private static List<String> hashes(EthLog logs) {
    return logs.getLogs().stream().map(log -> ((Log) log.get()).getTransactionHash()).toList();
  }

  /** What flows while an action is done again and again, once there is enough of it. */
  private static <T> List<T> told(Flowable<T> flowable, int enough, Action action) {
    ConcurrentLinkedQueue<T> seen = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    Disposable subscription = flowable.subscribe(seen::add, faults::add);
    try {
      Until.holds(
          "it is told",
          () -> {
            try {
              action.run();
            } catch (Exception failed) {
              throw new AssertionError("the action failed", failed);
            }
            assertEquals(List.of(), List.copyOf(faults));
            return seen.size() >= enough;
          },
          seen::size);
    } finally {
      subscription.dispose();
    }
    return new ArrayList<>(seen);
  }

  private void logs() throws Exception {
    String to = client.stranger(1);
    TransactionReceipt receipt = pay(to);
    DefaultBlockParameter from = DefaultBlockParameter.valueOf(receipt.getBlockNumber());
    assertEquals(
        List.of(receipt.getTransactionHash()),
        hashes(result(web3j.ethGetLogs(transfersTo(from, to)))));
    String other = client.stranger(1);
    assertEquals(List.of(), hashes(result(web3j.ethGetLogs(transfersTo(from, other)))));
  }

  private void logsOfBlock() throws Exception {
    TransactionReceipt receipt = pay(client.stranger(2));
    EthFilter filter = new EthFilter(receipt.getBlockHash());
    assertTrue(hashes(result(web3j.ethGetLogs(filter))).contains(receipt.getTransactionHash()));
  }

  private void range() throws Exception {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST,
            DefaultBlockParameter.valueOf(BigInteger.valueOf(1_000_000_000)),
            Devnet.DUSD);
    assertEquals(
        "block range extends beyond current head block",
        error(web3j.ethGetLogs(filter)).getMessage());
  }

  private void logFilter() throws Exception {
    String to = client.stranger(3);
    BigInteger id =
        result(web3j.ethNewFilter(transfersTo(DefaultBlockParameterName.LATEST, to))).getFilterId();
    TransactionReceipt receipt = pay(to);
    assertEquals(
        List.of(receipt.getTransactionHash()), hashes(result(web3j.ethGetFilterChanges(id))));
    assertEquals(List.of(), hashes(result(web3j.ethGetFilterChanges(id))));
    assertTrue(result(web3j.ethUninstallFilter(id)).isUninstalled());
    assertEquals("filter not found", error(web3j.ethGetFilterChanges(id)).getMessage());
  }

  private void logFlowable() {
    String to = client.stranger(1);
    EthFilter filter = transfersTo(DefaultBlockParameterName.LATEST, to);
    List<Log> logs = told(web3j.ethLogFlowable(filter), 1, () -> pay(to));
    assertTrue(logs.stream().allMatch(log -> log.getTopics().get(2).equals(topic(to))));
  }

  private void blockHashes() throws Exception {
    List<String> hashes =
        told(web3j.ethBlockHashFlowable(), 2, () -> client.pay(client.stranger(0)));
    EthBlock.Block first = result(web3j.ethGetBlockByHash(hashes.get(0), false)).getBlock();
    EthBlock.Block second = result(web3j.ethGetBlockByHash(hashes.get(1), false)).getBlock();
    assertEquals(first.getHash(), second.getParentHash());
  }

  private void pendingHashes() {
    List<String> sent = new ArrayList<>();
    List<String> hashes =
        told(
            web3j.ethPendingTransactionHashFlowable(),
            1,
            () -> sent.add(client.pay(client.stranger(1)).getTransactionHash()));
    assertTrue(hashes.stream().anyMatch(sent::contains));
  }

  private static void assertNoGap(List<BigInteger> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      assertEquals(numbers.get(i - 1).add(BigInteger.ONE), numbers.get(i));
    }
  }

  private void blocks() {
    List<EthBlock> blocks =
        told(web3j.blockFlowable(true), 3, () -> client.pay(client.stranger(2)));
    assertNoGap(blocks.stream().map(it -> it.getBlock().getNumber()).toList());
  }

  private void replay() {
    Flowable<EthBlock> past =
        web3j.replayPastBlocksFlowable(
            DefaultBlockParameter.valueOf(BigInteger.ONE),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(4)),
            true);
    List<BigInteger> numbers =
        told(past, 4, () -> {}).stream().map(it -> it.getBlock().getNumber()).toList();
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers.stream().map(BigInteger::longValue).toList());
  }

  /** Runs a check with a client over WebSocket. */
  private void overSocket(java.util.function.Function<Web3j, List<?>> check) throws Exception {
    WebSocketService service = new WebSocketService(socketUrl, false);
    service.connect();
    Web3j socket = Web3j.build(service);
    try {
      assertTrue(!check.apply(socket).isEmpty());
      // What ended a subscription is answered before this is.
      assertEquals("4242", result(socket.netVersion()).getNetVersion());
    } finally {
      socket.shutdown();
    }
  }

  private void socket() throws Exception {
    overSocket(socket -> {
      try {
        assertEquals(BigInteger.valueOf(Devnet.CHAIN_ID), result(socket.ethChainId()).getChainId());
        TransactionReceipt receipt = client.pay(client.stranger(3));
        assertEquals(
            receipt,
            result(socket.ethGetTransactionReceipt(receipt.getTransactionHash()))
                .getTransactionReceipt()
                .orElseThrow());
        return List.of(receipt);
      } catch (Exception failed) {
        throw new AssertionError("over WebSocket", failed);
      }
    });
  }

  private void heads() throws Exception {
    overSocket(socket -> {
      List<NewHead> heads =
          told(
              socket.newHeadsNotifications().map(told -> told.getParams().getResult()),
              3,
              () -> client.pay(client.stranger(0)));
      assertNoGap(
          heads.stream().map(head -> new BigInteger(head.getNumber().substring(2), 16)).toList());
      return heads;
    });
  }

  private void logsTold() throws Exception {
    String to = client.stranger(2);
    overSocket(socket -> {
      List<String> hashes =
          told(
              socket
                  .logsNotifications(List.of(Devnet.DUSD), List.of(TRANSFER))
                  .map(told -> told.getParams().getResult().getTopics().get(2)),
              1,
              () -> pay(to));
      assertTrue(hashes.stream().allMatch(topic(to)::equals));
      return hashes;
    });
  }

  private void noSubscription() throws Exception {
    var request =
        new org.web3j.protocol.core.Request<>(
            "eth_subscribe",
            List.of("newHeads"),
            client.service,
            org.web3j.protocol.core.methods.response.EthSubscribe.class);
    assertEquals(
        "notifications not supported: subscribe over WebSocket", error(request).getMessage());
  }
}
