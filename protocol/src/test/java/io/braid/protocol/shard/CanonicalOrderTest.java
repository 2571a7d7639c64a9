package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The order of units, by what is known of each log; {@link GlobalReplayTest} has whole logs. */
class CanonicalOrderTest {

  private static final int NONE = CanonicalOrder.NONE;
  private static final int BLOCK = CanonicalOrder.BLOCK;

  private static CanonicalOrder order(int shards) {
    long[] ran = new long[shards];
    Arrays.fill(ran, -1);
    return new CanonicalOrder(ran);
  }

  @Test
  void lowestShardThatIsReady() {
    CanonicalOrder order = order(2);
    order.record(1, 0);
    assertEquals(NONE, order.next(), "shard 0 may have a record that comes first");
    order.record(0, 0);
    assertEquals(0, order.next());
    assertEquals(NONE, order.next());
    order.header(0, 1);
    assertEquals(1, order.next());
  }

  @Test
  void bundleIsReadyWhenItsSourceHasRunTheRecord() {
    CanonicalOrder order = order(2);
    order.bundle(0, 0, 1, 5);
    order.record(1, 4);
    assertEquals(1, order.next());
    order.record(1, 5);
    assertEquals(1, order.next());
    assertEquals(0, order.next());
  }

  @Test
  void headersWaitForEachOtherAndTheirUnitsForWhatWasKeptAside() {
    CanonicalOrder order = order(3);
    order.bundleAhead(0, 0, 2, 7);
    assertEquals(0, order.next());
    order.bundleAhead(0, 1, 1, 3);
    assertEquals(0, order.next());
    order.header(0, 2);
    order.header(1, 3);
    assertEquals(NONE, order.next());
    order.header(2, 6);
    assertEquals(BLOCK, order.next());
    assertEquals(1, order.next(), "shard 0 waits for the header's unit of shard 1");
    order.header(1, 4);
    assertEquals(2, order.next(), "and for offset 7 of shard 2");
    order.record(2, 7);
    assertEquals(2, order.next());
    assertEquals(0, order.next());
  }

  @Test
  void headerThatWasBegunHasNotRun() {
    CanonicalOrder order = order(2);
    order.header(0, 0);
    order.bundleAhead(1, 0, 0, 0);
    assertEquals(1, order.next());
    order.keptAside(0, 1, 1);
    order.header(1, 1);
    assertEquals(BLOCK, order.next());
    assertEquals(NONE, order.next(), "each waits for the other's header");
  }

  @Test
  void endedLogsWaitForNothingMore() {
    CanonicalOrder order = order(3);
    order.bundle(1, 0, 0, 9);
    order.bundle(2, 0, 3, 0);
    assertEquals(NONE, order.next());
    order.endLogs();
    assertEquals(1, order.next(), "shard 0 will not run offset 9");
    assertEquals(2, order.next(), "there is no shard 3");
    order.header(0, 0);
    assertEquals(NONE, order.next(), "a block needs all headers");
  }

  @Test
  void beginsBehindWhatHasRun() {
    CanonicalOrder order = new CanonicalOrder(4, 11);
    order.bundle(0, 5, 1, 11);
    assertEquals(0, order.next());
    order.bundle(0, 6, 1, 12);
    order.record(1, 13);
    assertEquals(1, order.next());
    assertEquals(0, order.next(), "a log may have holes");
  }

  @Test
  void isToldOneRecordAtATimeInOrder() {
    CanonicalOrder order = order(1);
    assertTrue(order.isUnknown(0));
    order.record(0, 3);
    assertFalse(order.isUnknown(0));
    assertEquals(
        "shard 0: the record at offset 3 has not run yet, and here is 4",
        assertThrows(IllegalStateException.class, () -> order.record(0, 4)).getMessage());
    assertEquals(0, order.next());
    assertEquals(
        "shard 0: offset 3 does not come after 3",
        assertThrows(IllegalArgumentException.class, () -> order.header(0, 3)).getMessage());
  }
}
