package io.braid.stark.soundness;

/** What can go wrong with a proof of something that is not so. */
public enum ErrorSource {
  /** Challenges of the buses make up for tuples that are not balanced, or a denominator is 0. */
  BUSES("buses"),
  /** Constraints that do not hold cancel each other. */
  CONSTRAINTS("constraints"),
  /** What does not hold holds at the point that is drawn. */
  POINT("point"),
  /** Columns that are no polynomials are joined to one. */
  BATCHING("batching"),
  /** What is no polynomial is folded to one; of all foldings the worst. */
  FOLDING("folding"),
  /** No query meets what is wrong. */
  QUERIES("queries"),
  /** Two different rows or nodes have the same digest. */
  TREES("trees");

  private final String label;

  ErrorSource(String label) {
    this.label = label;
  }

  /** What reports call it. */
  public String label() {
    return label;
  }
}
