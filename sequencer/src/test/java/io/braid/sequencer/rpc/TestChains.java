package io.braid.sequencer.rpc;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.Collections;
import java.util.List;

/** Chains by hand for the tests of transports. */
public final class TestChains {

  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final JsonRpc rpc = chain.rpc(table);
  private int nonce = 10;

  /** A new chain. */
  public TestChains() {}

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
}
