package io.braid.stark.soundness;

/**
 * How far from a codeword what is committed to may be, and what follows from that. With a rate rho
 * and radius theta:
 *
 * <ul>
 *   <li>unique decoding: theta = (1 - rho) / 2, one codeword, error n / |E| (Ben-Sasson, Carmon,
 *       Ishai, Kopparty, Saraf, eprint 2020/654, theorem 1.4). That (theta n + 1) / |E| is enough
 *       is known only for a radius that is a little less (eprint 2025/2055, corollary 1.4).
 *   <li>Johnson with a multiplicity m: theta = 1 - sqrt(rho) (1 + 1 / (2 m)), at most (m + 1/2) /
 *       sqrt(rho) codewords, error ((2 (m + 1/2)^5 + 3 (m + 1/2) theta rho) n / (3 rho^(3/2)) + (m
 *       + 1/2) / sqrt(rho)) / |E| (Ben-Sasson, Carmon, Habock, Kopparty, Saraf, eprint 2025/2055,
 *       theorem 4.2)
 *   <li>conjectured: theta is such that theta + H(theta) / log |E| = 1 - rho, with the binary
 *       entropy H: where a random word has codewords near it at all (Elias); one codeword, error n
 *       / |E|. Nothing of that is proven, and close to that radius it fails for some codes: it is
 *       what sharper proofs could leave at best, and nothing is decided by it.
 * </ul>
 *
 * @param radius theta
 * @param codewords that a word can be near to, at most
 */
record Regime(String name, double radius, double codewords, ErrorOfLine error) {

  /** That a random combination of two words is near the code, and not both are, for n points. */
  @FunctionalInterface
  interface ErrorOfLine {

    double of(double points);
  }

  /** Unique decoding. */
  static Regime unique(double rate, double fieldSize) {
    double radius = (1 - rate) / 2;
    return new Regime("unique decoding", radius, 1, points -> points / fieldSize);
  }

  /** Below the Johnson bound. */
  static Regime johnson(int multiplicity, double rate, double fieldSize) {
    double root = Math.sqrt(rate);
    double shifted = multiplicity + 0.5;
    double radius = 1 - root - root / (2 * multiplicity);
    double list = shifted / root;
    double perPoint = (2 * Math.pow(shifted, 5) + 3 * shifted * radius * rate) / (3 * rate * root);
    return new Regime(
        "Johnson bound, m = " + multiplicity,
        radius,
        list,
        points -> (perPoint * points + list) / fieldSize);
  }

  /** Up to where there are codewords at all. */
  static Regime conjectured(double rate, double fieldSize) {
    double low = 0;
    double high = 1 - rate;
    double bits = log2(fieldSize);
    for (int i = 0; i < Double.PRECISION; i++) {
      double middle = (low + high) / 2;
      double entropy = -middle * log2(middle) - (1 - middle) * log2(1 - middle);
      if (middle + entropy / bits < 1 - rate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Regime("conjectured", low, 1, points -> points / fieldSize);
  }

  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
