package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.MemoryChain.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendMethodsTest {

  private static final Word HASH = Word.of(0x7003);

  private final MemoryChain chain = new MemoryChain();
  private final JsonRpc rpc = chain.rpc(chain.table());
  private final Requests requests = new Requests(rpc);

  private CompletableFuture<byte[]> sendSync() {
    return rpc.handle(
        Requests.request("eth_sendRawTransactionSync", "\"0x01\",100").getBytes(UTF_8),
        new Caller("test", Optional.empty()));
  }

  private static String text(CompletableFuture<byte[]> answer) {
    return new String(answer.join(), UTF_8).replace('"', '\'');
  }

  private void answers(SubmitAnswer answer) {
    chain.submission = _ -> CompletableFuture.completedFuture(answer);
  }

  @Test
  void theHashIsAnsweredWhenTheTransactionIsAcknowledged() {
    CompletableFuture<SubmitAnswer> log = new CompletableFuture<>();
    chain.submission = _ -> log;
    CompletableFuture<byte[]> answer =
        rpc.handle(
            Requests.request("eth_sendRawTransaction", "\"0x02c0\"").getBytes(UTF_8),
            new Caller("test", Optional.empty()));
    assertEquals(List.of(Bytes.parse("0x02c0")), chain.submitted);
    assertFalse(answer.isDone());
    log.complete(new SubmitAnswer.Acknowledged(HASH));
    assertEquals("{'jsonrpc':'2.0','id':1,'result':'" + Hex.data(HASH) + "'}", text(answer));
  }

  @Test
  void refusalsAreWordedAsGethWordsThem() {
    answers(
        new SubmitAnswer.Refused(
            HASH, new Rejection(Refusal.NONCE_TOO_LOW, "next nonce 5, tx nonce 3")));
    assertEquals(
        "'error':{'code':-32000,'message':'nonce too low: next nonce 5, tx nonce 3','data':"
            + "{'refusal':'NONCE_TOO_LOW','code':80,'hash':'%s'}}".formatted(Hex.data(HASH)),
        requests.call("eth_sendRawTransaction", "'0x01'"));
    answers(new SubmitAnswer.Refused(HASH, new Rejection(Refusal.NOT_REPLAY_PROTECTED, "")));
    assertTrue(
        requests
            .call("eth_sendRawTransaction", "'0x01'")
            .contains("'only replay-protected (EIP-155) transactions allowed over RPC'"));
    answers(new SubmitAnswer.Known(HASH));
    assertEquals(
        "'error':{'code':-32000,'message':'already known','data':{'hash':'%s'}}"
            .formatted(Hex.data(HASH)),
        requests.call("eth_sendRawTransaction", "'0x01'"));
    answers(new SubmitAnswer.Busy("the shard is busy", 250));
    assertEquals(
        "'error':{'code':-32005,'message':'the shard is busy','data':{'retryAfterMs':250}}",
        requests.call("eth_sendRawTransaction", "'0x01'"));
  }

  @Test
  void anUnknownOutcomeIsAnInternalError() {
    chain.submission =
        _ -> CompletableFuture.failedFuture(new IllegalStateException("log is gone"));
    assertEquals(
        "'error':{'code':-32603,'message':'internal error'}",
        requests.call("eth_sendRawTransaction", "'0x01'"));
    assertEquals(1, chain.faults.size());
  }

  @Test
  void aSynchronousSendAnswersTheReceipt() {
    answers(new SubmitAnswer.Acknowledged(HASH));
    CompletableFuture<byte[]> first = sendSync();
    CompletableFuture<byte[]> second = sendSync();
    assertFalse(first.isDone());
    chain.announceBlock(
        List.of(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 3)), List.of(List.of()));
    assertTrue(text(first).contains("'result':{'transactionHash':'" + Hex.data(HASH)));
    assertEquals(text(first), text(second));
    assertEquals(List.of(), chain.timers, "a timer is left");
  }

  @Test
  void aReceiptThatIsThereAlreadyIsAnsweredAtOnce() {
    answers(new SubmitAnswer.Known(Word.of(0x7000)));
    assertTrue(text(sendSync()).contains("'result':{'transactionHash'"));
    assertEquals(List.of(), chain.timers, "a timer is left");
  }

  @Test
  void aSynchronousSendLearnsOfARefusalAndOfItsTime() {
    answers(new SubmitAnswer.Acknowledged(HASH));
    CompletableFuture<byte[]> refused = sendSync();
    chain.announceRejection(HASH, Refusal.REPLACED);
    assertTrue(text(refused).contains("'code':-32000,'message':'replaced by a transaction"));
    assertEquals(
        "{'status':'refused','refusal':'REPLACED','code':83,'reason':'replaced by a transaction with"
            + " the same nonce and higher fees'}",
        requests.result("braid_getTransactionStatus", "'" + Hex.data(HASH) + "'"));
    chain.rejections.clear();
    CompletableFuture<byte[]> late = sendSync();
    chain.timers.getFirst().run();
    assertEquals(
        "{'jsonrpc':'2.0','id':1,'error':{'code':4,'message':'The transaction was added to the"
            + " mempool but wasn't processed in 100 ms','data':'%s'}}".formatted(Hex.data(HASH)),
        text(late));
  }

  @Test
  void whoWaitsIsForgottenWhenTheTimeIsUpAndOthersWaitOn() {
    SyncSends sends =
        new SyncSends(
            chain,
            chain,
            (_, task) -> {
              chain.timers.add(task);
              return () -> {};
            });
    var first = sends.receipt(HASH, 100);
    var second = sends.receipt(HASH, 100);
    chain.timers.getFirst().run();
    assertTrue(first.isCompletedExceptionally());
    assertEquals(1, sends.waitingCount());
    sends.onBlock(
        chain.addBlock(
            List.of(MemoryChain.transaction(2, BOB, Bytes.EMPTY, 3)), List.of(List.of())),
        List.of());
    assertEquals(HASH, second.join().transaction());
    assertEquals(0, sends.waitingCount());
    var third = sends.receipt(Word.of(1), 100);
    chain.timers.getLast().run();
    assertTrue(third.isCompletedExceptionally());
    assertEquals(0, sends.waitingCount());
  }
}
