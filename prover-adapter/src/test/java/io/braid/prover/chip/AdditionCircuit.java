package io.braid.prover.chip;

import io.braid.protocol.math.Word256;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.poly.Matrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Addition with who asks, whose words and carries are computed with numbers of any length. */
final class AdditionCircuit {

  static final int RANGES = 0;
  static final int ADDITION = 1;
  static final int HEIGHT = 64;
  static final List<Chip> CHIPS =
      List.of(
          new RangeChip(),
          new AdditionChip(),
          new CallerChip(Buses.ADDITIONS),
          new CallerChip(Buses.COMPARISONS));

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final RangeChip.Counts ranges = new RangeChip.Counts();
  private final AdditionRows rows = new AdditionRows(ranges);
  private final List<int[]> additions = new ArrayList<>();
  private final List<int[]> comparisons = new ArrayList<>();

  static Circuit of(List<Chip> chips) {
    return new Circuit("addition", chips, 0, List.of(), 3);
  }

  /** A word; often one at the end of its range, or with equal limbs. */
  static BigInteger word(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.valueOf(random.nextInt(2));
      case 1 -> MODULUS.subtract(BigInteger.valueOf(1 + random.nextInt(2)));
      case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(256));
      default -> new BigInteger(256, random);
    };
  }

  private static long[] longs(BigInteger word) {
    long[] longs = new long[Word256.LONGS];
    Word256.parseHex("0x" + word.toString(16), longs, 0);
    return longs;
  }

  private static int[] tuple(List<Integer> bits, BigInteger... words) {
    List<Integer> elements = new ArrayList<>();
    for (BigInteger word : words) {
      for (int i = 0; i < Limbs.COUNT; i++) {
        int limb = word.shiftRight(16 * i).intValue() & 0xffff;
        elements.add(KoalaBear.of(limb));
      }
    }
    elements.addAll(bits.stream().map(KoalaBear::of).toList());
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }

  void sum(BigInteger a, BigInteger b) {
    BigInteger sum = a.add(b);
    rows.sum(longs(a), 0, longs(b), 0, new long[Word256.LONGS], 0);
    ask(0, a, b, sum.mod(MODULUS), sum.compareTo(MODULUS) >= 0 ? 1 : 0);
  }

  void difference(BigInteger a, BigInteger b) {
    BigInteger difference = a.subtract(b);
    rows.difference(longs(a), 0, longs(b), 0, new long[Word256.LONGS], 0);
    ask(1, a, b, difference.mod(MODULUS), difference.signum() < 0 ? 1 : 0);
  }

  /** Asks, whatever the rows say. */
  void ask(int isDifference, BigInteger a, BigInteger b, BigInteger f, int carry) {
    int[] words = tuple(List.of(carry), a, b, f);
    int[] tuple = new int[1 + words.length];
    tuple[0] = KoalaBear.of(isDifference);
    System.arraycopy(words, 0, tuple, 1, words.length);
    additions.add(tuple);
  }

  void comparison(BigInteger a, BigInteger b) {
    rows.comparison(longs(a), 0, longs(b), 0);
    askLess(a, b, a.compareTo(b) < 0 ? 1 : 0);
  }

  /** Asks, whatever the rows say. */
  void askLess(BigInteger a, BigInteger b, int isLess) {
    comparisons.add(tuple(List.of(isLess), a, b));
  }

  Witness witness() {
    Matrix addition = rows.trace(HEIGHT);
    return new Witness(
        List.of(
            ranges.trace(),
            addition,
            new CallerChip(Buses.ADDITIONS).trace(additions),
            new CallerChip(Buses.COMPARISONS).trace(comparisons)),
        new int[0]);
  }
}
