package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.MemoryChain.BOB;
import static io.braid.sequencer.rpc.MemoryChain.GOLD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Filters that are polled, and subscriptions that are told. */
class FiltersTest {

  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final JsonRpc rpc = chain.rpc(table);
  private final Requests requests = new Requests(rpc);

  private void goldBlock(long nonce, int logs) {
    chain.announceBlock(
        List.of(MemoryChain.transaction(2, GOLD, Bytes.EMPTY, nonce)),
        List.of(Collections.nCopies(logs, Word.of(1))));
  }

  private int logsIn(String answer) {
    return answer.split("'logIndex'", -1).length - 1;
  }

  /** A connection that is told things and does not listen. */
  private record Deaf(int number) implements Subscriber {
    @Override
    public void send(byte[] message) {}
  }

  @Test
  void aLogFilterGivesWhatIsNewAndGivesItOnce() {
    String id = requests.result("eth_newFilter", "{'address':'" + GOLD + "'}");
    assertEquals("[]", requests.result("eth_getFilterChanges", id));
    goldBlock(10, 2);
    goldBlock(11, 3);
    assertEquals(5, logsIn(requests.result("eth_getFilterChanges", id)));
    assertEquals("[]", requests.result("eth_getFilterChanges", id));
    assertEquals("true", requests.result("eth_uninstallFilter", id));
    assertEquals("false", requests.result("eth_uninstallFilter", id));
    assertEquals(
        "'error':{'code':-32000,'message':'filter not found'}",
        requests.call("eth_getFilterChanges", id));
  }

  @Test
  void whatDoesNotFitIntoAnAnswerComesWithTheNextPoll() {
    String id = requests.result("eth_newFilter", "{}");
    goldBlock(10, 6_000);
    goldBlock(11, 6_000);
    assertEquals(6_000, logsIn(requests.result("eth_getFilterChanges", id)));
    assertEquals(6_000, logsIn(requests.result("eth_getFilterChanges", id)));
    assertEquals("[]", requests.result("eth_getFilterChanges", id));
  }

  @Test
  void aBlockFilterGivesHashesAndGivesThemAgainAfterARepair() {
    String id = requests.result("eth_newBlockFilter", "");
    chain.announceBlock(List.of(), List.of());
    String fourth = "['" + Hex.data(Word.of(0xb004)) + "']";
    assertEquals(fourth, requests.result("eth_getFilterChanges", id));
    chain.revertBlock();
    chain.announceBlock(List.of(), List.of());
    assertEquals(fourth, requests.result("eth_getFilterChanges", id));
    assertEquals("[]", requests.result("eth_getFilterChanges", id));
  }

