package io.braid.stark.poly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.stark.field.KoalaBear;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DomainTest {

  private static final int LOG_HEIGHT_OF_ALL = 10;

  @Test
  void pointsAreThoseOfASubgroupTimesAShift() {
    for (int logHeight = 0; logHeight <= LOG_HEIGHT_OF_ALL; logHeight++) {
      int[] points = Domain.points(logHeight, 0, 1 << logHeight);
      int root = KoalaBear.rootOfUnity(logHeight);
      for (int i = 0; i < points.length; i++) {
        assertEquals(
            KoalaBear.multiply(Domain.shift(logHeight), KoalaBear.power(root, i)), points[i]);
        assertEquals(points[i], Domain.point(logHeight, i));
      }
      assertEquals(points.length, Arrays.stream(points).distinct().count());
    }
    assertEquals(Domain.point(24, (1 << 24) - 1), Domain.points(24, (1 << 24) - 3, 1 << 24)[2]);
  }

  @Test
  void squaringMapsEachOntoTheOneOfHalfTheHeight() {
    for (int logHeight = 1; logHeight <= KoalaBear.TWO_ADICITY; logHeight++) {
      int half = 1 << (logHeight - 1);
      int step = Math.max(1, half >> LOG_HEIGHT_OF_ALL);
      for (int i = 0; i < 2 * half; i += step) {
        assertEquals(
            Domain.point(logHeight - 1, i % half), KoalaBear.square(Domain.point(logHeight, i)));
      }
    }
  }

  /** A point in a subgroup of order 2^b times less would give 1 to the power of the height. */
  @Test
  void noPointIsInASubgroupOfAtMostThatOrder() {
    int expected = KoalaBear.power(KoalaBear.generator(), 1L << KoalaBear.TWO_ADICITY);
    assertNotEquals(KoalaBear.ONE, expected);
    for (int logHeight = 0; logHeight <= KoalaBear.TWO_ADICITY; logHeight++) {
      assertEquals(expected, KoalaBear.power(Domain.shift(logHeight), 1L << logHeight));
      assertEquals(expected, KoalaBear.power(Domain.point(logHeight, 1), 1L << logHeight));
    }
  }

  @Test
  void thereAreOnlySoMany() {
    for (int logHeight : new int[] {-1, 25}) {
      assertEquals(
          "roots of unity have order 2^0 to 2^24, not 2^" + logHeight,
          assertThrows(IllegalArgumentException.class, () -> Domain.shift(logHeight)).getMessage());
    }
  }
}
