package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainListener;
import io.braid.sequencer.view.ChainLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The filters that clients poll. A filter is but the number of the next block to look at, or of the
 * next pending transaction: the newest of those are kept once for all filters, and a filter that
 * has not asked for more than are kept is gone. So is one that nobody asks for.
 */
final class FilterTable implements ChainListener {

  /** What a filter gives. */
  enum Kind {
    BLOCKS,
    LOGS,
    PENDING
  }

  /** A filter as it is polled: its blocks begin with {@code nextBlock}. */
  record Polled(Kind kind, LogCriteria criteria, long nextBlock, List<Word> hashes) {}

  private static final class Filter {
    private final Kind kind;
    private final LogCriteria criteria;
    private long next;
    private long usedAtMs;

    /**
     * A filter.
     *
     * @param next number of the block or of the pending transaction to give next
     */
    Filter(Kind kind, LogCriteria criteria, long next, long usedAtMs) {
      this.kind = kind;
      this.criteria = criteria;
      this.next = next;
      this.usedAtMs = usedAtMs;
    }

    /** Addresses and topics, which are all that is large of it. */
    int choices() {
      return criteria == null ? 0 : criteria.choices();
    }
  }

  private final LongSupplier clockMs;
  private final LongSupplier ids;

  /** Guarded by this, like all filters in it. */
  private final Map<Long, Filter> filters = new HashMap<>();

  /** Of all filters together. */
  private int choices;

  /** The newest pending transactions: that of number n stands at n modulo the length. */
  private final Word[] newest = new Word[RpcLimits.FILTER_HASHES_MAX];

  /** Number of the next pending transaction, from 0. */
  private long nextPending;

  /** {@code ids} gives numbers that nobody can guess: who knows one can end the filter. */
  FilterTable(LongSupplier clockMs, LongSupplier ids) {
    this.clockMs = clockMs;
    this.ids = ids;
  }

  /** A filter of what comes; a filter of logs begins with {@code nextBlock}. */
  synchronized long add(Kind kind, LogCriteria criteria, long nextBlock) {
    expire();
    Filter filter =
        new Filter(
            kind, criteria, kind == Kind.PENDING ? nextPending : nextBlock, clockMs.getAsLong());
    if (filters.size() >= RpcLimits.FILTERS_MAX) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many filters: at most %d; use eth_getLogs or a subscription"
              .formatted(RpcLimits.FILTERS_MAX));
    }
    if (filter.choices() > RpcLimits.FILTER_CHOICES_MAX - choices) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many addresses and topics: all filters together have at most %d; use eth_getLogs"
              .formatted(RpcLimits.FILTER_CHOICES_MAX));
    }
    long id = ids.getAsLong();
    while (filters.putIfAbsent(id, filter) != null) {
      id = ids.getAsLong();
    }
    choices += filter.choices();
    return id;
  }

  /** The filter as it is now; its hashes are taken out of it. */
  synchronized Polled poll(long id) {
    Filter filter = find(id);
    List<Word> hashes = new ArrayList<>();
    if (filter.kind == Kind.PENDING) {
      for (; filter.next < nextPending; filter.next++) {
        hashes.add(newest[(int) (filter.next % newest.length)]);
      }
    }
    return new Polled(filter.kind, filter.criteria, filter.next, hashes);
  }

  /** What the filter asks for. */
  synchronized LogCriteria criteria(long id) {
    Filter filter = find(id);
    if (filter.kind != Kind.LOGS) {
      throw notFound();
    }
    return filter.criteria;
  }

  /** Takes note that a poll gave the blocks from {@code first} to before {@code next}. */
  synchronized void advance(long id, long first, long next) {
    Filter filter = filters.get(id);
    // A block that was taken back in between is to be given again.
    if (filter != null && filter.next == first) {
      filter.next = next;
    }
  }

  synchronized boolean remove(long id) {
    expire();
    Filter filter = filters.remove(id);
    if (filter == null) {
      return false;
    }
    choices -= filter.choices();
    return true;
  }

  synchronized int size() {
    return filters.size();
  }

  private Filter find(long id) {
    expire();
    Filter filter = filters.get(id);
    if (filter == null) {
      throw notFound();
    }
    filter.usedAtMs = clockMs.getAsLong();
    return filter;
  }

  private static RpcException notFound() {
    return RpcException.of(RpcException.SERVER_ERROR, "filter not found");
  }

  /** Better no filter than one that left something out. */
  private boolean isOver(Filter filter, long nowMs) {
    return nowMs - filter.usedAtMs > RpcLimits.FILTER_IDLE_MS_MAX
        || (filter.kind == Kind.PENDING && nextPending - filter.next > newest.length);
  }

  private void expire() {
    long nowMs = clockMs.getAsLong();
    for (Iterator<Filter> all = filters.values().iterator(); all.hasNext(); ) {
      Filter filter = all.next();
      if (isOver(filter, nowMs)) {
        choices -= filter.choices();
        all.remove();
      }
    }
  }

  @Override
  public synchronized void onPending(Word transaction) {
    newest[(int) (nextPending % newest.length)] = transaction;
    nextPending++;
  }

  @Override
  public synchronized void onRevertedBlock(ChainBlock block, List<ChainLog> logs) {
    for (Filter filter : filters.values()) {
      if (filter.kind != Kind.PENDING) {
        filter.next = Math.min(filter.next, block.number());
      }
    }
  }

  @Override
  public void onBlock(ChainBlock block, List<ChainLog> logs) {}

  @Override
  public void onRejected(Word transaction) {}
}
