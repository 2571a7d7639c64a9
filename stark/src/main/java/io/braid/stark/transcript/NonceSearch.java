package io.braid.stark.transcript;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import java.util.function.Supplier;

/** The search for the least nonce that will do, on all threads. */
final class NonceSearch {

  /** Nonces that are tried before anyone asks whether one was found: a multiple of all lanes. */
  private static final int STRETCH = 1 << 16;

  private static final int GRAIN = 1 << 8;

  /** No nonce of those that were tried will do. */
  static final int NONE = -1;

  /** Tries some consecutive nonces at once. For one thread. */
  interface Attempt {

    /** How many at once, a power of two. */
    int lanes();

    /** Which of the numbers from one on is the first that will do; {@link #NONE} if none does. */
    int firstOf(int number);
  }

  private NonceSearch() {}

  /**
   * The element of the least number that will do, whatever the number of threads.
   *
   * @throws IllegalStateException if no element does
   */
  static int least(Supplier<Attempt> attempts, Workers workers) {
    for (int from = 0; from <= KoalaBear.MODULUS - STRETCH; from += STRETCH) {
      int[] found = {Integer.MAX_VALUE};
      int first = from;
      workers.forRange(
          0,
          STRETCH / GRAIN,
          1,
          (begin, end) -> {
            int number = least(attempts.get(), first + begin * GRAIN, first + end * GRAIN);
            if (number != NONE) {
              synchronized (found) {
                found[0] = Math.min(found[0], number);
              }
            }
          });
      if (found[0] != Integer.MAX_VALUE) {
        return KoalaBear.of(found[0]);
      }
    }
    throw new IllegalStateException("no nonce will do");
  }

  private static int least(Attempt attempt, int from, int to) {
    for (int number = from; number < to; number += attempt.lanes()) {
      int found = attempt.firstOf(number);
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }
}
