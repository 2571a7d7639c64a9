package io.braid.sequencer.store;

import io.braid.sequencer.block.LogsBloom;
import io.braid.sequencer.view.LogQuery;
import java.util.List;

/** Whether a block's bloom filter leaves it possible that a log in it fits a query. */
final class BloomTest {

  private final LogQuery query;

  BloomTest(LogQuery query) {
    this.query = query;
  }

  boolean mayFit(byte[] bloom) {
    return isAnyIn(bloom, query.addresses().stream().map(address -> address.toBytes()).toList())
        && query.topics().stream()
            .allMatch(
                place -> isAnyIn(bloom, place.stream().map(topic -> topic.toBytes()).toList()));
  }

  private static boolean isAnyIn(byte[] bloom, List<byte[]> entries) {
    return entries.isEmpty() || entries.stream().anyMatch(entry -> LogsBloom.mayHold(bloom, entry));
  }
}
