package io.braid.stark.air;

import io.braid.stark.field.KoalaBear;

/** What {@link Operation#IS_FIRST} and its like are at consecutive points. */
@FunctionalInterface
public interface BlockSelectors {

  /** Writes the three selectors of points, the first of which go to the offsets given. */
  void fill(int from, int count, int[] out, int firstAt, int lastAt, int transitionAt);

  /** Those of a trace: 0 or 1. */
  static BlockSelectors ofTrace(int height) {
    return (from, count, out, firstAt, lastAt, transitionAt) -> {
      for (int i = 0; i < count; i++) {
        boolean isLast = from + i == height - 1;
        out[firstAt + i] = from + i == 0 ? KoalaBear.ONE : KoalaBear.ZERO;
        out[lastAt + i] = isLast ? KoalaBear.ONE : KoalaBear.ZERO;
        out[transitionAt + i] = isLast ? KoalaBear.ZERO : KoalaBear.ONE;
      }
    };
  }
}
