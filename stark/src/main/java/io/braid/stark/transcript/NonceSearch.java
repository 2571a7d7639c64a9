package io.braid.stark.transcript;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import java.util.function.IntPredicate;

/** The search for the least nonce that will do, on all threads. */
final class NonceSearch {

  /** Nonces that are tried before anyone asks whether one was found. */
  private static final int STRETCH = 1 << 16;

  private static final int GRAIN = 1 << 8;

  private NonceSearch() {}

  /**
   * The element of the least number that will do, whatever the number of threads.
   *
   * @param accepts a function of the element that all threads may ask
   * @throws IllegalStateException if no element does
   */
  static int least(IntPredicate accepts, Workers workers) {
    for (int from = 0; from <= KoalaBear.MODULUS - STRETCH; from += STRETCH) {
      int[] found = {Integer.MAX_VALUE};
      workers.forRange(
          from,
          from + STRETCH,
          GRAIN,
          (begin, end) -> {
            for (int number = begin; number < end; number++) {
              if (accepts.test(KoalaBear.of(number))) {
                synchronized (found) {
                  found[0] = Math.min(found[0], number);
                }
                return;
              }
            }
          });
      if (found[0] != Integer.MAX_VALUE) {
        return KoalaBear.of(found[0]);
      }
    }
    throw new IllegalStateException("no nonce will do");
  }
}
