package io.braid.node.loadtest.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws ranks from 0 to below a count, rank r with a weight of 1 / (r + 1)^exponent: 0 is uniform,
 * 1 is Zipf's law.
 */
final class Zipf {

  private final double[] cumulative;

  Zipf(int count, double exponent) {
    cumulative = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
  }

  int next(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    // Where it is not found, the first that is greater.
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
  }
}
