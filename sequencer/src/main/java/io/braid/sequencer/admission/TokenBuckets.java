package io.braid.sequencer.admission;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets, one for each key, of which a bounded number is known. A full bucket is the same as
 * none, so it is forgotten without loss; a new key that finds only buckets in use must wait. So
 * nobody gets a fresh bucket by filling the table.
 */
final class TokenBuckets<K> {

  /** Levels are in thousandths of a token, so that a millisecond's refill is a whole number. */
  private static final long SCALE = 1_000;

  private static final class Bucket {
    private long level;
    private long filledAtMs;
  }

  private final AdmissionLimits.Rate rate;
  private final int bucketsMax;

  /** Least recently used first. */
  private final LinkedHashMap<K, Bucket> buckets =
      new LinkedHashMap<>(/* initialCapacity= */ 16, /* loadFactor= */ 0.75f, true);

  TokenBuckets(AdmissionLimits.Rate rate, int bucketsMax) {
    this.rate = rate;
    this.bucketsMax = bucketsMax;
  }

  /** Takes a token; gives 0, or in how many milliseconds to try again. */
  long take(K key, long nowMs) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      long waitMs = makeRoom(nowMs);
      if (waitMs > 0) {
        return waitMs;
      }
      bucket = new Bucket();
      bucket.level = rate.burst() * SCALE;
      bucket.filledAtMs = nowMs;
      buckets.put(key, bucket);
    }
    refill(bucket, nowMs);
    if (bucket.level < SCALE) {
      return Math.ceilDiv(SCALE - bucket.level, rate.perSecond());
    }
    bucket.level -= SCALE;
    return 0;
  }

  private long makeRoom(long nowMs) {
    if (buckets.size() < bucketsMax) {
      return 0;
    }
    Iterator<Map.Entry<K, Bucket>> oldestFirst = buckets.entrySet().iterator();
    Bucket oldest = oldestFirst.next().getValue();
    refill(oldest, nowMs);
    if (oldest.level < rate.burst() * SCALE) {
      return Math.ceilDiv(rate.burst() * SCALE - oldest.level, rate.perSecond());
    }
    oldestFirst.remove();
    return 0;
  }

  private void refill(Bucket bucket, long nowMs) {
    long most = rate.burst() * SCALE;
    // A clock that was set back refills nothing for once; from there on it counts as ever.
    long elapsedMs = Math.max(0, nowMs - bucket.filledAtMs);
    // In so many milliseconds the emptiest bucket is full; more would only overflow.
    long fullAfterMs = Math.ceilDiv(most, rate.perSecond());
    bucket.level =
        Math.min(most, bucket.level + Math.min(elapsedMs, fullAfterMs) * rate.perSecond());
    bucket.filledAtMs = nowMs;
  }

  int size() {
    return buckets.size();
  }
}
