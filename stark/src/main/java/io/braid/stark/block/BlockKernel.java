package io.braid.stark.block;

import io.braid.stark.cpu.VectorApi;

/**
 * Operations on blocks of elements of KoalaBear within one array. A block begins at an offset and
 * has a given count of elements. A block of the extension is four such, for the powers of X in
 * turn, at a given stride. Results may be written over arguments at the same offset, but not at
 * another one that overlaps.
 */
public interface BlockKernel {

  /** The fastest loops that there are here. */
  static BlockKernel fastest() {
    return VectorApi.isThere() ? new VectorBlockKernel() : new ScalarBlockKernel();
  }

  /** a + b. */
  void add(int[] s, int a, int b, int out, int count);

  /** a + b + c. */
  void addThree(int[] s, int a, int b, int c, int out, int count);

  /** a - b. */
  void subtract(int[] s, int a, int b, int out, int count);

  /** a b. */
  void multiply(int[] s, int a, int b, int out, int count);

  /** a b c. */
  void multiplyThree(int[] s, int a, int b, int c, int out, int count);

  /** a plus one element. */
  void addElement(int[] s, int a, int element, int out, int count);

  /** One element less a. */
  void subtractFrom(int[] s, int element, int a, int out, int count);

  /** a times one element. */
  void multiplyElement(int[] s, int a, int element, int out, int count);

  /** a times one element, plus b. */
  void multiplyElementAdd(int[] s, int a, int element, int b, int out, int count);

  /** a b, in the extension. */
  void multiplyExtension(int[] s, int a, int b, int out, int stride, int count);

  /** Terms that {@link #multiplyAdd} adds at most: of so many products the sum is below 2^64. */
  int TERMS_MAX = 4;

  /**
   * Adds blocks of KoalaBear, each times an element of the extension, to a block of the extension,
   * which overlaps none of them.
   *
   * @param a where the blocks begin
   * @param factors holds the elements
   * @param factorsAt where they begin
   * @param terms how many, from 1 to {@link #TERMS_MAX}
   */
  void multiplyAdd(
      int[] s, int[] a, int[] factors, int[] factorsAt, int terms, int sum, int stride, int count);
}
