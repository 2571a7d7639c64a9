package io.braid.prover.chip;

import io.braid.protocol.math.Word256;
import io.braid.stark.field.KoalaBear;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words as numbers of any length, as longs, and as elements on a bus. */
final class Words {

  /** 2^256. */
  static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  /** The largest word. */
  static final BigInteger MAX = MODULUS.subtract(BigInteger.ONE);

  private Words() {}

  /** A word; often one at the end of its range, or with few bits. */
  static BigInteger random(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> BigInteger.valueOf(random.nextInt(3));
      case 1 -> MAX.subtract(BigInteger.valueOf(random.nextInt(2)));
      case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(256));
      case 3 -> new BigInteger(random.nextInt(256), random);
      default -> new BigInteger(256, random);
    };
  }

  /** The longs of a word. */
  static long[] longs(BigInteger word) {
    long[] longs = new long[Word256.LONGS];
    Word256.parseHex("0x" + word.toString(16), longs, 0);
    return longs;
  }

  /** Words and numbers behind each other, as elements: a {@link BigInteger} is a word. */
  static int[] tuple(Object... parts) {
    List<Integer> elements = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof BigInteger word) {
        for (int i = 0; i < Limbs.COUNT; i++) {
          elements.add(KoalaBear.of(word.shiftRight(Limbs.BITS * i).intValue() & 0xffff));
        }
      } else {
        elements.add(KoalaBear.of((Integer) part));
      }
    }
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }
}
