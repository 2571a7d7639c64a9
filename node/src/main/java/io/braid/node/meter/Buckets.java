package io.braid.node.meter;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The limits of histograms: few, so that a process has hundreds of series and not thousands. */
final class Buckets {

  private static final int[] MILLISECONDS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
  };

  private static final double[] TRANSACTIONS = {1, 2, 5, 10, 20, 50, 100, 200, 512};

  private static final double[] BYTES = {256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576};

  private Buckets() {}

  static Duration[] latency() {
    return Arrays.stream(MILLISECONDS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  static double[] transactions() {
    return DoubleStream.of(TRANSACTIONS).toArray();
  }

  static double[] bytes() {
    return DoubleStream.of(BYTES).toArray();
  }
}
