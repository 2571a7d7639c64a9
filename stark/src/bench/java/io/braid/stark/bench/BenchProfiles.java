package io.braid.stark.bench;

import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import io.braid.stark.profile.Profiles;

/** The profiles by name: the standard ones, and that of the figures to compare with. */
final class BenchProfiles {

  /** Blow-up 2, 100 queries, 16 bits of work before them, Keccak trees. */
  private static final Profile REFERENCE =
      new Profile(
          "reference", HashKind.KECCAK, 32, true, 1, 100, 3, 5, 3, new Grinding(0, 0, 0, 0, 16));

  private BenchProfiles() {}

  static Profile of(String name) {
    return switch (name) {
      case "reference" -> REFERENCE;
      case "l1" -> Profiles.L1;
      case "inner" -> Profiles.INNER;
      default -> throw new IllegalArgumentException("no profile is called " + name);
    };
  }
}
