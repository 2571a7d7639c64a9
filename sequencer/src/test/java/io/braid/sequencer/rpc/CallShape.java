package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.ArgumentType.ADDRESS;
import static io.braid.sequencer.rpc.ArgumentType.HASH;
import static io.braid.sequencer.rpc.ArgumentType.QUANTITY;
import static io.braid.sequencer.rpc.ArgumentType.isArrayOf;
import static io.braid.sequencer.rpc.ArgumentType.isData;
import static io.braid.sequencer.rpc.ArgumentType.isMemberOf;
import static io.braid.sequencer.rpc.ArgumentType.isQuantity;

import io.braid.sequencer.rpc.PlainJson.Kind;
import io.braid.sequencer.rpc.PlainJson.Value;
import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** A transaction that nobody has signed, in what form. */
final class CallShape {

  private static final int REFUSED = -32_000;

  private CallShape() {}

  /** The codes of what is wrong with it. */
  static Set<Integer> faults(Value call) {
    if (call.kind() != Kind.OBJECT) {
      return Set.of(ArgumentType.INVALID_PARAMS);
    }
    Set<Integer> faults = new TreeSet<>();
    if (!isFormed(call)) {
      faults.add(ArgumentType.INVALID_PARAMS);
    }
    if (contradictsItself(call)) {
      faults.add(REFUSED);
    }
    return faults;
  }

  private static boolean isFormed(Value call) {
    Function<Value, Boolean> isWord = it -> isQuantity(it, 64);
    Function<Value, Boolean> isData = it -> isData(it, RpcLimits.CALL_DATA_BYTES_MAX);
    return Stream.of("from", "to").allMatch(it -> isMemberOf(call, it, ADDRESS::fits))
        && Stream.of("type", "gas", "nonce", "chainId")
            .allMatch(it -> isMemberOf(call, it, QUANTITY::fits))
        && Stream.of("gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "value")
            .allMatch(it -> isMemberOf(call, it, isWord))
        && Stream.of("data", "input").allMatch(it -> isMemberOf(call, it, isData))
        && isMemberOf(call, "accessList", CallShape::isAccessList);
  }

  private static boolean isAccessList(Value list) {
    Function<Value, Boolean> isEntry =
        it ->
            it.members().containsKey("address")
                && it.members().containsKey("storageKeys")
                && ADDRESS.fits(it.members().get("address"))
                && isArrayOf(it.members().get("storageKeys"), HASH::fits);
    return isArrayOf(list, isEntry)
        && list.elements().stream()
                .mapToInt(it -> 1 + it.members().get("storageKeys").elements().size())
                .sum()
            <= RpcLimits.ACCESS_LIST_ENTRIES_MAX;
  }

  /** It is of a type that is not there, or says something in two ways. */
  private static boolean contradictsItself(Value call) {
    boolean hasOtherType =
        PlainJson.has(call, "type")
            && QUANTITY.fits(call.members().get("type"))
            && !call.members().get("type").text().matches("0[xX][012]");
    boolean isOfOtherType =
        Stream.of("blobVersionedHashes", "authorizationList")
            .anyMatch(it -> PlainJson.has(call, it));
    boolean hasTwoPrices =
        PlainJson.has(call, "gasPrice")
            && (PlainJson.has(call, "maxFeePerGas") || PlainJson.has(call, "maxPriorityFeePerGas"));
    return hasOtherType
        || isOfOtherType
        || hasTwoPrices
        || hasTipAboveAll(call)
        || hasTwoData(call);
  }

  private static boolean hasTipAboveAll(Value call) {
    return PlainJson.has(call, "maxFeePerGas")
        && number(call, "maxPriorityFeePerGas").compareTo(number(call, "maxFeePerGas")) > 0;
  }

  private static boolean hasTwoData(Value call) {
    return PlainJson.has(call, "data")
        && PlainJson.has(call, "input")
        && !String.valueOf(call.members().get("data").text())
            .equalsIgnoreCase(call.members().get("input").text());
  }

  private static BigInteger number(Value call, String name) {
    Value value = call.members().get(name);
    return value != null && isQuantity(value, 64)
        ? new BigInteger(value.text().substring(2), 16)
        : BigInteger.ZERO;
  }
}
