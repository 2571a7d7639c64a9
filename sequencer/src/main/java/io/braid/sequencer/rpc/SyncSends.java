package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainListener;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Those who wait for the receipt of what they sent (EIP-7966). Each gets the receipt, or the reason
 * why there will be none, or learns that its time is up.
 */
final class SyncSends implements ChainListener {

  private final ChainReader chain;
  private final PendingReader pending;
  private final Timer timer;

  /**
   * The futures of each transaction, in their order; the lists never change and are never empty.
   */
  private final ConcurrentMap<Word, List<CompletableFuture<ChainReceipt>>> waiting =
      new ConcurrentHashMap<>();

  private final AtomicInteger waiters = new AtomicInteger();

  SyncSends(ChainReader chain, PendingReader pending, Timer timer) {
    this.chain = chain;
    this.pending = pending;
    this.timer = timer;
  }

  /** Takes a place among those who wait, before anything is sent; an error if there is none. */
  void enter() {
    if (waiters.incrementAndGet() > RpcLimits.SYNC_SENDS_MAX) {
      leave();
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many synchronous sends wait already; send with eth_sendRawTransaction and ask for"
              + " the receipt");
    }
  }

  /** Gives the place back. */
  void leave() {
    waiters.decrementAndGet();
  }

  /** The receipt of an acknowledged transaction, within this time. */
  CompletableFuture<ChainReceipt> receipt(Word hash, long timeoutMs) {
    CompletableFuture<ChainReceipt> waiter = new CompletableFuture<>();
    waiting.merge(hash, List.of(waiter), SyncSends::union);
    Runnable cancel =
        timer.after(timeoutMs, () -> waiter.completeExceptionally(timeout(hash, timeoutMs)));
    CompletableFuture<ChainReceipt> result =
        waiter.whenComplete((_, _) -> {
          cancel.run();
          waiting.computeIfPresent(hash, (_, waiters) -> without(waiters, waiter));
        });
    // It may have come before the future stood there.
    settle(hash);
    return result;
  }

  private static <T> List<T> union(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /** Null for none, as the map wants it. */
  private static <T> List<T> without(List<T> all, T one) {
    List<T> rest = all.stream().filter(it -> !it.equals(one)).toList();
    return rest.isEmpty() ? null : rest;
  }

  private void settle(Word hash) {
    List<CompletableFuture<ChainReceipt>> futures = waiting.getOrDefault(hash, List.of());
    if (futures.isEmpty()) {
      return;
    }
    Optional<ChainReceipt> receipt = chain.receipt(hash);
    if (receipt.isPresent()) {
      futures.forEach(future -> future.complete(receipt.get()));
      return;
    }
    Optional<Rejection> rejection = pending.rejection(hash);
    if (rejection.isPresent()) {
      RpcException refused = SendMethods.refused(hash, rejection.get());
      futures.forEach(future -> future.completeExceptionally(refused));
    }
  }

  /** How many transactions are waited for. */
  int waitingCount() {
    return waiting.size();
  }

  private static RpcException timeout(Word hash, long timeoutMs) {
    return RpcException.of(
        RpcException.SYNC_TIMEOUT,
        "The transaction was added to the mempool but wasn't processed in %d ms"
            .formatted(timeoutMs),
        Answer.of(Hex.data(hash)));
  }

  @Override
  public void onBlock(ChainBlock block, List<ChainLog> logs) {
    if (!waiting.isEmpty()) {
      block.transactions().forEach(this::settle);
    }
  }

  @Override
  public void onRejected(Word transaction) {
    settle(transaction);
  }

  @Override
  public void onRevertedBlock(ChainBlock block, List<ChainLog> logs) {}

  @Override
  public void onPending(Word transaction) {}
}
