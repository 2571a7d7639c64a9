package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.rpc.Values.BadValueException;
import io.braid.sequencer.view.AccessListEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A transaction that nobody has signed, as an argument describes it. Members that mean nothing here
 * are not looked at.
 */
record CallArguments(
    Optional<Address> from,
    Optional<Address> to,
    Optional<Long> gas,
    Optional<Word> gasPrice,
    Optional<Word> maxFee,
    Optional<Word> maxPriorityFee,
    Word value,
    Bytes data,
    Optional<Long> nonce,
    Optional<Long> chainId,
    List<AccessListEntry> accessList,
    Optional<Long> type) {

  /** Why no contract can be created, and what there is instead. */
  static final String NO_CONTRACT_CREATION =
      Refusal.CONTRACT_CREATION.message()
          + ": Braid runs a fixed set of programs (payments, ERC-20 tokens, pools, a bridge),"
          + " so a transaction needs a recipient";

  /** What sets a transaction with blobs apart. */
  private static final List<String> BLOB_MEMBERS =
      List.of("blobVersionedHashes", "blobs", "maxFeePerBlobGas");

  /** Reads the argument. */
  static CallArguments of(JsonNode node) {
    if (!node.isObject()) {
      throw new BadValueException("not an object: a call is one");
    }
    Optional<Long> type = member(node, "type", Values::uint64);
    checkType(node, type.orElse(0L));
    Optional<Word> gasPrice = member(node, "gasPrice", Values::word);
    Optional<Word> maxFee = member(node, "maxFeePerGas", Values::word);
    Optional<Word> tip = member(node, "maxPriorityFeePerGas", Values::word);
    if (gasPrice.isPresent() && (maxFee.isPresent() || tip.isPresent())) {
      throw RpcException.of(
          RpcException.SERVER_ERROR,
          "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    }
    if (maxFee.isPresent() && tip.isPresent() && tip.get().compareTo(maxFee.get()) > 0) {
      throw RpcException.of(
          RpcException.SERVER_ERROR, Refusal.PRIORITY_FEE_ABOVE_MAX_FEE.message());
    }
    return new CallArguments(
        member(node, "from", Values::address),
        member(node, "to", Values::address),
        member(node, "gas", Values::uint64),
        gasPrice,
        maxFee,
        tip,
        member(node, "value", Values::word).orElse(Word.ZERO),
        data(node),
        member(node, "nonce", Values::uint64),
        member(node, "chainId", Values::uint64),
        member(node, "accessList", CallArguments::accessList).orElse(List.of()),
        type);
  }

  private static void checkType(JsonNode node, long type) {
    if (type == 3 || BLOB_MEMBERS.stream().anyMatch(node::hasNonNull)) {
      throw RpcException.of(RpcException.SERVER_ERROR, Refusal.BLOB_TRANSACTION.message());
    }
    if (type == 4 || node.hasNonNull("authorizationList")) {
      throw RpcException.of(RpcException.SERVER_ERROR, Refusal.SET_CODE_TRANSACTION.message());
    }
    if (type != 0 && type != 1 && type != 2) {
      throw RpcException.of(RpcException.SERVER_ERROR, Refusal.UNKNOWN_TYPE.message());
    }
  }

  private static Bytes data(JsonNode node) {
    Function<JsonNode, Bytes> read = it -> Values.data(it, RpcLimits.CALL_DATA_BYTES_MAX);
    Optional<Bytes> input = member(node, "input", read);
    Optional<Bytes> data = member(node, "data", read);
    if (input.isPresent() && data.isPresent() && !input.equals(data)) {
      throw RpcException.of(
          RpcException.SERVER_ERROR,
          "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass"
              + " transaction call data");
    }
    return input.or(() -> data).orElse(Bytes.EMPTY);
  }

  private static List<AccessListEntry> accessList(JsonNode node) {
    List<AccessListEntry> entries = new ArrayList<>();
    int words = 0;
    for (JsonNode entry : elements(node)) {
      List<Word> keys = new ArrayList<>();
      for (JsonNode key : elements(entry.path("storageKeys"))) {
        keys.add(Values.hash(key));
      }
      entries.add(new AccessListEntry(Values.address(entry.path("address")), keys));
      words += 1 + keys.size();
      if (words > RpcLimits.ACCESS_LIST_ENTRIES_MAX) {
        throw new BadValueException(
            "access list has more than %d addresses and keys"
                .formatted(RpcLimits.ACCESS_LIST_ENTRIES_MAX));
      }
    }
    return entries;
  }

  private static JsonNode elements(JsonNode node) {
    if (!node.isArray()) {
      throw new BadValueException("not an array: an access list and its storage keys are one");
    }
    return node;
  }

  private static <T> Optional<T> member(JsonNode node, String name, Function<JsonNode, T> read) {
    if (!node.hasNonNull(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.apply(node.get(name)));
    } catch (BadValueException bad) {
      throw new BadValueException(name + ": " + bad.getMessage());
    }
  }

  /** Who would sign it; the address 0 if it is not said, as on Ethereum. */
  Address sender() {
    return from.orElseGet(() -> new Address(Word.ZERO));
  }

  /**
   * Whom it goes to. The creation of a contract is one that would fail, since some clients show the
   * reason of a call or an estimate only from the data of such.
   */
  Address recipient() {
    return to.orElseThrow(() -> RpcException.reverted(NO_CONTRACT_CREATION));
  }

  /** The most that it would pay for a unit of gas, if it is said. */
  Optional<Word> feeCap() {
    return gasPrice.or(() -> maxFee).or(() -> maxPriorityFee);
  }
}
