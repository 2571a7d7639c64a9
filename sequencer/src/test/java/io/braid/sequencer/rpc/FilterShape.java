package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.ArgumentType.ADDRESS;
import static io.braid.sequencer.rpc.ArgumentType.HASH;
import static io.braid.sequencer.rpc.ArgumentType.isArrayOf;
import static io.braid.sequencer.rpc.ArgumentType.isMemberOf;

import io.braid.sequencer.rpc.PlainJson.Kind;
import io.braid.sequencer.rpc.PlainJson.Value;

/** Which logs are asked for, in what form. */
final class FilterShape {

  private FilterShape() {}

  static boolean fits(Value filter) {
    boolean hasRange = PlainJson.has(filter, "fromBlock") || PlainJson.has(filter, "toBlock");
    return filter.kind() == Kind.OBJECT
        && !(hasRange && PlainJson.has(filter, "blockHash"))
        && isMemberOf(filter, "blockHash", HASH::fits)
        && isMemberOf(filter, "fromBlock", ArgumentType::isBlockNumber)
        && isMemberOf(filter, "toBlock", ArgumentType::isBlockNumber)
        && isMemberOf(filter, "address", FilterShape::areAddresses)
        && isMemberOf(filter, "topics", FilterShape::areTopics);
  }

  private static boolean areAddresses(Value value) {
    return value.kind() != Kind.ARRAY
        ? ADDRESS.fits(value)
        : value.elements().size() <= RpcLimits.LOG_CHOICES_MAX && isArrayOf(value, ADDRESS::fits);
  }

  private static boolean areTopics(Value topics) {
    return topics.elements().size() <= RpcLimits.LOG_TOPICS_MAX
        && isArrayOf(topics, FilterShape::isTopic);
  }

  /** A null is any topic, and what stands behind it in a place is not looked at. */
  private static boolean isTopic(Value place) {
    return switch (place.kind()) {
      case NULL -> true;
      case ARRAY ->
          place.elements().size() <= RpcLimits.LOG_CHOICES_MAX
              && place.elements().stream()
                  .takeWhile(it -> it.kind() != Kind.NULL)
                  .allMatch(HASH::fits);
      default -> HASH.fits(place);
    };
  }
}
