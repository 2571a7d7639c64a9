package io.braid.stark.block;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over vectors. What is left of a block that is no multiple of the lanes goes to {@link
 * ScalarBlockKernel}.
 *
 * <p>A product takes the lanes with even and with odd number in turn, as longs. All stands in one
 * method a loop, without helpers: past a size of which the compiler says nothing it leaves vectors
 * on the heap at each call.
 */
final class VectorBlockKernel implements BlockKernel {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final int QUOTIENT = KoalaBear.byModulus(1);
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private static final BlockKernel SCALAR = new ScalarBlockKernel();

  @Override
  public void add(int[] s, int a, int b, int out, int count) {
    int vectors = count - count % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      IntVector sum = IntVector.fromArray(INTS, s, a + i).add(IntVector.fromArray(INTS, s, b + i));
      sum.lanewise(UMIN, sum.sub(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.add(s, a + vectors, b + vectors, out + vectors, count - vectors);
    }
  }

  @Override
  public void subtract(int[] s, int a, int b, int out, int count) {
    int vectors = count - count % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      IntVector difference =
          IntVector.fromArray(INTS, s, a + i).sub(IntVector.fromArray(INTS, s, b + i));
      difference.lanewise(UMIN, difference.add(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.subtract(s, a + vectors, b + vectors, out + vectors, count - vectors);
    }
  }

  @Override
  public void multiply(int[] s, int a, int b, int out, int count) {
    int vectors = count - count % LANES;
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    for (int i = 0; i < vectors; i += LANES) {
      LongVector aBoth = IntVector.fromArray(INTS, s, a + i).reinterpretAsLongs();
      LongVector bBoth = IntVector.fromArray(INTS, s, b + i).reinterpretAsLongs();
      LongVector even = aBoth.and(LOW).mul(bBoth.and(LOW));
      LongVector odd = aBoth.lanewise(LSHR, 32).mul(bBoth.lanewise(LSHR, 32));
      LongVector evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenHigh = even.sub(evenMultiple).lanewise(LSHR, 32);
      IntVector product = evenHigh.or(odd.sub(oddMultiple).and(HIGH)).reinterpretAsInts();
      product.lanewise(UMIN, product.add(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.multiply(s, a + vectors, b + vectors, out + vectors, count - vectors);
    }
  }

  @Override
  public void addElement(int[] s, int a, int element, int out, int count) {
    int vectors = count - count % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      IntVector sum = IntVector.fromArray(INTS, s, a + i).add(element);
      sum.lanewise(UMIN, sum.sub(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.addElement(s, a + vectors, element, out + vectors, count - vectors);
    }
  }

  @Override
  public void subtractFrom(int[] s, int element, int a, int out, int count) {
    int vectors = count - count % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      IntVector difference =
          IntVector.broadcast(INTS, element).sub(IntVector.fromArray(INTS, s, a + i));
      difference.lanewise(UMIN, difference.add(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.subtractFrom(s, element, a + vectors, out + vectors, count - vectors);
    }
  }

  @Override
  public void multiplyElement(int[] s, int a, int element, int out, int count) {
    int vectors = count - count % LANES;
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector w = LongVector.broadcast(LONGS, element).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(element)).and(LOW);
    for (int i = 0; i < vectors; i += LANES) {
      LongVector both = IntVector.fromArray(INTS, s, a + i).reinterpretAsLongs();
      LongVector even = both.and(LOW);
      LongVector odd = both.lanewise(LSHR, 32);
      LongVector evenMultiple = even.mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.mul(quotient).and(LOW).mul(p);
      LongVector evenHigh = even.mul(w).sub(evenMultiple).lanewise(LSHR, 32);
      IntVector product = evenHigh.or(odd.mul(w).sub(oddMultiple).and(HIGH)).reinterpretAsInts();
      product.lanewise(UMIN, product.add(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.multiplyElement(s, a + vectors, element, out + vectors, count - vectors);
    }
  }

  @Override
  public void multiplyAdd(
      int[] s, int[] a, int[] factors, int[] factorsAt, int terms, int sum, int stride, int count) {
    int vectors = count - count % LANES;
    for (int k = 0; k < Extension.DEGREE; k++) {
      if (terms == TERMS_MAX) {
        addFourProducts(s, a, factors, factorsAt, k, sum + k * stride, vectors);
      } else {
        for (int i = 0; i < terms; i++) {
          addProducts(s, a[i], factors[factorsAt[i] + k], sum + k * stride, vectors);
        }
      }
    }
    if (vectors < count) {
      int[] rest = new int[terms];
      for (int i = 0; i < terms; i++) {
        rest[i] = a[i] + vectors;
      }
      SCALAR.multiplyAdd(
          s, rest, factors, factorsAt, terms, sum + vectors, stride, count - vectors);
    }
  }

  private static void addFourProducts(
      int[] s, int[] a, int[] factors, int[] factorsAt, int k, int sum, int vectors) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    LongVector w0 = LongVector.broadcast(LONGS, factors[factorsAt[0] + k]).and(LOW);
    LongVector w1 = LongVector.broadcast(LONGS, factors[factorsAt[1] + k]).and(LOW);
    LongVector w2 = LongVector.broadcast(LONGS, factors[factorsAt[2] + k]).and(LOW);
    LongVector w3 = LongVector.broadcast(LONGS, factors[factorsAt[3] + k]).and(LOW);
    int a0 = a[0];
    int a1 = a[1];
    int a2 = a[2];
    int a3 = a[3];
    for (int i = 0; i < vectors; i += LANES) {
      LongVector e0 = IntVector.fromArray(INTS, s, a0 + i).reinterpretAsLongs();
      LongVector e1 = IntVector.fromArray(INTS, s, a1 + i).reinterpretAsLongs();
      LongVector e2 = IntVector.fromArray(INTS, s, a2 + i).reinterpretAsLongs();
      LongVector e3 = IntVector.fromArray(INTS, s, a3 + i).reinterpretAsLongs();
      LongVector even =
          e0.and(LOW)
              .mul(w0)
              .add(e1.and(LOW).mul(w1))
              .add(e2.and(LOW).mul(w2))
              .add(e3.and(LOW).mul(w3));
      LongVector odd =
          e0.lanewise(LSHR, 32)
              .mul(w0)
              .add(e1.lanewise(LSHR, 32).mul(w1))
              .add(e2.lanewise(LSHR, 32).mul(w2))
              .add(e3.lanewise(LSHR, 32).mul(w3));
      LongVector evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      IntVector high = even.lanewise(LSHR, 32).or(odd.and(HIGH)).reinterpretAsInts();
      IntVector multiple =
          evenMultiple.lanewise(LSHR, 32).or(oddMultiple.and(HIGH)).reinterpretAsInts();
      IntVector reduced = high.lanewise(UMIN, high.sub(P)).sub(multiple);
      IntVector total =
          reduced.lanewise(UMIN, reduced.add(P)).add(IntVector.fromArray(INTS, s, sum + i));
      total.lanewise(UMIN, total.sub(P)).intoArray(s, sum + i);
    }
  }

  private static void addProducts(int[] s, int a, int factor, int sum, int vectors) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector w = LongVector.broadcast(LONGS, factor).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, KoalaBear.byModulus(factor)).and(LOW);
    for (int i = 0; i < vectors; i += LANES) {
      LongVector both = IntVector.fromArray(INTS, s, a + i).reinterpretAsLongs();
      LongVector even = both.and(LOW);
      LongVector odd = both.lanewise(LSHR, 32);
      LongVector evenMultiple = even.mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.mul(quotient).and(LOW).mul(p);
      LongVector evenHigh = even.mul(w).sub(evenMultiple).lanewise(LSHR, 32);
      IntVector high = evenHigh.or(odd.mul(w).sub(oddMultiple).and(HIGH)).reinterpretAsInts();
      IntVector product = high.lanewise(UMIN, high.add(P));
      IntVector total = IntVector.fromArray(INTS, s, sum + i).add(product);
      total.lanewise(UMIN, total.sub(P)).intoArray(s, sum + i);
    }
  }

  /**
   * Each element of the product is the sum of four products of elements, up to 4 p^2, which is less
   * than 2^64; what goes beyond X^3 comes back three times, so those b are taken threefold.
   */
  @Override
  public void multiplyExtension(int[] s, int a, int b, int out, int stride, int count) {
    int vectors = count - count % LANES;
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    for (int i = 0; i < vectors; i += LANES) {
      IntVector a0 = IntVector.fromArray(INTS, s, a + i);
      IntVector a1 = IntVector.fromArray(INTS, s, a + stride + i);
      IntVector a2 = IntVector.fromArray(INTS, s, a + 2 * stride + i);
      IntVector a3 = IntVector.fromArray(INTS, s, a + 3 * stride + i);
      IntVector b0 = IntVector.fromArray(INTS, s, b + i);
      IntVector b1 = IntVector.fromArray(INTS, s, b + stride + i);
      IntVector b2 = IntVector.fromArray(INTS, s, b + 2 * stride + i);
      IntVector b3 = IntVector.fromArray(INTS, s, b + 3 * stride + i);
      IntVector twice1 = b1.add(b1);
      IntVector thrice1 = twice1.lanewise(UMIN, twice1.sub(P)).add(b1);
      thrice1 = thrice1.lanewise(UMIN, thrice1.sub(P));
      IntVector twice2 = b2.add(b2);
      IntVector thrice2 = twice2.lanewise(UMIN, twice2.sub(P)).add(b2);
      thrice2 = thrice2.lanewise(UMIN, thrice2.sub(P));
      IntVector twice3 = b3.add(b3);
      IntVector thrice3 = twice3.lanewise(UMIN, twice3.sub(P)).add(b3);
      thrice3 = thrice3.lanewise(UMIN, thrice3.sub(P));
      LongVector evenA0 = a0.reinterpretAsLongs().and(LOW);
      LongVector evenA1 = a1.reinterpretAsLongs().and(LOW);
      LongVector evenA2 = a2.reinterpretAsLongs().and(LOW);
      LongVector evenA3 = a3.reinterpretAsLongs().and(LOW);
      LongVector evenB0 = b0.reinterpretAsLongs().and(LOW);
      LongVector evenB1 = b1.reinterpretAsLongs().and(LOW);
      LongVector evenB2 = b2.reinterpretAsLongs().and(LOW);
      LongVector evenB3 = b3.reinterpretAsLongs().and(LOW);
      LongVector evenThrice1 = thrice1.reinterpretAsLongs().and(LOW);
      LongVector evenThrice2 = thrice2.reinterpretAsLongs().and(LOW);
      LongVector evenThrice3 = thrice3.reinterpretAsLongs().and(LOW);
      LongVector evenSum0 =
          evenA0
              .mul(evenB0)
              .add(evenA1.mul(evenThrice3))
              .add(evenA2.mul(evenThrice2))
              .add(evenA3.mul(evenThrice1));
      LongVector evenMultiple0 = evenSum0.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenSum1 =
          evenA0
              .mul(evenB1)
              .add(evenA1.mul(evenB0))
              .add(evenA2.mul(evenThrice3))
              .add(evenA3.mul(evenThrice2));
      LongVector evenMultiple1 = evenSum1.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenSum2 =
          evenA0
              .mul(evenB2)
              .add(evenA1.mul(evenB1))
              .add(evenA2.mul(evenB0))
              .add(evenA3.mul(evenThrice3));
      LongVector evenMultiple2 = evenSum2.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenSum3 =
          evenA0
              .mul(evenB3)
              .add(evenA1.mul(evenB2))
              .add(evenA2.mul(evenB1))
              .add(evenA3.mul(evenB0));
      LongVector evenMultiple3 = evenSum3.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddA0 = a0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddA1 = a1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddA2 = a2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddA3 = a3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddB0 = b0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddB1 = b1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddB2 = b2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddB3 = b3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddThrice1 = thrice1.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddThrice2 = thrice2.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddThrice3 = thrice3.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector oddSum0 =
          oddA0
              .mul(oddB0)
              .add(oddA1.mul(oddThrice3))
              .add(oddA2.mul(oddThrice2))
              .add(oddA3.mul(oddThrice1));
      LongVector oddMultiple0 = oddSum0.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddSum1 =
          oddA0
              .mul(oddB1)
              .add(oddA1.mul(oddB0))
              .add(oddA2.mul(oddThrice3))
              .add(oddA3.mul(oddThrice2));
      LongVector oddMultiple1 = oddSum1.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddSum2 =
          oddA0.mul(oddB2).add(oddA1.mul(oddB1)).add(oddA2.mul(oddB0)).add(oddA3.mul(oddThrice3));
      LongVector oddMultiple2 = oddSum2.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddSum3 =
          oddA0.mul(oddB3).add(oddA1.mul(oddB2)).add(oddA2.mul(oddB1)).add(oddA3.mul(oddB0));
      LongVector oddMultiple3 = oddSum3.and(LOW).mul(quotient).and(LOW).mul(p);
      IntVector high0 = evenSum0.lanewise(LSHR, 32).or(oddSum0.and(HIGH)).reinterpretAsInts();
      IntVector multiple0 =
          evenMultiple0.lanewise(LSHR, 32).or(oddMultiple0.and(HIGH)).reinterpretAsInts();
      IntVector result0 = high0.lanewise(UMIN, high0.sub(P)).sub(multiple0);
      result0.lanewise(UMIN, result0.add(P)).intoArray(s, out + i);
      IntVector high1 = evenSum1.lanewise(LSHR, 32).or(oddSum1.and(HIGH)).reinterpretAsInts();
      IntVector multiple1 =
          evenMultiple1.lanewise(LSHR, 32).or(oddMultiple1.and(HIGH)).reinterpretAsInts();
      IntVector result1 = high1.lanewise(UMIN, high1.sub(P)).sub(multiple1);
      result1.lanewise(UMIN, result1.add(P)).intoArray(s, out + stride + i);
      IntVector high2 = evenSum2.lanewise(LSHR, 32).or(oddSum2.and(HIGH)).reinterpretAsInts();
      IntVector multiple2 =
          evenMultiple2.lanewise(LSHR, 32).or(oddMultiple2.and(HIGH)).reinterpretAsInts();
      IntVector result2 = high2.lanewise(UMIN, high2.sub(P)).sub(multiple2);
      result2.lanewise(UMIN, result2.add(P)).intoArray(s, out + 2 * stride + i);
      IntVector high3 = evenSum3.lanewise(LSHR, 32).or(oddSum3.and(HIGH)).reinterpretAsInts();
      IntVector multiple3 =
          evenMultiple3.lanewise(LSHR, 32).or(oddMultiple3.and(HIGH)).reinterpretAsInts();
      IntVector result3 = high3.lanewise(UMIN, high3.sub(P)).sub(multiple3);
      result3.lanewise(UMIN, result3.add(P)).intoArray(s, out + 3 * stride + i);
    }
    if (vectors < count) {
      SCALAR.multiplyExtension(s, a + vectors, b + vectors, out + vectors, stride, count - vectors);
    }
  }
}
