package io.braid.sequencer.rpc;

import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.LogQuery;
import java.util.List;

/** Reads the logs that a query asks for: all of them, or an error that says how to ask. */
final class LogReader {

  private final ChainReader chain;
  private final Blocks blocks;

  LogReader(ChainReader chain, Blocks blocks) {
    this.chain = chain;
    this.blocks = blocks;
  }

  List<ChainLog> logs(LogCriteria criteria) {
    return read(query(criteria));
  }

  /** The blocks of a query, checked. */
  private LogQuery query(LogCriteria criteria) {
    if (criteria.blockHash().isPresent()) {
      ChainBlock block =
          blocks
              .find(new BlockRef.Hash(criteria.blockHash().get()))
              .orElseThrow(() -> RpcException.of(RpcException.SERVER_ERROR, "unknown block"));
      return criteria.query(block.number(), block.number());
    }
    long latest = blocks.latest();
    long from = criteria.from().map(this::number).orElse(latest);
    long to = criteria.to().map(this::number).orElse(latest);
    if (from > to) {
      throw RpcException.of(RpcException.INVALID_PARAMS, "invalid block range params");
    }
    if (to > latest) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS, "block range extends beyond current head block");
    }
    if (to - from >= RpcLimits.LOG_BLOCKS_MAX) {
      throw tooMany(
          "query exceeds max block range %d".formatted(RpcLimits.LOG_BLOCKS_MAX),
          from,
          from + RpcLimits.LOG_BLOCKS_MAX - 1);
    }
    return criteria.query(from, to);
  }

  long number(BlockRef ref) {
    return switch (ref) {
      case BlockRef.OfNumber number -> number.number();
      case BlockRef.Tag tag -> chain.number(tag.tag());
      case BlockRef.Pending _ -> chain.number(BlockTag.LATEST);
      case BlockRef.Hash hash -> blocks.require(hash).number();
    };
  }

  private List<ChainLog> read(LogQuery query) {
    List<ChainLog> logs = Blocks.history(() -> chain.logs(query, RpcLimits.LOGS_IN_ANSWER_MAX + 1));
    if (logs.size() <= RpcLimits.LOGS_IN_ANSWER_MAX) {
      return logs;
    }
    long cut = logs.getLast().placement().block();
    String message = "query returned more than %d results".formatted(RpcLimits.LOGS_IN_ANSWER_MAX);
    if (cut == query.from()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          message + " in one block: ask for its receipts, or with an address or topic");
    }
    throw tooMany(message, query.from(), cut - 1);
  }

  /** Indexers read the range from the words, others from the data. */
  private static RpcException tooMany(String message, long from, long to) {
    String first = Hex.quantity(from);
    String last = Hex.quantity(to);
    return RpcException.of(
        RpcException.LIMIT_EXCEEDED,
        "%s. Try with this block range [%s, %s].".formatted(message, first, last),
        out -> {
          out.writeStartObject();
          out.writeStringField("from", first);
          out.writeStringField("to", last);
          out.writeEndObject();
        });
  }
}
