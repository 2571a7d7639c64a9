package io.braid.stark.block;

import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;

/** The loops in plain Java: the reference, and what serves where there are no vectors. */
final class ScalarBlockKernel implements BlockKernel {

  @Override
  public void add(int[] s, int a, int b, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.add(s[a + i], s[b + i]);
    }
  }

  @Override
  public void addThree(int[] s, int a, int b, int c, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.add(KoalaBear.add(s[a + i], s[b + i]), s[c + i]);
    }
  }

  @Override
  public void subtract(int[] s, int a, int b, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.subtract(s[a + i], s[b + i]);
    }
  }

  @Override
  public void multiply(int[] s, int a, int b, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.multiply(s[a + i], s[b + i]);
    }
  }

  @Override
  public void multiplyThree(int[] s, int a, int b, int c, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.multiply(KoalaBear.multiply(s[a + i], s[b + i]), s[c + i]);
    }
  }

  @Override
  public void addElement(int[] s, int a, int element, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.add(s[a + i], element);
    }
  }

  @Override
  public void subtractFrom(int[] s, int element, int a, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.subtract(element, s[a + i]);
    }
  }

  @Override
  public void multiplyElement(int[] s, int a, int element, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.multiply(s[a + i], element);
    }
  }

  @Override
  public void multiplyElementAdd(int[] s, int a, int element, int b, int out, int count) {
    for (int i = 0; i < count; i++) {
      s[out + i] = KoalaBear.add(KoalaBear.multiply(s[a + i], element), s[b + i]);
    }
  }

  @Override
  public void multiplyExtension(int[] s, int a, int b, int out, int stride, int count) {
    int[] left = new int[Extension.DEGREE];
    int[] right = new int[Extension.DEGREE];
    for (int i = 0; i < count; i++) {
      gather(s, a + i, stride, left);
      gather(s, b + i, stride, right);
      Extension.times(left, 0, right, 0, left, 0);
      for (int k = 0; k < Extension.DEGREE; k++) {
        s[out + k * stride + i] = left[k];
      }
    }
  }

  private static void gather(int[] s, int at, int stride, int[] out) {
    for (int k = 0; k < Extension.DEGREE; k++) {
      out[k] = s[at + k * stride];
    }
  }

  @Override
  public void multiplyAdd(
      int[] s, int[] a, int[] factors, int[] factorsAt, int terms, int sum, int stride, int count) {
    for (int term = 0; term < terms; term++) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int factor = factors[factorsAt[term] + k];
        int at = sum + k * stride;
        for (int i = 0; i < count; i++) {
          s[at + i] = KoalaBear.add(s[at + i], KoalaBear.multiply(s[a[term] + i], factor));
        }
      }
    }
  }
}
