package io.braid.stark.soundness;

import io.braid.stark.air.Circuit;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Layout;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Bits of soundness by source: minus the logarithm of the chance of one try, with the work that a
 * try takes added. Challenges follow from a hash of what was said, and every round can be tried
 * again by itself: so what counts is the weakest source (round-by-round soundness).
 *
 * <p>With |E| elements of the extension, L codewords near what is committed to, N rows of the
 * tallest table, D points, degree d:
 *
 * <ul>
 *   <li>buses: L times twice the fractions over |E|. Each place of a tuple has its own challenge,
 *       so tuples differ in their fractions by a polynomial of degree 1, however long they are.
 *   <li>constraints: L times their number over |E|
 *   <li>point: L (d (N + 1) + N - 1) / (|E| - N - D)
 *   <li>batching: twice the error of a line, on D points: independent coefficients for all columns,
 *       and one more between both points
 *   <li>folding: the sum of the errors of a line for each halving
 *   <li>queries: (1 - theta)^queries
 *   <li>trees: half of the bits of a digest
 * </ul>
 */
public final class SoundnessReport {

  private static final int MULTIPLICITY_MIN = 3;
  private static final int MULTIPLICITY_MAX = 64;
  private static final double FIELD_SIZE = Math.pow(KoalaBear.MODULUS, Extension.DEGREE);

  private final Layout layout;
  private final Profile profile;
  private final Map<ErrorSource, Double> proven;
  private final Map<ErrorSource, Double> conjectured;
  private final Regime regime;

  private SoundnessReport(Layout layout) {
    this.layout = layout;
    this.profile = layout.profile();
    double rate = 1.0 / (1 << profile.logBlowUp());
    Regime best = Regime.unique(rate, FIELD_SIZE);
    for (int m = MULTIPLICITY_MIN; m <= MULTIPLICITY_MAX; m++) {
      Regime johnson = Regime.johnson(m, rate, FIELD_SIZE);
      best = least(bits(johnson)) > least(bits(best)) ? johnson : best;
    }
    this.regime = best;
    this.proven = bits(best);
    this.conjectured = bits(Regime.conjectured(rate, FIELD_SIZE));
  }

  /** Of proofs whose tables have given heights. */
  public static SoundnessReport of(VerifyingKey key, int[] logHeights) {
    return new SoundnessReport(new Layout(key.circuit(), key.profile(), logHeights));
  }

  /** Of the largest proofs of a key. */
  public static SoundnessReport ofLargest(VerifyingKey key) {
    return of(key, key.heights().tables().stream().mapToInt(range -> range.logMax()).toArray());
  }

  private Map<ErrorSource, Double> bits(Regime in) {
    Map<ErrorSource, Double> bits = new EnumMap<>(ErrorSource.class);
    Circuit circuit = layout.circuit();
    double rows = 1L << layout.logHeight();
    double points = 1L << layout.logDomain();
    if (circuit.busChallenges() > 0) {
      bits.put(
          ErrorSource.BUSES,
          bits(in.codewords() * 2 * fractions() / FIELD_SIZE) + profile.grinding().buses());
    }
    bits.put(ErrorSource.CONSTRAINTS, bits(in.codewords() * circuit.constraints() / FIELD_SIZE));
    double degree = circuit.degree() * (rows + 1) + rows - 1;
    bits.put(
        ErrorSource.POINT,
        bits(in.codewords() * degree / (FIELD_SIZE - rows - points)) + profile.grinding().point());
    bits.put(ErrorSource.BATCHING, bits(2 * in.error().of(points)) + profile.grinding().batching());
    if (!layout.foldings().isEmpty()) {
      double error = 0;
      for (int halving = 1; halving <= layout.foldings().getFirst(); halving++) {
        error += in.error().of(points / (1 << halving));
      }
      bits.put(ErrorSource.FOLDING, bits(error) + profile.grinding().folding());
    }
    bits.put(
        ErrorSource.QUERIES,
        profile.queries() * bits(1 - in.radius()) + profile.grinding().queries());
    bits.put(ErrorSource.TREES, digestBits() / 2);
    return bits;
  }

  private static double bits(double error) {
    return -Regime.log2(error);
  }

  /** All that tables and public values put on buses. */
  private double fractions() {
    double fractions = layout.circuit().publicInteractions().size();
    for (int t = 0; t < layout.circuit().tables().size(); t++) {
      double interactions = layout.circuit().tables().get(t).interactions().size();
      fractions += interactions * (1L << layout.logHeight(t));
    }
    return fractions;
  }

  private double digestBits() {
    return profile.hash() == HashKind.KECCAK
        ? Byte.SIZE * profile.digestBytes()
        : profile.digestBytes() / (double) Integer.BYTES * Regime.log2(KoalaBear.MODULUS);
  }

  private static double least(Map<ErrorSource, Double> bits) {
    return bits.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** What is proven of the weakest source. */
  public double provenBits() {
    return least(proven);
  }

  /** What is conjectured of the weakest source. */
  public double conjecturedBits() {
    return least(conjectured);
  }

  /** What is proven, by source. */
  public Map<ErrorSource, Double> proven() {
    return Collections.unmodifiableMap(proven);
  }

  /** What is conjectured, by source. */
  public Map<ErrorSource, Double> conjectured() {
    return Collections.unmodifiableMap(conjectured);
  }

  /** A table of all sources. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    line(table, "bits", "proven", "conjectured");
    for (Map.Entry<ErrorSource, Double> source : proven.entrySet()) {
      double guess = conjectured.get(source.getKey());
      line(table, source.getKey().label(), rounded(source.getValue()), rounded(guess));
    }
    line(table, "weakest", rounded(provenBits()), rounded(conjecturedBits()));
    return table.append("proven by: ").append(regime.name()).append('\n').toString();
  }

  private static void line(StringBuilder table, String name, String proven, String conjectured) {
    table.append(String.format(Locale.ROOT, "%-12s %8s %12s%n", name, proven, conjectured));
  }

  private static String rounded(double bits) {
    return String.format(Locale.ROOT, "%.1f", bits);
  }
}
