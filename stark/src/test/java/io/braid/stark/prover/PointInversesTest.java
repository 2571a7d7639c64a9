package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Domain;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That each inverse times what it is of is 1. */
class PointInversesTest {

  @Test
  void eachIsAnInverse() {
    Seeds.run(
        "inverses",
        seed -> {
          Random random = new Random(seed);
          int[] z = random.ints(Extension.DEGREE, 0, KoalaBear.MODULUS).toArray();
          try (Workers workers = new Workers(2)) {
            for (int log = 0; log <= 10; log++) {
              check(z, log, PointInverses.of(Domain.shift(log), log, z, workers));
            }
          }
        });
  }

  private static void check(int[] z, int log, int[] inverses) {
    int[] points = Domain.points(log, 0, 1 << log);
    int[] difference = new int[Extension.DEGREE];
    for (int i = 0; i < points.length; i++) {
      Extension.set(points[i], difference, 0);
      Extension.minus(difference, 0, z, 0, difference, 0);
      Extension.times(difference, 0, inverses, i * Extension.DEGREE, difference, 0);
      assertEquals(KoalaBear.ONE, difference[0]);
      assertEquals(0, difference[1] | difference[2] | difference[3], "point " + i + " of 2^" + log);
    }
  }

  @Test
  void noPointHasAnInverse() {
    int[] z = {Domain.point(6, 17), 0, 0, 0};
    try (Workers workers = new Workers(1)) {
      assertThrows(
          ArithmeticException.class, () -> PointInverses.of(Domain.shift(6), 6, z, workers));
    }
  }
}