  @Test
  void aPendingFilterThatOverflowsIsGoneRatherThanWrong() {
    String id = requests.result("eth_newPendingTransactionFilter", "");
    chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 3));
    assertEquals(
        "['" + Hex.data(Word.of(0x7003)) + "']", requests.result("eth_getFilterChanges", id));
    for (int i = 0; i <= RpcLimits.FILTER_HASHES_MAX; i++) {
      chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 4));
    }
    assertEquals(
        "'error':{'code':-32000,'message':'filter not found'}",
        requests.call("eth_getFilterChanges", id));
  }

  @Test
  void aPendingFilterSaysThatItGivesHashesOnly() {
    assertEquals(
        "'error':{'code':-32602,'message':'invalid argument 0: a filter gives hashes: subscribe"
            + " over WebSocket for whole transactions'}",
        requests.call("eth_newPendingTransactionFilter", "true"));
    assertEquals(
        "'error':{'code':-32602,'message':'invalid argument 0: not a boolean'}",
        requests.call("eth_newPendingTransactionFilter", "7"));
    requests.result("eth_newPendingTransactionFilter", "false");
    requests.result("eth_newPendingTransactionFilter", "null");
  }

  /** A filter of pending transactions keeps up with any number of them while it asks in time. */
  @Test
  void pendingFiltersEachGoTheirOwnWay() {
    String first = requests.result("eth_newPendingTransactionFilter", "");
    chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 3));
    String second = requests.result("eth_newPendingTransactionFilter", "");
    String third = "['" + Hex.data(Word.of(0x7003)) + "']";
    String fourth = "['" + Hex.data(Word.of(0x7004)) + "']";
    assertEquals(third, requests.result("eth_getFilterChanges", first));
    for (int i = 0; i < 3 * RpcLimits.FILTER_HASHES_MAX; i++) {
      chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 4));
      assertEquals(fourth, requests.result("eth_getFilterChanges", first));
      if (i + 1 == RpcLimits.FILTER_HASHES_MAX) {
        String all = requests.result("eth_getFilterChanges", second);
        assertEquals(i + 1, all.split("0x", -1).length - 1);
      }
    }
    assertEquals(
        "'error':{'code':-32000,'message':'filter not found'}",
        requests.call("eth_getFilterChanges", second));
  }

  /** Or ten thousand filters of five thousand addresses and topics each would be gigabytes. */
  @Test
  void whatFiltersAskForIsLimitedTogether() {
    String topics = Collections.nCopies(1_000, '"' + Hex.data(Word.of(1)) + '"').toString();
    String criteria = "{'topics':[%s,%s,%s,%s]}".formatted(topics, topics, topics, topics);
    String last = "";
    for (int i = 0; i < RpcLimits.FILTER_CHOICES_MAX / 4_000; i++) {
      last = requests.result("eth_newFilter", criteria);
    }
    String tooMany = "'error':{'code':-32005,'message':'too many addresses and topics: ";
    assertTrue(requests.call("eth_newFilter", criteria).startsWith(tooMany));
    requests.result("eth_newBlockFilter", "");
    requests.result("eth_uninstallFilter", last);
    requests.result("eth_newFilter", criteria);
    assertTrue(requests.call("eth_newFilter", criteria).startsWith(tooMany));
    chain.nowMs += RpcLimits.FILTER_IDLE_MS_MAX + 1;
    requests.result("eth_newFilter", criteria);
  }

  @Test
  void aFilterThatNobodyAsksForExpires() {
    String id = requests.result("eth_newBlockFilter", "");
    chain.nowMs += RpcLimits.FILTER_IDLE_MS_MAX;
    assertEquals("[]", requests.result("eth_getFilterChanges", id));
    chain.nowMs += RpcLimits.FILTER_IDLE_MS_MAX + 1;
    assertEquals(
        "'error':{'code':-32000,'message':'filter not found'}",
        requests.call("eth_getFilterChanges", id));
  }

  @Test
  void filtersAreLimited() {
    for (int i = 0; i < RpcLimits.FILTERS_MAX; i++) {
      requests.result("eth_newBlockFilter", "");
    }
    assertEquals(
        "'error':{'code':-32005,'message':'too many filters: at most 10000; use eth_getLogs or a"
            + " subscription'}",
        requests.call("eth_newBlockFilter", ""));
    chain.nowMs += RpcLimits.FILTER_IDLE_MS_MAX + 1;
    requests.result("eth_newBlockFilter", "");
  }

  @Test
  void subscribersAreToldInOrder() {
    List<String> told = new ArrayList<>();
    Subscriber subscriber = message -> told.add(new String(message, UTF_8).replace('"', '\''));
    for (String kind : List.of("\"newHeads\"", "\"logs\",{}", "\"newPendingTransactions\"")) {
      Caller caller = new Caller("test", Optional.of(subscriber));
      rpc.handle(Requests.request("eth_subscribe", kind).getBytes(UTF_8), caller).join();
      chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 9));
      caller.answered();
    }
    assertEquals(List.of(), told, "nothing may come before the answer");
    chain.announcePending(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 10));
    goldBlock(10, 1);
    assertEquals(3, told.size());
    assertEquals(
        "{'jsonrpc':'2.0','method':'eth_subscription','params':{'subscription':'0xf00f','result':'%s'}}"
            .formatted(Hex.data(Word.of(0x700a))),
        told.get(0));
    assertTrue(told.get(1).contains("'subscription':'0xf00d','result':{'number':'0x4'"));
    assertTrue(told.get(2).contains("'subscription':'0xf00e','result':{'address':'" + GOLD));
    chain.revertBlock();
    assertTrue(told.get(3).contains("'removed':true"), told.get(3));
    assertEquals(3, table.subscriptions().count());
    table.subscriptions().remove(subscriber);
    assertEquals(0, table.subscriptions().count());
    goldBlock(11, 1);
    assertEquals(4, told.size());
  }

  @Test
  void whatSubscriptionsAskForIsLimitedTogether() {
    String topics = Collections.nCopies(1_000, '"' + Hex.data(Word.of(1)) + '"').toString();
    byte[] subscribe =
        Requests.request(
                "eth_subscribe",
                "\"logs\",{\"topics\":[%s,%s,%s,%s]}".formatted(topics, topics, topics, topics))
            .getBytes(UTF_8);
    List<Subscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < RpcLimits.FILTER_CHOICES_MAX / 4_000; i++) {
      Subscriber subscriber = new Deaf(i);
      subscribers.add(subscriber);
      assertTrue(answerTo(subscribe, subscriber).contains("result"));
    }
    Subscriber another = new Deaf(-1);
    assertTrue(answerTo(subscribe, another).contains("too many subscriptions, or addresses"));
    table.subscriptions().remove(subscribers.getFirst());
    assertTrue(answerTo(subscribe, another).contains("result"));
    byte[] unsubscribe = Requests.request("eth_unsubscribe", "\"0x0\"").getBytes(UTF_8);
    assertTrue(answerTo(unsubscribe, another).contains("subscription not found"));
    assertTrue(answerTo(subscribe, another).contains("too many subscriptions, or addresses"));
  }

  private String answerTo(byte[] request, Subscriber subscriber) {
    return new String(
        rpc.handle(request, new Caller("test", Optional.of(subscriber))).join(), UTF_8);
  }

  @Test
  void aConnectionThatGoesWhileItSubscribesLeavesNothing() throws Exception {
    byte[] subscribe = Requests.request("eth_subscribe", "\"newHeads\"").getBytes(UTF_8);
    for (int i = 0; i < 20; i++) {
      Subscriber subscriber = new Deaf(i);
      Thread subscribing =
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 1_000; j++) {
                  answerTo(subscribe, subscriber);
                }
              });
      while (subscribing.isAlive()) {
        table.subscriptions().remove(subscriber);
      }
      subscribing.join();
      // As the transport does when an answer comes to a connection that is closed.
      table.subscriptions().remove(subscriber);
      assertEquals(0, table.subscriptions().count());
    }
  }

  @Test
  void subscriptionsOfAConnectionAreLimitedAndCanEnd() {
    Caller caller = new Caller("test", Optional.of(_ -> {}));
    byte[] subscribe = Requests.request("eth_subscribe", "\"newHeads\"").getBytes(UTF_8);
    for (int i = 0; i < RpcLimits.SUBSCRIPTIONS_OF_CONNECTION_MAX; i++) {
      rpc.handle(subscribe, caller).join();
    }
    assertTrue(
        new String(rpc.handle(subscribe, caller).join(), UTF_8).contains("too many subscriptions"));
    byte[] unsubscribe = Requests.request("eth_unsubscribe", "\"0xf00d\"").getBytes(UTF_8);
    assertTrue(new String(rpc.handle(unsubscribe, caller).join(), UTF_8).contains("true"));
    assertTrue(
        new String(rpc.handle(unsubscribe, caller).join(), UTF_8)
            .contains("subscription not found"));
  }
}
