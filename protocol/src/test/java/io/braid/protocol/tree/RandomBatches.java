package io.braid.protocol.tree;

import io.braid.protocol.fixtures.Words;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random updates over a pool of keys, so that keys meet again: some next to each other, some at the
 * ends of the range, most spread over it.
 */
public final class RandomBatches {

  private final Random random;
  private final List<BigInteger> pool = new ArrayList<>();

  /** An update, for the tree and for the reference. */
  public record Step(TreeBatch batch, TreeMap<BigInteger, BigInteger> writes) {}

  /** Batches over so many keys or fewer. */
  public RandomBatches(Random random, int keys) {
    this.random = random;
    pool.add(BigInteger.ONE);
    pool.add(Words.MAX.subtract(BigInteger.ONE));
    while (pool.size() < keys) {
      BigInteger key = new BigInteger(256, random);
      switch (random.nextInt(4)) {
        case 0 -> key = pool.get(random.nextInt(pool.size())).add(BigInteger.ONE);
        case 1 -> key = Words.random(random);
        default -> {}
      }
      if (key.signum() > 0 && key.compareTo(Words.MAX) < 0) {
        pool.add(key);
      }
    }
  }

  /** A key of the pool. */
  public BigInteger key() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** An update of up to so many keys. */
  public Step next(int keysMax) {
    TreeMap<BigInteger, BigInteger> keys = new TreeMap<>();
    for (int i = random.nextInt(keysMax + 1); i > 0; i--) {
      keys.put(key(), random.nextInt(4) == 0 ? BigInteger.ZERO : Words.random(random));
    }
    TreeBatch batch = new TreeBatch();
    TreeMap<BigInteger, BigInteger> writes = new TreeMap<>();
    for (Map.Entry<BigInteger, BigInteger> entry : keys.entrySet()) {
      Word key = word(entry.getKey());
      if (random.nextInt(4) == 0) {
        batch.read(key);
      } else {
        batch.write(key, word(entry.getValue()));
        writes.put(entry.getKey(), entry.getValue());
      }
    }
    return new Step(batch, writes);
  }

  /** A number as the protocol's word. */
  public static Word word(BigInteger number) {
    return Word.of(Words.of(number), 0);
  }
}
