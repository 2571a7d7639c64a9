package io.braid.prover.bench;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.math.Word256;
import io.braid.protocol.tree.Compression;
import io.braid.protocol.tree.StateTree;
import io.braid.protocol.tree.TreeBatch;
import io.braid.protocol.tree.TreeStore;
import io.braid.protocol.types.Word;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Updates of a tree with a million leaves: an eighth of the keys is new, the others change. */
final class TreeUpdates {

  /** Keys of an update. */
  static final int KEYS = 8192;

  private static final int LEAVES = 1_000_000;
  private static final int KEYS_TO_FILL = 1 << 16;
  private static final int WARM_UPS = 10;
  private static final int COUNTED = 25;
  private static final int NEW_ONE_IN = 8;

  private final SplittableRandom random = new SplittableRandom(1);
  private final MeteredCompression compression;
  private final MeteredStore store;
  private final StateTree tree;
  private final long[] updateNs = new long[COUNTED];
  private final long[] hashNs = new long[COUNTED];
  private final long[] writeNs = new long[COUNTED];
  private final long[] readNs = new long[COUNTED];
  private long permutations;
  private int keys;

  TreeUpdates(TreeStore store, Compression compression) {
    this.compression = new MeteredCompression(compression);
    this.store = new MeteredStore(store);
    tree = new StateTree(this.store, this.compression);
  }

  void run() {
    while (keys < LEAVES) {
      int count = Math.min(KEYS_TO_FILL, LEAVES - keys);
      tree.update(batch(count, 1));
      tree.settle(tree.head().batch());
    }
    for (int i = 0; i < WARM_UPS + COUNTED; i++) {
      TreeBatch batch = batch(KEYS, NEW_ONE_IN);
      compression.reset();
      store.reset();
      long start = System.nanoTime();
      tree.update(batch);
      long time = System.nanoTime() - start;
      if (i >= WARM_UPS) {
        updateNs[i - WARM_UPS] = time;
        hashNs[i - WARM_UPS] = compression.nanoseconds();
        writeNs[i - WARM_UPS] = store.writeNanoseconds();
        readNs[i - WARM_UPS] = store.readNanoseconds();
        permutations += compression.permutations();
      }
    }
  }

  /** Distinct keys, one in so many of them new. */
  private TreeBatch batch(int count, int newOneIn) {
    TreeBatch batch = new TreeBatch();
    int known = Math.max(keys, 1);
    Stream.generate(() -> random.nextInt(newOneIn) == 0 ? keys++ : random.nextInt(known))
        .map(TreeUpdates::key)
        .distinct()
        .limit(count)
        .sorted()
        .forEach(key -> batch.write(key, new Word(1 + random.nextInt(1 << 30), 0, 1, 0)));
    return batch;
  }

  /** The holding of an account whose address looks random. */
  private static Word key(int account) {
    SplittableRandom address = new SplittableRandom(account);
    long[] owner = {address.nextLong(), address.nextLong(), address.nextLong(), 0};
    long[] key = new long[Word256.LONGS];
    CellKey.pack(CellKind.HOLDING.code(), 0, owner, 0, new long[Word256.LONGS], 0, key, 0);
    return Word.of(key, 0);
  }

  double updateNs() {
    return median(updateNs);
  }

  /** Within the compression, which gathers lanes and adds the input too. */
  double hashNs() {
    return median(hashNs);
  }

  double writeNs() {
    return median(writeNs);
  }

  double readNs() {
    return median(readNs);
  }

  /** Of one update, on average. */
  double permutations() {
    return permutations / (double) COUNTED;
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
