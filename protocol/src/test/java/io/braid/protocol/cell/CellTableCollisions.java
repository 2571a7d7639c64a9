package io.braid.protocol.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Keys that begin their search in one slot of a table, found by trial. */
final class CellTableCollisions {

  private CellTableCollisions() {}

  /** So many keys of a table that is empty. */
  static List<long[]> keys(CellTable empty, int count, Random random) {
    List<long[]> keys = new ArrayList<>();
    while (keys.size() < count) {
      long[] key = random.longs(4).toArray();
      // A used slot is known by this long.
      key[3] |= 1;
      if (keys.isEmpty() || empty.find(keys.getFirst(), 0) == empty.find(key, 0)) {
        keys.add(key);
      }
    }
    return keys;
  }
}
