package io.braid.stark.profile;

/** The standard profiles. With any circuit they are for, at least 100 bits are proven. */
public final class Profiles {

  /**
   * For proofs that Ethereum checks: few bytes. Tables of up to 2^20 rows; at that height 100 bits
   * are proven with up to 2^24 fractions on buses.
   */
  public static final Profile L1 =
      new Profile("l1", HashKind.KECCAK, 26, true, 4, 41, 3, 5, 3, new Grinding(12, 6, 19, 18, 24));

  /** For proofs that another proof checks: fast, and of a hash that is cheap there. */
  public static final Profile INNER =
      new Profile(
          "inner", HashKind.POSEIDON2, 32, false, 2, 93, 3, 5, 4, new Grinding(12, 6, 14, 13, 20));

  private Profiles() {}
}
