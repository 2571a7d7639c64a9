package io.braid.prover.chip;

import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Optional;

/**
 * The numbers below 2^16, as limbs and as two bytes, to be looked up.
 *
 * <p>Fixed: row i has the low and the high byte of i. Columns: how often the limb is asked for, and
 * how often the bytes are.
 *
 * <p>Sound because all that is offered is fixed. It assumes nothing, and guarantees of what is
 * looked up that it is a limb, or two bytes. Counts are free: they can only say how often an offer
 * was taken.
 */
public final class RangeChip implements Chip {

  /** Rows. */
  public static final int HEIGHT = Limbs.BASE;

  static final int LIMBS = 0;
  static final int BYTES = 1;

  private static final int WIDTH = 2;
  private static final int LOW = 0;
  private static final int HIGH = 1;
  private static final int BYTE_BITS = 8;
  private static final int BYTE_BASE = 1 << BYTE_BITS;

  @Override
  public String name() {
    return "ranges";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public Optional<Matrix> fixed() {
    Matrix bytes = new Matrix(HEIGHT, 2);
    for (int i = 0; i < HEIGHT; i++) {
      bytes.set(i, LOW, KoalaBear.of(i & (BYTE_BASE - 1)));
      bytes.set(i, HIGH, KoalaBear.of(i >>> BYTE_BITS));
    }
    return Optional.of(bytes);
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    Expression low = b.fixed(LOW);
    Expression high = b.fixed(HIGH);
    b.provide(Buses.LIMBS, b.local(LIMBS), low.plus(high.times(BYTE_BASE)));
    b.provide(Buses.BYTES, b.local(BYTES), low, high);
  }

  /** What other tables ask for, counted as their rows are written. */
  public static final class Counts {

    private final int[] limbs = new int[HEIGHT];
    private final int[] bytes = new int[HEIGHT];

    void limb(int limb) {
      limbs[limb]++;
    }

    void limbs(int limb, int times) {
      limbs[limb] += times;
    }

    void bytes(int low, int high) {
      bytes[low | high << BYTE_BITS]++;
    }

    /** The columns. */
    public Matrix trace() {
      Matrix trace = new Matrix(HEIGHT, WIDTH);
      for (int i = 0; i < HEIGHT; i++) {
        trace.set(i, LIMBS, KoalaBear.of(limbs[i]));
        trace.set(i, BYTES, KoalaBear.of(bytes[i]));
      }
      return trace;
    }
  }
}
