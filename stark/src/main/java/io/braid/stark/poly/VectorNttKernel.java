package io.braid.stark.poly;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over vectors of columns. What is left of a row that is no multiple of the lanes goes to
 * {@link ScalarNttKernel}.
 *
 * <p>A product by a factor w takes the lanes with even and with odd number in turn, as longs. The
 * multiple of p with the low half of b w comes from b and w / p mod 2^32, so that both products
 * begin at once. All stands in one method a loop, without helpers: past a size of which the
 * compiler says nothing it leaves vectors on the heap at each call.
 */
final class VectorNttKernel implements NttKernel {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private static final NttKernel SCALAR = new ScalarNttKernel();

  @Override
  public void splitLayer(
      int[] elements, int width, int distance, int[] twiddles, int from, int to) {
    int jump = distance * width;
    int vectors = width - width % LANES;
    for (int block = from; block < to; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = twiddles[distance + j];
        LongVector w = LongVector.broadcast(LONGS, factor).and(LOW);
        LongVector quotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(factor)).and(LOW);
        LongVector p = LongVector.broadcast(LONGS, KoalaBear.MODULUS).and(LOW);
        int begin = (block + j) * width;
        int end = begin + vectors;
        for (int at = begin; at < end; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, elements, at);
          IntVector b = IntVector.fromArray(INTS, elements, at + jump);
          IntVector sum = a.add(b);
          sum.lanewise(UMIN, sum.sub(KoalaBear.MODULUS)).intoArray(elements, at);
          IntVector difference = a.sub(b);
          LongVector both =
              difference.lanewise(UMIN, difference.add(KoalaBear.MODULUS)).reinterpretAsLongs();
          LongVector even = both.and(LOW);
          LongVector odd = both.lanewise(LSHR, 32);
          LongVector evenProduct =
              even.mul(w).sub(even.mul(quotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          LongVector oddProduct = odd.mul(w).sub(odd.mul(quotient).and(LOW).mul(p)).and(HIGH);
          IntVector product = evenProduct.or(oddProduct).reinterpretAsInts();
          product.lanewise(UMIN, product.add(KoalaBear.MODULUS)).intoArray(elements, at + jump);
        }
      }
    }
    if (vectors < width) {
      ScalarNttKernel.splitColumns(elements, width, distance, twiddles, from, to, vectors);
    }
  }

  @Override
  public void joinLayer(int[] elements, int width, int distance, int[] twiddles, int from, int to) {
    int jump = distance * width;
    int vectors = width - width % LANES;
    for (int block = from; block < to; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = twiddles[distance + j];
        LongVector w = LongVector.broadcast(LONGS, factor).and(LOW);
        LongVector quotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(factor)).and(LOW);
        LongVector p = LongVector.broadcast(LONGS, KoalaBear.MODULUS).and(LOW);
        int begin = (block + j) * width;
        int end = begin + vectors;
        for (int at = begin; at < end; at += LANES) {
          IntVector a = IntVector.fromArray(INTS, elements, at);
          LongVector both = IntVector.fromArray(INTS, elements, at + jump).reinterpretAsLongs();
          LongVector even = both.and(LOW);
          LongVector odd = both.lanewise(LSHR, 32);
          LongVector evenProduct =
              even.mul(w).sub(even.mul(quotient).and(LOW).mul(p)).lanewise(LSHR, 32);
          LongVector oddProduct = odd.mul(w).sub(odd.mul(quotient).and(LOW).mul(p)).and(HIGH);
          IntVector product = evenProduct.or(oddProduct).reinterpretAsInts();
          IntVector b = product.lanewise(UMIN, product.add(KoalaBear.MODULUS));
          IntVector sum = a.add(b);
          IntVector difference = a.sub(b);
          sum.lanewise(UMIN, sum.sub(KoalaBear.MODULUS)).intoArray(elements, at);
          difference
              .lanewise(UMIN, difference.add(KoalaBear.MODULUS))
              .intoArray(elements, at + jump);
        }
      }
    }
    if (vectors < width) {
      ScalarNttKernel.joinColumns(elements, width, distance, twiddles, from, to, vectors);
    }
  }

  @Override
  public void scale(int[] elements, int from, int to, int factor) {
    LongVector w = LongVector.broadcast(LONGS, factor).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(factor)).and(LOW);
    LongVector p = LongVector.broadcast(LONGS, KoalaBear.MODULUS).and(LOW);
    int end = to - (to - from) % LANES;
    for (int at = from; at < end; at += LANES) {
      LongVector both = IntVector.fromArray(INTS, elements, at).reinterpretAsLongs();
      LongVector even = both.and(LOW);
      LongVector odd = both.lanewise(LSHR, 32);
      LongVector evenProduct =
          even.mul(w).sub(even.mul(quotient).and(LOW).mul(p)).lanewise(LSHR, 32);
      LongVector oddProduct = odd.mul(w).sub(odd.mul(quotient).and(LOW).mul(p)).and(HIGH);
      IntVector product = evenProduct.or(oddProduct).reinterpretAsInts();
      product.lanewise(UMIN, product.add(KoalaBear.MODULUS)).intoArray(elements, at);
    }
    SCALAR.scale(elements, end, to, factor);
  }
}
