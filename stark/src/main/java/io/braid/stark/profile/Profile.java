package io.braid.stark.profile;

/**
 * The parameters of a proof. The verifier has them; a proof says nothing of them.
 *
 * @param hash of trees and transcript
 * @param digestBytes the length of a digest
 * @param pruned whether openings leave out what the others give; else all paths are whole
 * @param logBlowUp the domain has 2 to this power as many points as the tallest table has rows
 * @param queries how many points are looked at
 * @param logFold a folding joins 2 to this power values to one
 * @param logFinalLength foldings end when the polynomial has 2 to this power coefficients
 * @param degreeMax the highest degree of a constraint
 */
public record Profile(
    String name,
    HashKind hash,
    int digestBytes,
    boolean pruned,
    int logBlowUp,
    int queries,
    int logFold,
    int logFinalLength,
    int degreeMax,
    Grinding grinding) {

  private static final int DIGEST_BYTES_MIN = 20;
  private static final int DIGEST_BYTES_MAX = 32;
  private static final int LOG_FOLD_MAX = 3;
  private static final int LOG_BLOW_UP_MAX = 6;
  private static final int QUERIES_MAX = 512;
  private static final int LOG_FINAL_LENGTH_MAX = 10;
  private static final int FACTOR_MAX = 16;

  /**
   * A profile.
   *
   * @throws IllegalArgumentException if a parameter is out of its range, or the degree more than
   *     the blow-up leaves room for
   */
  public Profile {
    require(digestBytes >= DIGEST_BYTES_MIN && digestBytes <= DIGEST_BYTES_MAX, "digestBytes");
    require(hash == HashKind.KECCAK || digestBytes == DIGEST_BYTES_MAX, "digestBytes");
    require(logBlowUp >= 1 && logBlowUp <= LOG_BLOW_UP_MAX, "logBlowUp");
    require(queries >= 1 && queries <= QUERIES_MAX, "queries");
    require(logFold >= 1 && logFold <= LOG_FOLD_MAX, "logFold");
    require(logFinalLength >= 0 && logFinalLength <= LOG_FINAL_LENGTH_MAX, "logFinalLength");
    require(degreeMax >= 2 && degreeMax - 1 <= Math.min(FACTOR_MAX, 1 << logBlowUp), "degreeMax");
  }

  private static void require(boolean condition, String parameter) {
    if (!condition) {
      throw new IllegalArgumentException(parameter + " is out of its range");
    }
  }
}
