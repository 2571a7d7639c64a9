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
 * <p>A product by a factor w takes the lanes with even and with odd number in turn, as longs. The
 * multiple of p with the low half of b w comes from b and w / p mod 2^32, so that both products
 * begin at once. b need not be below p, only below 2^32, so what is multiplied next is not reduced.
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
  public void splitLayer(int[] rows, int width, int height, int distance, int[] twiddles) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int wFactor = twiddles[distance + j];
        LongVector w = LongVector.broadcast(LONGS, wFactor).and(LOW);
        LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(wFactor)).and(LOW);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(rows, at);
          IntVector difference = a.add(P).sub(b);
          LongVector even = difference.reinterpretAsLongs().and(LOW);
          LongVector odd = difference.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
          IntVector product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          product.intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void splitTwoLayers(int[] rows, int width, int height, int distance, int[] twiddles) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int half = distance >> 1;
    int jump = half * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < half; j++) {
        int uFactor = twiddles[distance + j];
        LongVector u = LongVector.broadcast(LONGS, uFactor).and(LOW);
        LongVector uQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(uFactor)).and(LOW);
        int vFactor = twiddles[distance + half + j];
        LongVector v = LongVector.broadcast(LONGS, vFactor).and(LOW);
        LongVector vQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(vFactor)).and(LOW);
        int wFactor = twiddles[half + j];
        LongVector w = LongVector.broadcast(LONGS, wFactor).and(LOW);
        LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(wFactor)).and(LOW);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          IntVector c = IntVector.fromArray(INTS, rows, at + 2 * jump);
          IntVector d = IntVector.fromArray(INTS, rows, at + 3 * jump);
          IntVector difference = a.add(P).sub(c);
          a = a.add(c);
          a = a.lanewise(UMIN, a.sub(P));
          LongVector even = difference.reinterpretAsLongs().and(LOW);
          LongVector odd = difference.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(u).sub(even.mul(uQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(u).sub(odd.mul(uQuotient).and(LOW).mul(p)).and(HIGH);
          c = even.or(odd).reinterpretAsInts();
          c = c.lanewise(UMIN, c.add(P));
          difference = b.add(P).sub(d);
          b = b.add(d);
          b = b.lanewise(UMIN, b.sub(P));
          even = difference.reinterpretAsLongs().and(LOW);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(v).sub(even.mul(vQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(v).sub(odd.mul(vQuotient).and(LOW).mul(p)).and(HIGH);
          d = even.or(odd).reinterpretAsInts();
          d = d.lanewise(UMIN, d.add(P));
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(rows, at);
          difference = a.add(P).sub(b);
          even = difference.reinterpretAsLongs().and(LOW);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
          b = even.or(odd).reinterpretAsInts();
          b = b.lanewise(UMIN, b.add(P));
          b.intoArray(rows, at + jump);
          sum = c.add(d);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(rows, at + 2 * jump);
          difference = c.add(P).sub(d);
          even = difference.reinterpretAsLongs().and(LOW);
          odd = difference.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
          d = even.or(odd).reinterpretAsInts();
          d = d.lanewise(UMIN, d.add(P));
          d.intoArray(rows, at + 3 * jump);
        }
      }
    }
  }

  @Override
  public void joinLayer(int[] rows, int width, int height, int distance, int[] twiddles) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int wFactor = twiddles[distance + j];
        LongVector w = LongVector.broadcast(LONGS, wFactor).and(LOW);
        LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(wFactor)).and(LOW);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          LongVector even = b.reinterpretAsLongs().and(LOW);
          LongVector odd = b.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
          IntVector product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          IntVector sum = a.add(product);
          IntVector difference = a.sub(product);
          sum.lanewise(UMIN, sum.sub(P)).intoArray(rows, at);
          difference.lanewise(UMIN, difference.add(P)).intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void joinTwoLayers(int[] rows, int width, int height, int distance, int[] twiddles) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int jump = distance * width;
    for (int block = 0; block < height; block += 4 * distance) {
      for (int j = 0; j < distance; j++) {
        int uFactor = twiddles[distance + j];
        LongVector u = LongVector.broadcast(LONGS, uFactor).and(LOW);
        LongVector uQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(uFactor)).and(LOW);
        int vFactor = twiddles[2 * distance + j];
        LongVector v = LongVector.broadcast(LONGS, vFactor).and(LOW);
        LongVector vQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(vFactor)).and(LOW);
        int wFactor = twiddles[3 * distance + j];
        LongVector w = LongVector.broadcast(LONGS, wFactor).and(LOW);
        LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(wFactor)).and(LOW);
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, rows, at);
          IntVector b = IntVector.fromArray(INTS, rows, at + jump);
          LongVector even = b.reinterpretAsLongs().and(LOW);
          LongVector odd = b.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(u).sub(even.mul(uQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(u).sub(odd.mul(uQuotient).and(LOW).mul(p)).and(HIGH);
          IntVector product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          b = a.sub(product);
          b = b.lanewise(UMIN, b.add(P));
          a = a.add(product);
          a = a.lanewise(UMIN, a.sub(P));
          IntVector c = IntVector.fromArray(INTS, rows, at + 2 * jump);
          IntVector d = IntVector.fromArray(INTS, rows, at + 3 * jump);
          even = d.reinterpretAsLongs().and(LOW);
          odd = d.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(u).sub(even.mul(uQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(u).sub(odd.mul(uQuotient).and(LOW).mul(p)).and(HIGH);
          product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          d = c.add(P).sub(product);
          c = c.add(product);
          even = c.reinterpretAsLongs().and(LOW);
          odd = c.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(v).sub(even.mul(vQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(v).sub(odd.mul(vQuotient).and(LOW).mul(p)).and(HIGH);
          product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          c = a.sub(product);
          c.lanewise(UMIN, c.add(P)).intoArray(rows, at + 2 * jump);
          a = a.add(product);
          a.lanewise(UMIN, a.sub(P)).intoArray(rows, at);
          even = d.reinterpretAsLongs().and(LOW);
          odd = d.reinterpretAsLongs().lanewise(LSHR, 32);
          even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
          product = even.or(odd).reinterpretAsInts();
          product = product.lanewise(UMIN, product.add(P));
          d = b.sub(product);
          d.lanewise(UMIN, d.add(P)).intoArray(rows, at + 3 * jump);
          b = b.add(product);
          b.lanewise(UMIN, b.sub(P)).intoArray(rows, at + jump);
        }
      }
    }
  }

  @Override
  public void scaleRows(int[] rows, int width, int height, int first, int ratio) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int factor = first;
    for (int row = 0; row < height; row++) {
      LongVector w = LongVector.broadcast(LONGS, factor).and(LOW);
      LongVector wQuotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(factor)).and(LOW);
      int begin = row * width;
      for (int at = begin; at < begin + width; at += LANES) {
        IntVector a = IntVector.fromArray(INTS, rows, at);
        LongVector even = a.reinterpretAsLongs().and(LOW);
        LongVector odd = a.reinterpretAsLongs().lanewise(LSHR, 32);
        even = even.mul(w).sub(even.mul(wQuotient).and(LOW).mul(p)).lanewise(LSHR, 32);
        odd = odd.mul(w).sub(odd.mul(wQuotient).and(LOW).mul(p)).and(HIGH);
        IntVector product = even.or(odd).reinterpretAsInts();
        product = product.lanewise(UMIN, product.add(P));
        product.intoArray(rows, at);
      }
      factor = KoalaBear.multiply(factor, ratio);
    }
  }

  @Override
  public void scaleColumns(int[] rows, int width, int height, int[] factors, int[] ratios) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector inverse = LongVector.broadcast(LONGS, KoalaBear.byModulus(1)).and(LOW);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column += LANES) {
        int at = row * width + column;
        LongVector factor = IntVector.fromArray(INTS, factors, column).reinterpretAsLongs();
        LongVector evenFactor = factor.and(LOW);
        LongVector oddFactor = factor.lanewise(LSHR, 32);
        LongVector element = IntVector.fromArray(INTS, rows, at).reinterpretAsLongs();
        LongVector even = element.and(LOW).mul(evenFactor);
        LongVector odd = element.lanewise(LSHR, 32).mul(oddFactor);
        even = even.sub(even.and(LOW).mul(inverse).and(LOW).mul(p)).lanewise(LSHR, 32);
        odd = odd.sub(odd.and(LOW).mul(inverse).and(LOW).mul(p)).and(HIGH);
        IntVector product = even.or(odd).reinterpretAsInts();
        product.lanewise(UMIN, product.add(P)).intoArray(rows, at);
        LongVector ratio = IntVector.fromArray(INTS, ratios, column).reinterpretAsLongs();
        even = evenFactor.mul(ratio.and(LOW));
        odd = oddFactor.mul(ratio.lanewise(LSHR, 32));
        even = even.sub(even.and(LOW).mul(inverse).and(LOW).mul(p)).lanewise(LSHR, 32);
        odd = odd.sub(odd.and(LOW).mul(inverse).and(LOW).mul(p)).and(HIGH);
        product = even.or(odd).reinterpretAsInts();
        product.lanewise(UMIN, product.add(P)).intoArray(factors, column);
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
