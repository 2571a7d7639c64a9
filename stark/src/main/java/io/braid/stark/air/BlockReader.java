package io.braid.stark.air;

/** Takes what a {@link BlockEvaluator} computed. */
@FunctionalInterface
interface BlockReader {

  /**
   * Takes one output for consecutive points, before the next one is computed.
   *
   * @param output its number
   * @param from the first point
   * @param at where its block begins
   * @param stride if it is of the extension, where the next of its four blocks begins; else 0
   */
  void take(int output, int from, int count, int[] blocks, int at, int stride);
}
