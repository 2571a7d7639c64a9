package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.sequencer.admission.AdmissionLimits.Rate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private static final long NOW = 1_000_000;

  @Test
  void givesABurstAndThenTheRate() {
    TokenBuckets<String> buckets = new TokenBuckets<>(new Rate(4, 3), 10);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, buckets.take("a", NOW));
    }
    assertEquals(250, buckets.take("a", NOW));
    assertEquals(1, buckets.take("a", NOW + 249));
    assertEquals(0, buckets.take("a", NOW + 250));
    assertEquals(250, buckets.take("a", NOW + 250));
    assertEquals(0, buckets.take("b", NOW + 250));
    for (int i = 0; i < 3; i++) {
      assertEquals(0, buckets.take("a", Long.MAX_VALUE));
    }
    assertEquals(250, buckets.take("a", Long.MAX_VALUE));
  }

  @Test
  void aClockThatWasSetBackGivesNothingAway() {
    TokenBuckets<String> buckets = new TokenBuckets<>(new Rate(1, 1), 10);
    assertEquals(0, buckets.take("a", NOW));
    assertEquals(1_000, buckets.take("a", NOW - 5_000));
    assertEquals(0, buckets.take("a", NOW - 4_000));
  }

  @Test
  void nobodyGetsAFreshBucketByFillingTheTable() {
    TokenBuckets<String> buckets = new TokenBuckets<>(new Rate(10, 2), 2);
    assertEquals(0, buckets.take("a", NOW));
    assertEquals(0, buckets.take("b", NOW));
    // The one that was used longest ago is full again in 100 ms.
    assertEquals(100, buckets.take("c", NOW));
    assertEquals(0, buckets.take("a", NOW + 10));
    assertEquals(40, buckets.take("c", NOW + 60));
    assertEquals(0, buckets.take("c", NOW + 100), "the place of b");
    assertEquals(2, buckets.size());
    assertEquals(80, buckets.take("b", NOW + 120), "a lacks 0.8 of a token");
  }

  @Test
  void aRateIsAtLeastOne() {
    assertEquals(
        "a rate and its burst are at least 1, not 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1)).getMessage());
    assertEquals(
        "a rate and its burst are at least 1, not 1 and 0",
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0)).getMessage());
  }

  /** In any window, no more than the burst and what the rate allows; and the hint is exact. */
  @Test
  void neverMoreThanTheRate() {
    Seeds.run(
        "token buckets",
        seed -> {
          Random random = new Random(seed);
          Rate rate = new Rate(1 + random.nextInt(50), 1 + random.nextInt(20));
          TokenBuckets<Integer> buckets = new TokenBuckets<>(rate, 100);
          Map<Integer, Double> levels = new HashMap<>();
          Map<Integer, Long> filled = new HashMap<>();
          long now = NOW;
          int refused = 0;
          for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(8);
            int key = random.nextInt(6);
            double level =
                Math.min(
                    rate.burst(),
                    levels.getOrDefault(key, (double) rate.burst())
                        + (now - filled.getOrDefault(key, now)) * rate.perSecond() / 1_000.0);
            filled.put(key, now);
            boolean isThere = level > 1 - 1e-6;
            levels.put(key, isThere ? level - 1 : level);
            long waitMs = buckets.take(key, now);
            assertEquals(isThere, waitMs == 0);
            if (!isThere) {
              refused++;
              assertTrue(level + waitMs * rate.perSecond() / 1_000.0 > 1 - 1e-6);
              assertTrue(level + (waitMs - 1) * rate.perSecond() / 1_000.0 < 1 - 1e-6);
            }
          }
          assertTrue(refused > 100);
        });
  }
}
