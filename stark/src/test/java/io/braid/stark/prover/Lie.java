package io.braid.stark.prover;

import io.braid.stark.key.TreeKind;
import io.braid.stark.poly.Matrix;
import java.util.List;

/** In what a prover is not honest; as it stands here, in nothing. */
abstract class Lie {

  /** The columns that are committed to, extended, and what they are said to add up to. */
  void columns(Proving proving, TreeKind kind, List<Matrix> extended) {}

  /** The columns at the point, which go into what is folded as well. */
  void opened(OpenedPoint opened) {}

  /** The polynomial that is folded. */
  Matrix joined(Matrix honest) {
    return honest;
  }

  /** What is taken for known, by the number of the call. */
  int[] known(int call, int[] honest) {
    return honest;
  }

  /** What is said: the sums if there are buses, the values at the point, the final polynomial. */
  int[] said(Message message, int[] honest) {
    return honest;
  }

  /** The challenges that are used where others were drawn: those of the foldings. */
  int[] folding(int number, int[] drawn) {
    return drawn;
  }

  /** What elements can be said of. */
  enum Message {
    /** What the fractions of tables add up to. */
    SUMS,
    /** The columns at the point. */
    VALUES,
    /** The final polynomial. */
    COEFFICIENTS
  }
}
