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
 * The filters that clients poll. A filter of blocks or logs is but the number of the next block to
 * look at; one of pending transactions keeps their hashes, within a limit. A filter that nobody
 * asks for goes.
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
    private final List<Word> hashes = new ArrayList<>();
    private long nextBlock;
    private long usedAtMs;

    Filter(Kind kind, LogCriteria criteria, long nextBlock, long usedAtMs) {
      this.kind = kind;
      this.criteria = criteria;
      this.nextBlock = nextBlock;
      this.usedAtMs = usedAtMs;
    }
  }

  private final LongSupplier clockMs;
  private final LongSupplier ids;

  /** Guarded by this, like all filters in it. */
  private final Map<Long, Filter> filters = new HashMap<>();

  /** {@code ids} gives numbers that nobody can guess: who knows one can end the filter. */
  FilterTable(LongSupplier clockMs, LongSupplier ids) {
    this.clockMs = clockMs;
    this.ids = ids;
  }

  synchronized long add(Kind kind, LogCriteria criteria, long nextBlock) {
    expire();
    if (filters.size() >= RpcLimits.FILTERS_MAX) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many filters: at most %d; use eth_getLogs or a subscription"
              .formatted(RpcLimits.FILTERS_MAX));
    }
    while (true) {
      long id = ids.getAsLong();
      if (filters.putIfAbsent(id, new Filter(kind, criteria, nextBlock, clockMs.getAsLong()))
          == null) {
        return id;
      }
    }
  }

  /** The filter as it is now; its hashes are taken out of it. */
  synchronized Polled poll(long id) {
    Filter filter = find(id);
    List<Word> hashes = List.copyOf(filter.hashes);
    filter.hashes.clear();
    return new Polled(filter.kind, filter.criteria, filter.nextBlock, hashes);
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
    if (filter != null && filter.nextBlock == first) {
      filter.nextBlock = next;
    }
  }

  synchronized boolean remove(long id) {
    expire();
    return filters.remove(id) != null;
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

  private void expire() {
    long nowMs = clockMs.getAsLong();
    filters.values().removeIf(filter -> nowMs - filter.usedAtMs > RpcLimits.FILTER_IDLE_MS_MAX);
  }

  @Override
  public synchronized void onPending(Word transaction) {
    Iterator<Filter> all = filters.values().iterator();
    while (all.hasNext()) {
      Filter filter = all.next();
      if (filter.kind != Kind.PENDING) {
        continue;
      }
      if (filter.hashes.size() == RpcLimits.FILTER_HASHES_MAX) {
        // Better no filter than one that left something out.
        all.remove();
      } else {
        filter.hashes.add(transaction);
      }
    }
  }

  @Override
  public synchronized void onRevertedBlock(ChainBlock block, List<ChainLog> logs) {
    for (Filter filter : filters.values()) {
      filter.nextBlock = Math.min(filter.nextBlock, block.number());
    }
  }

  @Override
  public void onBlock(ChainBlock block, List<ChainLog> logs) {}

  @Override
  public void onRejected(Word transaction) {}
}
