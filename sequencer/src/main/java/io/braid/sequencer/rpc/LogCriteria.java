package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.rpc.Values.BadValueException;
import io.braid.sequencer.view.LogQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which logs an argument asks for; the blocks are found when they are read. */
record LogCriteria(
    Optional<Word> blockHash,
    Optional<BlockRef> from,
    Optional<BlockRef> to,
    List<Address> addresses,
    List<List<Word>> topics) {

  static LogCriteria of(JsonNode node) {
    if (!node.isObject()) {
      throw new BadValueException("not an object: a filter is one");
    }
    Optional<Word> hash = Optional.empty();
    if (node.hasNonNull("blockHash")) {
      if (node.hasNonNull("fromBlock") || node.hasNonNull("toBlock")) {
        throw new BadValueException(
            "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
      }
      hash = Optional.of(Values.hash(node.get("blockHash")));
    }
    return new LogCriteria(
        hash,
        bound(node, "fromBlock"),
        bound(node, "toBlock"),
        addresses(node.path("address")),
        topics(node.path("topics")));
  }

  private static Optional<BlockRef> bound(JsonNode node, String name) {
    return node.hasNonNull(name)
        ? Optional.of(BlockRef.numberOrTag(node.get(name)))
        : Optional.empty();
  }

  private static List<Address> addresses(JsonNode node) {
    return choices(node, Values::address, "addresses", /* nullIsAny= */ false);
  }

  private static List<List<Word>> topics(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new BadValueException("topics are an array");
    }
    if (node.size() > RpcLimits.LOG_TOPICS_MAX) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS,
          "exceed max topics: a log has at most " + RpcLimits.LOG_TOPICS_MAX);
    }
    List<List<Word>> topics = new ArrayList<>();
    for (JsonNode place : node) {
      topics.add(choices(place, Values::hash, "topics", /* nullIsAny= */ true));
    }
    return topics;
  }

  /** None, one, or an array; a null among topics means any of them, as with geth. */
  private static <T> List<T> choices(
      JsonNode node, Function<JsonNode, T> read, String what, boolean nullIsAny) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(read.apply(node));
    }
    if (node.size() > RpcLimits.LOG_CHOICES_MAX) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS,
          "exceed max %s: at most %d in one place".formatted(what, RpcLimits.LOG_CHOICES_MAX));
    }
    List<T> choices = new ArrayList<>();
    for (JsonNode choice : node) {
      if (nullIsAny && choice.isNull()) {
        return List.of();
      }
      choices.add(read.apply(choice));
    }
    return choices;
  }

  /** How many addresses and topics it has. */
  int choices() {
    return addresses.size() + topics.stream().mapToInt(List::size).sum();
  }

  /** The query for these blocks. */
  LogQuery query(long first, long last) {
    return new LogQuery(first, last, addresses, topics);
  }
}
