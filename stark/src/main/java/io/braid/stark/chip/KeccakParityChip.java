package io.braid.stark.chip;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Optional;

/**
 * Five even sums from 0 to 12 in one number: s_0 + 14 s_1 + ... + 14^4 s_4. {@link KeccakChip}
 * looks up in it that sums of 13 bits each are even: they are at most 13, so the number says what
 * they are.
 *
 * <p>One fixed column holds the 7^5 numbers, in the order of s_0 / 2 + 7 s_1 / 2 + ..., and then
 * zeros, up to 2^15 rows. One column counts how often each is looked up.
 */
public final class KeccakParityChip implements Chip {

  /** Sums in a number. */
  static final int SUMS = 5;

  /** One more than the largest sum of bits. */
  static final int BASE = 14;

  /** What half of an even sum may be: 0 to 6. */
  static final int HALVES = BASE / 2;

  /** The height that the table has, as a power of two. */
  public static final int LOG_HEIGHT = 15;

  private static final int COUNT = 0;
  private static final int NUMBER = 0;
  private static final int NUMBERS = HALVES * HALVES * HALVES * HALVES * HALVES;

  private final Bus bus;
  private final Matrix fixed = numbers();

  /**
   * The table.
   *
   * @param bus of arity 1, on which this chip alone provides
   */
  public KeccakParityChip(Bus bus) {
    this.bus = bus;
  }

  private static Matrix numbers() {
    Matrix numbers = new Matrix(1 << LOG_HEIGHT, 1);
    for (int row = 0; row < NUMBERS; row++) {
      int number = 0;
      int weight = 2;
      for (int rest = row; rest > 0; rest /= HALVES) {
        number += rest % HALVES * weight;
        weight *= BASE;
      }
      numbers.set(row, NUMBER, KoalaBear.of(number));
    }
    return numbers;
  }

  @Override
  public String name() {
    return "keccak parities";
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public Optional<Matrix> fixed() {
    return Optional.of(fixed);
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    b.provide(bus, b.local(COUNT), b.fixed(NUMBER));
  }
}
