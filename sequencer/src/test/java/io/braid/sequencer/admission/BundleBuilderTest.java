package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleBuilderTest {

  private static final long NOW = 1_000;
  private static final int SHARDS = 4;

  private final BundleBuilder<String> builder = new BundleBuilder<>(SHARDS, 2, 3);

  private static Address sender(int shard) {
    return new Address(Word.of(40L + shard));
  }

  private Bundle<String> add(int shard, int bytes, String name, long nowMs) {
    return builder.add(shard, sender(shard), new byte[bytes], name, nowMs);
  }

  /** The first four bytes of each transaction, as a number. */
  private static List<Integer> numbers(byte[] record) {
    TransactionBundleReader reader = new TransactionBundleReader();
    assertNull(reader.open(record, 0, record.length));
    List<Integer> numbers = new ArrayList<>();
    while (reader.next()) {
      numbers.add(ByteBuffer.wrap(record).getInt(reader.rawAt()));
    }
    return numbers;
  }

  @Test
  void handsOutWhatHasWaited() {
    assertEquals(Long.MAX_VALUE, builder.dueAtMs());
    assertNull(add(1, 5, "a", NOW));
    assertNull(add(1, 6, "b", NOW + 1));
    assertNull(add(2, 7, "c", NOW + 1));
    assertEquals(NOW + 2, builder.dueAtMs());
    assertEquals(List.of(), builder.tick(NOW + 1));
    List<Bundle<String>> due = builder.tick(NOW + 2);
    assertEquals(1, due.size());
    assertEquals(1, due.getFirst().shard());
    assertEquals(2, numbers(due.getFirst().record()).size());
    assertEquals(NOW + 3, builder.dueAtMs());
    Bundle<String> second = builder.tick(NOW + 50).getFirst();
    assertEquals(2, second.shard());
    assertEquals(3, builder.unanswered());
    assertEquals(List.of("c"), builder.acknowledged(second.number()));
    assertEquals(List.of("a", "b"), builder.acknowledged(due.getFirst().number()));
    assertEquals(0, builder.unanswered());
    assertEquals(
        "bundle 0 is not on its way",
        assertThrows(IllegalStateException.class, () -> builder.acknowledged(0)).getMessage());
  }

  @Test
  void aClockThatWasSetBackHoldsNothingBack() {
    add(0, 1, "a", NOW);
    assertEquals(List.of(), builder.tick(NOW - 500));
    assertEquals(1, builder.tick(NOW - 498).size());
  }

  @Test
  void handsOutWhatIsFull() {
    for (int i = 1; i < Limits.TRANSACTIONS_IN_BUNDLE_MAX; i++) {
      assertNull(add(3, 4, "t", NOW));
    }
    Bundle<String> full = add(3, 4, "t", NOW);
    assertEquals(Limits.TRANSACTIONS_IN_BUNDLE_MAX, numbers(full.record()).size());
    assertEquals(Long.MAX_VALUE, builder.dueAtMs());
  }

  @Test
  void handsOutBeforeItHasTooManyBytes() {
    int entry = 22 + Limits.TRANSACTION_BYTES_MAX;
    int fit = (BundleBuilder.BUNDLE_BYTES_MAX - 4) / entry;
    int rest = BundleBuilder.BUNDLE_BYTES_MAX - 4 - fit * entry - 22;
    for (int i = 0; i < fit; i++) {
      assertNull(add(0, Limits.TRANSACTION_BYTES_MAX, "t", NOW));
    }
    assertNull(add(0, rest, "exactly", NOW));
    Bundle<String> full = add(0, 4, "more", NOW);
    assertNotNull(full);
    assertEquals(BundleBuilder.BUNDLE_BYTES_MAX, full.record().length);
    assertEquals(List.of("more"), builder.acknowledged(builder.tick(NOW + 2).getFirst().number()));
  }

  @Test
  void whileTheLogIsSlowABundleGrowsUntilItIsFull() {
    for (int i = 0; i < BundleBuilder.SMALL_BUNDLES_MAX; i++) {
      add(0, 1, "t", NOW);
      assertEquals(1, builder.tick(NOW + 2).size());
    }
    add(0, 4, "first", NOW + 2);
    assertEquals(Long.MAX_VALUE, builder.dueAtMs());
    assertEquals(List.of(), builder.tick(NOW + 500));
    add(1, 4, "of another shard", NOW + 500);
    assertEquals(1, builder.tick(NOW + 502).size());
    add(0, 4, "second", NOW + 502);
    builder.acknowledged(0);
    assertEquals(NOW + 4, builder.dueAtMs());
    Bundle<String> grown = builder.tick(NOW + 502).getFirst();
    assertEquals(List.of("first", "second"), builder.acknowledged(grown.number()));
  }

  @Test
  void aShardHasOnlySoManyBundlesOnTheirWay() {
    for (int i = 0; i < 3; i++) {
      assertFalse(builder.isFull(0));
      for (int j = 0; j < Limits.TRANSACTIONS_IN_BUNDLE_MAX; j++) {
        add(0, 1, "t", NOW);
      }
    }
    assertTrue(builder.isFull(0));
    assertFalse(builder.isFull(1));
    assertEquals(
        "shard 0 has 3 bundles on their way",
        assertThrows(IllegalStateException.class, () -> add(0, 1, "t", NOW)).getMessage());
    builder.acknowledged(1);
    assertNull(add(0, 1, "t", NOW));
  }

  @Test
  void whenAnAppendFailsAllAreToldAndNothingGoesOn() {
    add(0, 1, "a", NOW);
    add(1, 1, "b", NOW);
    builder.tick(NOW + 2);
    add(0, 1, "c", NOW + 2);
    assertEquals(List.of("a", "b", "c"), builder.failed());
    assertEquals(List.of(), builder.failed());
    assertEquals(0, builder.unanswered());
    String ended = "an append failed: this gateway has ended";
    List<Runnable> calls =
        List.of(() -> add(0, 1, "d", NOW), () -> builder.tick(NOW), () -> builder.acknowledged(0));
    for (Runnable call : calls) {
      assertEquals(ended, assertThrows(IllegalStateException.class, call::run).getMessage());
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertEquals(
        "cannot linger -1 ms with 1 bundles on their way",
        assertThrows(IllegalArgumentException.class, () -> new BundleBuilder<String>(1, -1, 1))
            .getMessage());
    assertEquals(
        "cannot linger 1 ms with 0 bundles on their way",
        assertThrows(IllegalArgumentException.class, () -> new BundleBuilder<String>(1, 1, 0))
            .getMessage());
  }

  /** Whatever the sizes and times: nothing is lost, doubled or out of order, or kept too long. */
  @Test
  void everySubmissionIsAnsweredOnceAndInOrder() {
    Seeds.run(
        "bundles",
        seed -> {
          Random random = new Random(seed);
          BundleBuilder<Integer> bundles = new BundleBuilder<>(SHARDS, 2, 4);
          Map<Integer, List<Integer>> added = new HashMap<>();
          Map<Integer, List<Integer>> appended = new HashMap<>();
          List<Integer> answered = new ArrayList<>();
          Deque<Bundle<Integer>> underway = new ArrayDeque<>();
          long now = NOW;
          int next = 0;
          while (next < 20_000 || bundles.unanswered() > 0) {
            now += random.nextInt(4) == 0 ? 1 : 0;
            int shard = random.nextInt(SHARDS);
            if (next < 20_000 && !bundles.isFull(shard)) {
              byte[] raw = new byte[4 + (random.nextInt(8) == 0 ? random.nextInt(16_000) : 0)];
              ByteBuffer.wrap(raw).putInt(0, next);
              added.computeIfAbsent(shard, _ -> new ArrayList<>()).add(next);
              Bundle<Integer> full = bundles.add(shard, sender(shard), raw, next++, now);
              if (full != null) {
                underway.add(full);
              }
            }
            if (random.nextInt(6) == 0) {
              underway.addAll(bundles.tick(now));
              assertTrue(bundles.dueAtMs() > now);
            }
            if (!underway.isEmpty() && random.nextInt(20) == 0) {
              Bundle<Integer> bundle = underway.remove();
              assertTrue(bundle.record().length <= BundleBuilder.BUNDLE_BYTES_MAX);
              appended
                  .computeIfAbsent(bundle.shard(), _ -> new ArrayList<>())
                  .addAll(numbers(bundle.record()));
              List<Integer> told = bundles.acknowledged(bundle.number());
              assertEquals(numbers(bundle.record()), told);
              answered.addAll(told);
            }
          }
          assertEquals(added, appended);
          assertEquals(20_000, answered.stream().distinct().count());
          assertEquals(20_000, answered.size());
        });
  }
}
