package io.braid.stark.algebra;

import io.braid.stark.commit.TreeShape;
import java.util.List;

/**
 * The operations of the verifier. Which are done, and in which order, depends on the shape of a
 * proof alone, never on a value. What is required and does not hold is kept as a fault; nothing
 * stops, and nothing throws.
 *
 * @param <B> an element of KoalaBear; a bit is 0 or 1
 * @param <E> an element of the extension
 * @param <D> a digest
 */
public interface Algebra<B, E, D> {

  /** A constant, in Montgomery form. */
  B element(int constant);

  /** a b. */
  B product(B a, B b);

  /** One of two constants, in Montgomery form. */
  B select(B bit, int ifOne, int ifZero);

  /** A constant of the extension: four ints in Montgomery form. */
  E constant(int[] element);

  /** A digest that is known beforehand. */
  D digest(int[] known);

  /** An element of KoalaBear as one of the extension. */
  E embed(B a);

  /** The element of the extension with four coefficients, from an index of a list on. */
  E compose(List<B> coefficients, int from);

  /** a + b. */
  E add(E a, E b);

  /** a - b. */
  E subtract(E a, E b);

  /** a b. */
  E multiply(E a, E b);

  /** a b. */
  E scale(E a, B b);

  /** One of two elements. */
  E select(B bit, E ifOne, E ifZero);

  /** 1 / a; if a is 0, that is a fault, and the result is any element. */
  E inverse(E a, Fault ifZero);

  /** The sum of products: of coefficients, from an index on, and the elements of a row. */
  default E dot(List<E> coefficients, int from, List<B> row) {
    E sum = scale(coefficients.get(from), row.getFirst());
    for (int i = 1; i < row.size(); i++) {
      sum = add(sum, scale(coefficients.get(from + i), row.get(i)));
    }
    return sum;
  }

  /** Two elements are the same. */
  void requireEqual(E a, E b, Fault otherwise);

  /** The next element of the proof. */
  B readElement();

  /** The next element of the extension in the proof. */
  E readExtension();

  /** The next digest of the proof. */
  D readDigest();

  /** The proof is at its end. */
  void requireEnd();

  /**
   * The rows at leaves of a tree, from the proof, which must show that they belong to a root.
   *
   * @param positions the bits of each, the lowest first
   * @return for each position the rows of all matrices, one behind the other
   */
  List<List<B>> open(D root, TreeShape shape, List<List<B>> positions, Fault otherwise);

  /** Takes elements into the transcript. */
  void absorbElements(List<B> elements);

  /** Takes elements of the extension into the transcript. */
  void absorbExtensions(List<E> elements);

  /** Takes a digest into the transcript. */
  void absorbDigest(D digest);

  /** Draws an element of the extension. */
  E challenge();

  /** Draws bits, at most {@code 24}. */
  List<B> challengeBits(int count);

  /** Takes a nonce into the transcript, and requires bits of it then to be 0. */
  void requireWork(B nonce, int bits, Fault otherwise);
}
