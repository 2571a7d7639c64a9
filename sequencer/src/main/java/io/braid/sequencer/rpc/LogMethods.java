package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import java.util.ArrayList;
import java.util.List;

/** Logs by query, and the filters that are polled for what is new. */
final class LogMethods {

  private final ChainReader chain;
  private final Blocks blocks;
  private final LogReader reader;
  private final FilterTable filters;
  private final ChainJson json;

  LogMethods(ChainReader chain, Blocks blocks, FilterTable filters, ChainJson json) {
    this.chain = chain;
    this.blocks = blocks;
    reader = new LogReader(chain, blocks);
    this.filters = filters;
    this.json = json;
  }

  Answer logs(Params params) {
    return logs(reader.logs(params.count(1, 1).read(0, LogCriteria::of)));
  }

  /** A filter gives logs of new blocks, from its first block on if that is still to come. */
  Answer newFilter(Params params) {
    LogCriteria criteria = params.count(1, 1).read(0, LogCriteria::of);
    if (criteria.blockHash().isPresent()) {
      throw RpcException.argument(
          0, "a filter is for blocks to come, a block hash names an old one");
    }
    long next = blocks.latest() + 1;
    long first = criteria.from().map(reader::number).orElse(next);
    return id(filters.add(FilterTable.Kind.LOGS, criteria, Math.max(first, next)));
  }

  Answer newBlockFilter(Params params) {
    params.count(0, 0);
    return id(filters.add(FilterTable.Kind.BLOCKS, null, blocks.latest() + 1));
  }

  Answer newPendingFilter(Params params) {
    if (params.count(0, 1).has(0) && params.bool(0)) {
      throw RpcException.argument(
          0, "a filter gives hashes: subscribe over WebSocket for whole transactions");
    }
    return id(filters.add(FilterTable.Kind.PENDING, null, 0));
  }

  Answer uninstall(Params params) {
    return Answer.of(filters.remove(params.count(1, 1).uint64(0)));
  }

  /** All logs of the filter's query, old ones too. */
  Answer filterLogs(Params params) {
    return logs(reader.logs(filters.criteria(params.count(1, 1).uint64(0))));
  }

  Answer changes(Params params) {
    long id = params.count(1, 1).uint64(0);
    FilterTable.Polled polled = filters.poll(id);
    return switch (polled.kind()) {
      case PENDING -> hashes(polled.hashes());
      case BLOCKS -> newBlocks(id, polled.nextBlock());
      case LOGS -> newLogs(id, polled);
    };
  }

  private Answer newBlocks(long id, long first) {
    long last = Math.min(blocks.latest(), first + RpcLimits.FILTER_BLOCKS_MAX - 1);
    List<Word> hashes = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      long wanted = number;
      Blocks.history(() -> chain.block(wanted)).map(ChainBlock::hash).ifPresent(hashes::add);
    }
    filters.advance(id, first, Math.max(first, last + 1));
    return hashes(hashes);
  }

  /** What does not fit into one answer is left for the next poll, at the border of a block. */
  private Answer newLogs(long id, FilterTable.Polled polled) {
    long first = polled.nextBlock();
    long end = polled.criteria().to().map(reader::number).orElse(Long.MAX_VALUE);
    long last = Math.min(Math.min(blocks.latest(), end), first + RpcLimits.LOG_BLOCKS_MAX - 1);
    if (last < first) {
      return logs(List.of());
    }
    List<ChainLog> found =
        Blocks.history(() ->
            chain.logs(polled.criteria().query(first, last), RpcLimits.LOGS_IN_ANSWER_MAX + 1));
    long next = last + 1;
    if (found.size() > RpcLimits.LOGS_IN_ANSWER_MAX) {
      long cut = found.getLast().placement().block();
      if (cut == first) {
        throw RpcException.of(
            RpcException.LIMIT_EXCEEDED,
            "more than %d logs in block %d: ask for its receipts"
                .formatted(RpcLimits.LOGS_IN_ANSWER_MAX, cut));
      }
      found = found.stream().filter(log -> log.placement().block() < cut).toList();
      next = cut;
    }
    filters.advance(id, first, next);
    return logs(found);
  }

  private Answer logs(List<ChainLog> logs) {
    return out -> json.logs(out, logs);
  }

  private static Answer id(long id) {
    return Answer.of(Hex.quantity(id));
  }

  private static Answer hashes(List<Word> hashes) {
    return out -> {
      out.writeStartArray();
      for (Word hash : hashes) {
        out.writeString(Hex.data(hash));
      }
      out.writeEndArray();
    };
  }
}
