package io.braid.prover.chip;

import io.braid.protocol.math.Word256;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.stream.Stream;

/** Words of 256 bits as limbs of 16 bits, the least significant first. */
final class Limbs {

  /** Limbs of a word. */
  static final int COUNT = 16;

  /** Bits of a limb. */
  static final int BITS = 16;

  /** One more than the largest limb. */
  static final int BASE = 1 << BITS;

  private static final int LIMBS_IN_LONG = Long.SIZE / BITS;

  private Limbs() {}

  /** A limb of a word. */
  static int of(long[] words, int at, int limb) {
    long part = words[at + limb / LIMBS_IN_LONG];
    return (int) (part >>> (limb % LIMBS_IN_LONG * BITS)) & (BASE - 1);
  }

  /** Writes the limbs of a word into columns of a row. */
  static void write(long[] words, int at, Matrix trace, int row, int column) {
    for (int i = 0; i < COUNT; i++) {
      trace.set(row, column + i, KoalaBear.of(of(words, at, i)));
    }
  }

  /** The columns of a word. */
  static Expression[] columns(ConstraintBuilder b, int column) {
    Expression[] limbs = new Expression[COUNT];
    for (int i = 0; i < COUNT; i++) {
      limbs[i] = b.local(column + i);
    }
    return limbs;
  }

  /** Elements and words behind each other, as a bus takes them. */
  static Expression[] tuple(Object... parts) {
    return Arrays.stream(parts)
        .flatMap(part ->
            part instanceof Expression[] word ? Arrays.stream(word) : Stream.of((Expression) part))
        .toArray(Expression[]::new);
  }

  /** The longs of so many words. */
  static long[] words(int count) {
    return new long[count * Word256.LONGS];
  }
}
