package io.braid.sequencer.rpc;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Chains by hand for the tests of transports. */
public final class TestChains {

  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final JsonRpc rpc = chain.rpc(table);
  private int nonce = 10;

  /** A new chain, which takes in no transactions. */
  public TestChains() {
    chain.submission = TestChains::refuse;
  }

  /** So that nobody waits for a receipt. */
  static CompletableFuture<SubmitAnswer> refuse(Bytes raw) {
    Word hash = Word.of(Keccak256.hash(raw.toArray()));
    Rejection rejection = new Rejection(Refusal.NONCE_TOO_LOW, "");
    return CompletableFuture.completedFuture(new SubmitAnswer.Refused(hash, rejection));
  }

  /** Its methods. */
  public JsonRpc rpc() {
    return rpc;
  }

  /** Its subscriptions. */
  public Subscriptions subscriptions() {
    return table.subscriptions();
  }

  /** Adds a block with a transaction that writes so many logs, and tells of it. */
  public void addBlock(int logs) {
    Address to = MemoryChain.GOLD;
    chain.announceBlock(
        List.of(MemoryChain.transaction(2, to, Bytes.EMPTY, nonce++)),
        List.of(Collections.nCopies(logs, Word.of(1))));
  }

  /** Tells of the latest block once more. */
  public void announceLatest() {
    ChainBlock latest = chain.blocks.getLast();
    chain.listeners.forEach(listener -> listener.onBlock(latest, List.of()));
  }

  /** The answer that a request gets without a transport. */
  public String answer(String request) {
    return new Requests(rpc).raw(request);
  }

  /** What failed where nothing may. */
  public List<String> faults() {
    return List.copyOf(chain.faults);
  }

  /** Lets the filters that nobody asks for end. */
  public void endFilters() {
    chain.nowMs += RpcLimits.FILTER_IDLE_MS_MAX + 1;
    answer(Requests.request("eth_newBlockFilter", ""));
  }
}
