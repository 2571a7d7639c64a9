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
  private static final long P_HIGH = (long) P << 32;

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
  public void addThree(int[] s, int a, int b, int c, int out, int count) {
    int vectors = count - count % LANES;
    for (int i = 0; i < vectors; i += LANES) {
      IntVector two = IntVector.fromArray(INTS, s, a + i).add(IntVector.fromArray(INTS, s, b + i));
      IntVector three = two.lanewise(UMIN, two.sub(P)).add(IntVector.fromArray(INTS, s, c + i));
      three.lanewise(UMIN, three.sub(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.addThree(s, a + vectors, b + vectors, c + vectors, out + vectors, count - vectors);
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

  /**
   * The first product is left between 0 and 2 p: times another element it is below 2^63, and its
   * high half below p.
   */
  @Override
  public void multiplyThree(int[] s, int a, int b, int c, int out, int count) {
    int vectors = count - count % LANES;
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    for (int i = 0; i < vectors; i += LANES) {
      LongVector aBoth = IntVector.fromArray(INTS, s, a + i).reinterpretAsLongs();
      LongVector bBoth = IntVector.fromArray(INTS, s, b + i).reinterpretAsLongs();
      LongVector cBoth = IntVector.fromArray(INTS, s, c + i).reinterpretAsLongs();
      LongVector even = aBoth.and(LOW).mul(bBoth.and(LOW));
      LongVector odd = aBoth.lanewise(LSHR, 32).mul(bBoth.lanewise(LSHR, 32));
      LongVector evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenProduct = even.add(P_HIGH).sub(evenMultiple).lanewise(LSHR, 32);
      LongVector oddProduct = odd.add(P_HIGH).sub(oddMultiple).lanewise(LSHR, 32);
      even = evenProduct.mul(cBoth.and(LOW));
      odd = oddProduct.mul(cBoth.lanewise(LSHR, 32));
      evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector evenHigh = even.sub(evenMultiple).lanewise(LSHR, 32);
      IntVector product = evenHigh.or(odd.sub(oddMultiple).and(HIGH)).reinterpretAsInts();
      product.lanewise(UMIN, product.add(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.multiplyThree(
          s, a + vectors, b + vectors, c + vectors, out + vectors, count - vectors);
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
  public void multiplyElementAdd(int[] s, int a, int element, int b, int out, int count) {
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
      IntVector high = evenHigh.or(odd.mul(w).sub(oddMultiple).and(HIGH)).reinterpretAsInts();
      IntVector product = high.lanewise(UMIN, high.add(P));
      IntVector sum = product.add(IntVector.fromArray(INTS, s, b + i));
      sum.lanewise(UMIN, sum.sub(P)).intoArray(s, out + i);
    }
    if (vectors < count) {
      SCALAR.multiplyElementAdd(
          s, a + vectors, element, b + vectors, out + vectors, count - vectors);
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

  /** One coefficient of the product after the other: a loop for all four is slow to compile. */
  @Override
  public void multiplyExtension(int[] s, int a, int b, int out, int stride, int count) {
    int vectors = count - count % LANES;
    boolean isOverArgument = out == a || out == b;
    int[] results = isOverArgument ? new int[Extension.DEGREE * vectors] : s;
    for (int k = 0; k < Extension.DEGREE; k++) {
      int place = isOverArgument ? k * vectors : out + k * stride;
      multiplyCoefficient(s, a, b, stride, k, results, place, vectors);
    }
    if (isOverArgument) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        System.arraycopy(results, k * vectors, s, out + k * stride, vectors);
      }
    }
    if (vectors < count) {
      SCALAR.multiplyExtension(s, a + vectors, b + vectors, out + vectors, stride, count - vectors);
    }
  }

  /**
   * Coefficient k is the sum of four products of elements, up to 4 p^2, which is less than 2^64;
   * what goes beyond X^3 comes back three times, so those b are taken threefold.
   */
  private static void multiplyCoefficient(
      int[] s, int a, int b, int stride, int k, int[] results, int place, int vectors) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    int at0 = b + k * stride;
    int at1 = b + (k + 3) % Extension.DEGREE * stride;
    int at2 = b + (k + 2) % Extension.DEGREE * stride;
    int at3 = b + (k + 1) % Extension.DEGREE * stride;
    IntVector over1 = IntVector.broadcast(INTS, k < 1 ? -1 : 0);
    IntVector over2 = IntVector.broadcast(INTS, k < 2 ? -1 : 0);
    IntVector over3 = IntVector.broadcast(INTS, k < 3 ? -1 : 0);
    for (int i = 0; i < vectors; i += LANES) {
      IntVector b1 = IntVector.fromArray(INTS, s, at1 + i);
      IntVector twice1 = b1.add(b1);
      IntVector thrice1 = twice1.lanewise(UMIN, twice1.sub(P)).and(over1).add(b1);
      IntVector b2 = IntVector.fromArray(INTS, s, at2 + i);
      IntVector twice2 = b2.add(b2);
      IntVector thrice2 = twice2.lanewise(UMIN, twice2.sub(P)).and(over2).add(b2);
      IntVector b3 = IntVector.fromArray(INTS, s, at3 + i);
      IntVector twice3 = b3.add(b3);
      IntVector thrice3 = twice3.lanewise(UMIN, twice3.sub(P)).and(over3).add(b3);
      LongVector y0 = IntVector.fromArray(INTS, s, at0 + i).reinterpretAsLongs();
      LongVector y1 = thrice1.lanewise(UMIN, thrice1.sub(P)).reinterpretAsLongs();
      LongVector y2 = thrice2.lanewise(UMIN, thrice2.sub(P)).reinterpretAsLongs();
      LongVector y3 = thrice3.lanewise(UMIN, thrice3.sub(P)).reinterpretAsLongs();
      LongVector x0 = IntVector.fromArray(INTS, s, a + i).reinterpretAsLongs();
      LongVector x1 = IntVector.fromArray(INTS, s, a + stride + i).reinterpretAsLongs();
      LongVector x2 = IntVector.fromArray(INTS, s, a + 2 * stride + i).reinterpretAsLongs();
      LongVector x3 = IntVector.fromArray(INTS, s, a + 3 * stride + i).reinterpretAsLongs();
      LongVector even =
          x0.and(LOW)
              .mul(y0.and(LOW))
              .add(x1.and(LOW).mul(y1.and(LOW)))
              .add(x2.and(LOW).mul(y2.and(LOW)))
              .add(x3.and(LOW).mul(y3.and(LOW)));
      LongVector odd =
          x0.lanewise(LSHR, 32)
              .mul(y0.lanewise(LSHR, 32))
              .add(x1.lanewise(LSHR, 32).mul(y1.lanewise(LSHR, 32)))
              .add(x2.lanewise(LSHR, 32).mul(y2.lanewise(LSHR, 32)))
              .add(x3.lanewise(LSHR, 32).mul(y3.lanewise(LSHR, 32)));
      LongVector evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      IntVector high = even.lanewise(LSHR, 32).or(odd.and(HIGH)).reinterpretAsInts();
      IntVector multiple =
          evenMultiple.lanewise(LSHR, 32).or(oddMultiple.and(HIGH)).reinterpretAsInts();
      IntVector reduced = high.lanewise(UMIN, high.sub(P)).sub(multiple);
      reduced.lanewise(UMIN, reduced.add(P)).intoArray(results, place + i);
    }
  }
}
