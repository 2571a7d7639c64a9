package io.braid.stark.poly;

import java.util.ArrayDeque;
import java.util.Deque;

/** What transforms of all sizes share: their factors, and the buffers that threads work in. */
final class NttTables {

  /** No set of rows is larger: two such numbers of layers are those of the largest subgroup. */
  static final int LOG_ROWS_MAX = 12;

  private final Twiddles forward = Twiddles.forward(LOG_ROWS_MAX);
  private final Twiddles inverse = Twiddles.inverse(LOG_ROWS_MAX);
  private final Twiddles onDomain = Twiddles.onDomain(LOG_ROWS_MAX);
  private final Deque<int[]> buffers = new ArrayDeque<>();

  /** As {@link Twiddles#forward}. */
  Twiddles forward() {
    return forward;
  }

  /** As {@link Twiddles#inverse}. */
  Twiddles inverse() {
    return inverse;
  }

  /** As {@link Twiddles#onDomain}. */
  Twiddles onDomain() {
    return onDomain;
  }

  /** A buffer for one thread, to be given back. */
  int[] takeBuffer() {
    synchronized (buffers) {
      int[] free = buffers.poll();
      return free != null ? free : new int[NttPass.BUFFER_ELEMENTS];
    }
  }

  /** Gives a buffer back. */
  void giveBack(int[] buffer) {
    synchronized (buffers) {
      buffers.push(buffer);
    }
  }
}
