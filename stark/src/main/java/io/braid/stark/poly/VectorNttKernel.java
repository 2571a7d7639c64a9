package io.braid.stark.poly;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over vectors of columns.
 *
 * <p>A product by a factor w is as {@link KoalaBear#overModulus} says: its quotient by p takes the
 * lanes with even and with odd number in turn, as longs, the rest is counted modulo 2^32. What is
 * multiplied need only be below 2^32, so sums and differences that are multiplied next are not
 * reduced.
 *
 * <p>All stands in one method a loop, without helpers: past a size of which the compiler says
 * nothing it leaves vectors on the heap at each call.
 */
final class VectorNttKernel implements NttKernel {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  /** What is copied at once of short rows. */
  private static final VectorSpecies<Integer> FOUR = IntVector.SPECIES_128;

  /** Elements of rows from which on a copy is worth a call. */
  private static final int LONG_ROW = 48;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void splitLayer(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] numbers = twiddles.numbers();
    int[] quotients = twiddles.quotients();
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        IntVector w = IntVector.broadcast(INTS, numbers[distance + j]);
        LongVector wQuotient = LongVector.broadcast(LONGS, quotients[distance + j]).and(low);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(modulus)).intoArray(rows, at);
          IntVector difference = a.add(modulus).sub(b);
          LongVector even =
              difference.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
          LongVector odd =
              difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
          IntVector product = difference.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          product.intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void splitTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] numbers = twiddles.numbers();
    int[] quotients = twiddles.quotients();
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    int half = distance >> 1;
    int jump = half * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < half; j++) {
        IntVector u = IntVector.broadcast(INTS, numbers[distance + j]);
        LongVector uQuotient = LongVector.broadcast(LONGS, quotients[distance + j]).and(low);
        IntVector v = IntVector.broadcast(INTS, numbers[distance + half + j]);
        LongVector vQuotient = LongVector.broadcast(LONGS, quotients[distance + half + j]).and(low);
        IntVector w = IntVector.broadcast(INTS, numbers[half + j]);
        LongVector wQuotient = LongVector.broadcast(LONGS, quotients[half + j]).and(low);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          IntVector c = IntVector.fromArray(INTS, rows, at + 2 * jump);
          IntVector d = IntVector.fromArray(INTS, rows, at + 3 * jump);
          IntVector difference = a.add(modulus).sub(c);
          a = a.add(c);
          a = a.lanewise(UMIN, a.sub(modulus));
          LongVector even =
              difference.reinterpretAsLongs().and(low).mul(uQuotient).lanewise(LSHR, 32);
          LongVector odd =
              difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(uQuotient).and(high);
          c = difference.mul(u).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          c = c.lanewise(UMIN, c.sub(modulus));
          difference = b.add(modulus).sub(d);
          b = b.add(d);
          b = b.lanewise(UMIN, b.sub(modulus));
          even = difference.reinterpretAsLongs().and(low).mul(vQuotient).lanewise(LSHR, 32);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(vQuotient).and(high);
          d = difference.mul(v).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          d = d.lanewise(UMIN, d.sub(modulus));
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(modulus)).intoArray(rows, at);
          difference = a.add(modulus).sub(b);
          even = difference.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
          b = difference.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          b = b.lanewise(UMIN, b.sub(modulus));
          b.intoArray(rows, at + jump);
          sum = c.add(d);
          sum.lanewise(UMIN, sum.sub(modulus)).intoArray(rows, at + 2 * jump);
          difference = c.add(modulus).sub(d);
          even = difference.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
          d = difference.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          d = d.lanewise(UMIN, d.sub(modulus));
          d.intoArray(rows, at + 3 * jump);
        }
      }
    }
  }

  @Override
  public void joinLayer(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] numbers = twiddles.numbers();
    int[] quotients = twiddles.quotients();
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        IntVector w = IntVector.broadcast(INTS, numbers[distance + j]);
        LongVector wQuotient = LongVector.broadcast(LONGS, quotients[distance + j]).and(low);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          LongVector even = b.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
          LongVector odd = b.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
          IntVector product = b.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          IntVector sum = a.add(product);
          IntVector difference = a.sub(product);
          sum.lanewise(UMIN, sum.sub(modulus)).intoArray(rows, at);
          difference.lanewise(UMIN, difference.add(modulus)).intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void joinTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] numbers = twiddles.numbers();
    int[] quotients = twiddles.quotients();
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    int jump = distance * width;
    for (int block = 0; block < height; block += 4 * distance) {
      for (int j = 0; j < distance; j++) {
        IntVector u = IntVector.broadcast(INTS, numbers[distance + j]);
        LongVector uQuotient = LongVector.broadcast(LONGS, quotients[distance + j]).and(low);
        IntVector v = IntVector.broadcast(INTS, numbers[2 * distance + j]);
        LongVector vQuotient = LongVector.broadcast(LONGS, quotients[2 * distance + j]).and(low);
        IntVector w = IntVector.broadcast(INTS, numbers[3 * distance + j]);
        LongVector wQuotient = LongVector.broadcast(LONGS, quotients[3 * distance + j]).and(low);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          LongVector even = b.reinterpretAsLongs().and(low).mul(uQuotient).lanewise(LSHR, 32);
          LongVector odd = b.reinterpretAsLongs().lanewise(LSHR, 32).mul(uQuotient).and(high);
          IntVector product = b.mul(u).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          b = a.sub(product);
          b = b.lanewise(UMIN, b.add(modulus));
          a = a.add(product);
          a = a.lanewise(UMIN, a.sub(modulus));
          IntVector c = IntVector.fromArray(INTS, rows, at + 2 * jump);
          IntVector d = IntVector.fromArray(INTS, rows, at + 3 * jump);
          even = d.reinterpretAsLongs().and(low).mul(uQuotient).lanewise(LSHR, 32);
          odd = d.reinterpretAsLongs().lanewise(LSHR, 32).mul(uQuotient).and(high);
          product = d.mul(u).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          d = c.add(modulus).sub(product);
          c = c.add(product);
          even = c.reinterpretAsLongs().and(low).mul(vQuotient).lanewise(LSHR, 32);
          odd = c.reinterpretAsLongs().lanewise(LSHR, 32).mul(vQuotient).and(high);
          product = c.mul(v).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          c = a.sub(product);
          c.lanewise(UMIN, c.add(modulus)).intoArray(rows, at + 2 * jump);
          a = a.add(product);
          a.lanewise(UMIN, a.sub(modulus)).intoArray(rows, at);
          even = d.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
          odd = d.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
          product = d.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
          product = product.lanewise(UMIN, product.sub(modulus));
          d = b.sub(product);
          d.lanewise(UMIN, d.add(modulus)).intoArray(rows, at + 3 * jump);
          b = b.add(product);
          b.lanewise(UMIN, b.sub(modulus)).intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void scaleRows(int[] rows, int width, int height, int first, int ratio) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    int factor = first;
    for (int row = 0; row < height; row++) {
      int number = KoalaBear.toCanonical(factor);
      IntVector w = IntVector.broadcast(INTS, number);
      LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.overModulus(number)).and(low);
      int begin = row * width;
      for (int at = begin; at < begin + width; at += LANES) {
        IntVector a = IntVector.fromArray(INTS, rows, at);
        LongVector even = a.reinterpretAsLongs().and(low).mul(wQuotient).lanewise(LSHR, 32);
        LongVector odd = a.reinterpretAsLongs().lanewise(LSHR, 32).mul(wQuotient).and(high);
        IntVector product = a.mul(w).sub(even.or(odd).reinterpretAsInts().mul(modulus));
        product = product.lanewise(UMIN, product.sub(modulus));
        product.intoArray(rows, at);
      }
      factor = KoalaBear.multiply(factor, ratio);
    }
  }

  @Override
  public void scaleColumns(int[] rows, int width, int height, int[] factors, int[] ratios) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    LongVector inverse = LongVector.broadcast(LONGS, KoalaBear.byModulus(1)).and(low);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column += LANES) {
        int at = row * width + column;
        LongVector factor = IntVector.fromArray(INTS, factors, column).reinterpretAsLongs();
        LongVector evenFactor = factor.and(low);
        LongVector oddFactor = factor.lanewise(LSHR, 32);
        LongVector element = IntVector.fromArray(INTS, rows, at).reinterpretAsLongs();
        LongVector even = element.and(low).mul(evenFactor);
        LongVector odd = element.lanewise(LSHR, 32).mul(oddFactor);
        even = even.sub(even.and(low).mul(inverse).and(low).mul(p)).lanewise(LSHR, 32);
        odd = odd.sub(odd.and(low).mul(inverse).and(low).mul(p)).and(high);
        IntVector product = even.or(odd).reinterpretAsInts();
        product.lanewise(UMIN, product.add(modulus)).intoArray(rows, at);
        LongVector ratio = IntVector.fromArray(INTS, ratios, column).reinterpretAsLongs();
        even = evenFactor.mul(ratio.and(low));
        odd = oddFactor.mul(ratio.lanewise(LSHR, 32));
        even = even.sub(even.and(low).mul(inverse).and(low).mul(p)).lanewise(LSHR, 32);
        odd = odd.sub(odd.and(low).mul(inverse).and(low).mul(p)).and(high);
        product = even.or(odd).reinterpretAsInts();
        product.lanewise(UMIN, product.add(modulus)).intoArray(factors, column);
      }
    }
  }

  @Override
  public void copyRows(
      int[] from, int fromAt, int fromStep, int[] to, int toAt, int toStep, int width, int count) {
    for (int row = 0; row < count; row++) {
      int source = fromAt + row * fromStep;
      int target = toAt + row * toStep;
      if (width >= LONG_ROW) {
        System.arraycopy(from, source, to, target, width);
      } else {
        int column = 0;
        for (; column <= width - FOUR.length(); column += FOUR.length()) {
          IntVector.fromArray(FOUR, from, source + column).intoArray(to, target + column);
        }
        for (; column < width; column++) {
          to[target + column] = from[source + column];
        }
      }
    }
  }
}
