package io.braid.protocol.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Keys that begin their search in one slot, at any size of the table: all words of a key but the
 * highest are random, and the highest undoes what they made of the mix. Who uses them checks first
 * that they do collide, since this repeats the mix of {@link CellTable}.
 */
final class CellTableCollisions {

  private CellTableCollisions() {}

  /** So many keys. */
  static List<long[]> keys(int count, Random random) {
    long mix = random.nextLong();
    List<long[]> keys = new ArrayList<>();
    while (keys.size() < count) {
      long[] key = random.longs(4).toArray();
      key[3] = mix ^ Long.rotateLeft(mixOfLowWords(key), 29);
      keys.add(key);
    }
    return keys;
  }

  private static long mixOfLowWords(long[] key) {
    long mix = key[0] * 0x9e37_79b9_7f4a_7c15L;
    mix = (Long.rotateLeft(mix, 29) ^ key[1]) * 0xbf58_476d_1ce4_e5b9L;
    return (Long.rotateLeft(mix, 29) ^ key[2]) * 0x94d0_49bb_1331_11ebL;
  }
}
