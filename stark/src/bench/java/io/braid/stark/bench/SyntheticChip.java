package io.braid.stark.bench;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Optional;
import java.util.Random;

/**
 * A table as wide as wanted: its first column counts rows; of every eight columns behind it the
 * first is looked up in a range, the others are products of degree 3 of those before them.
 */
final class SyntheticChip implements Chip {

  private static final Bus RANGE = new Bus(1, "range", 1);
  private static final int GROUP = 8;

  private final String name;
  private final int width;

  SyntheticChip(String name, int width) {
    this.name = name;
    this.width = width;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int width() {
    return width;
  }

  private static boolean isLookedUp(int column) {
    return column % GROUP == 1;
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    b.first("the count begins with 0", b.local(0));
    b.transition("the count grows by 1", b.next(0).minus(b.local(0)).minus(1));
    for (int column = 1; column < width; column++) {
      if (isLookedUp(column)) {
        b.send(RANGE, b.constant(1), b.local(column));
      } else {
        // column = (column before)^2 (first column + 1)
        b.everywhere(
            "column " + column,
            b.local(column)
                .minus(b.local(column - 1).times(b.local(column - 1)).times(b.local(0).plus(1))));
      }
    }
  }

  Matrix trace(int logHeight, Range range, Random random) {
    Matrix trace = new Matrix(1 << logHeight, width);
    for (int row = 0; row < trace.height(); row++) {
      trace.set(row, 0, KoalaBear.of(row));
      int next = KoalaBear.of(row + 1);
      for (int column = 1; column < width; column++) {
        int value =
            isLookedUp(column)
                ? range.next(random)
                : KoalaBear.multiply(KoalaBear.square(trace.get(row, column - 1)), next);
        trace.set(row, column, value);
      }
    }
    return trace;
  }

  /** The range: 16 bits. Column: how often each number is looked up. */
  static final class Range implements Chip {

    private static final int HEIGHT = 1 << 16;

    private final int[] counts = new int[HEIGHT];

    private int next(Random random) {
      int number = random.nextInt(HEIGHT);
      counts[number]++;
      return KoalaBear.of(number);
    }

    @Override
    public String name() {
      return "range";
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public Optional<Matrix> fixed() {
      Matrix numbers = new Matrix(HEIGHT, 1);
      for (int i = 0; i < HEIGHT; i++) {
        numbers.set(i, 0, KoalaBear.of(i));
      }
      return Optional.of(numbers);
    }

    @Override
    public void constrain(ConstraintBuilder b) {
      b.provide(RANGE, b.local(0), b.fixed(0));
    }

    Matrix trace() {
      Matrix trace = new Matrix(HEIGHT, 1);
      for (int i = 0; i < HEIGHT; i++) {
        trace.set(i, 0, KoalaBear.of(counts[i]));
      }
      return trace;
    }
  }
}
