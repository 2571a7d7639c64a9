package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.rpc.Values.BadValueException;
import java.util.Optional;
import java.util.function.Function;

/** The arguments of a request, by their place from 0. */
public final class Params {

  private final JsonNode array;

  private Params(JsonNode array) {
    this.array = array;
  }

  /**
   * The arguments in the member {@code params}, which may be absent, null or an array.
   *
   * @throws RpcException if it is anything else
   */
  static Params of(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return new Params(JsonNodeFactory.instance.arrayNode());
    }
    if (!node.isArray()) {
      throw RpcException.of(RpcException.INVALID_PARAMS, "non-array args");
    }
    return new Params(node);
  }

  /** Checks that there are not too many, and that those which must be there are. */
  Params count(int required, int most) {
    if (array.size() > most) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS, "too many arguments, want at most " + most);
    }
    for (int i = 0; i < required; i++) {
      if (!has(i)) {
        throw RpcException.of(
            RpcException.INVALID_PARAMS, "missing value for required argument " + i);
      }
    }
    return this;
  }

  /** Whether there is such an argument and it is not null. */
  boolean has(int index) {
    return array.hasNonNull(index);
  }

  /** The argument as it stands, or the missing node. */
  JsonNode node(int index) {
    return has(index) ? array.get(index) : MissingNode.getInstance();
  }

  Address address(int index) {
    return read(index, Values::address);
  }

  Word hash(int index) {
    return read(index, Values::hash);
  }

  Bytes data(int index) {
    return read(index, Values::data);
  }

  long uint64(int index) {
    return read(index, Values::uint64);
  }

  boolean bool(int index) {
    return read(index, Values::bool);
  }

  /** A block, or the latest if there is no such argument. */
  BlockRef block(int index) {
    return has(index) ? read(index, BlockRef::of) : BlockRef.LATEST;
  }

  /** The argument, read by a function that may throw {@link BadValueException}. */
  <T> T read(int index, Function<JsonNode, T> reader) {
    try {
      return reader.apply(array.get(index));
    } catch (BadValueException bad) {
      throw RpcException.argument(index, bad.getMessage());
    }
  }

  /** The same, where the argument may be absent. */
  <T> Optional<T> readOptional(int index, Function<JsonNode, T> reader) {
    return has(index) ? Optional.of(read(index, reader)) : Optional.empty();
  }
}
