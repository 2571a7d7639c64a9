package io.braid.stark.prover;

/** What a prover is at, for who watches it: the steps of docs/proof-system.md. */
public enum ProverStep {
  /** Extends the main columns and commits to them. */
  MAIN_COLUMNS("main columns"),
  /** Computes the fractions of the buses, extends them and commits to them. */
  BUSES("buses"),
  /** Computes the quotient, extends it and commits to it. */
  QUOTIENT("quotient"),
  /** Evaluates all columns at a point. */
  POINT("point"),
  /** Joins all columns to one polynomial. */
  BATCHING("batching"),
  /** Folds it. */
  FOLDINGS("foldings"),
  /** Opens all trees where queries look. */
  QUERIES("queries");

  private final String label;

  ProverStep(String label) {
    this.label = label;
  }

  /** What reports call it. */
  public String label() {
    return label;
  }

  /** Is told of each step before it begins. */
  @FunctionalInterface
  public interface Observer {

    /** A step begins, and that before it has ended. */
    void begins(ProverStep step);
  }
}
