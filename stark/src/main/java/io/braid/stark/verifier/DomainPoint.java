package io.braid.stark.verifier;

import io.braid.stark.algebra.Algebra;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Domain;
import java.util.List;

/** Points of a domain by the bits of positions: no index is known where these are wires. */
final class DomainPoint {

  private DomainPoint() {}

  /** The point at a position, of which the first bit is the lowest. */
  static <B> B at(Algebra<B, ?, ?> algebra, int logHeight, List<B> position) {
    return product(algebra, Domain.shift(logHeight), KoalaBear.rootOfUnity(logHeight), position);
  }

  /** One over that. */
  static <B> B inverseAt(Algebra<B, ?, ?> algebra, int logHeight, List<B> position) {
    int shift = KoalaBear.inverse(Domain.shift(logHeight));
    int root = KoalaBear.inverse(KoalaBear.rootOfUnity(logHeight));
    return product(algebra, shift, root, position);
  }

  /**
   * A number times the power of a root whose exponent has the bits of the position, reversed. There
   * may be less bits than the points need: then these are those of the lower half of the indices.
   */
  private static <B> B product(Algebra<B, ?, ?> algebra, int shift, int root, List<B> position) {
    B point = algebra.element(shift);
    int power = root;
    for (int i = position.size() - 1; i >= 0; i--) {
      point = algebra.product(point, algebra.select(position.get(i), power, KoalaBear.ONE));
      power = KoalaBear.square(power);
    }
    return point;
  }
}
