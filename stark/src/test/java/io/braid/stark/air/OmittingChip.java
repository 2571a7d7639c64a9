package io.braid.stark.air;

import io.braid.stark.poly.Matrix;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A chip without some of its constraints or without one interaction, to see what it then lets in.
 */
public final class OmittingChip implements Chip {

  private final Chip whole;
  private final Predicate<String> isOmitted;
  private final int omittedInteraction;

  private OmittingChip(Chip whole, Predicate<String> isOmitted, int omittedInteraction) {
    this.whole = whole;
    this.isOmitted = isOmitted;
    this.omittedInteraction = omittedInteraction;
  }

  /**
   * A chip without the constraints whose labels a predicate names; its interactions are all there.
   */
  public static Chip constraints(Chip whole, Predicate<String> isOmitted) {
    return new OmittingChip(whole, isOmitted, -1);
  }

  /** A chip without one interaction, by its index; what says whether stays constrained. */
  public static Chip interaction(Chip whole, int index) {
    return new OmittingChip(whole, label -> false, index);
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public int width() {
    return whole.width();
  }

  @Override
  public Optional<Matrix> fixed() {
    return whole.fixed();
  }

  @Override
  public void constrain(ConstraintBuilder builder) {
    whole.constrain(builder);
    builder.constraints().removeIf(constraint -> isOmitted.test(constraint.label()));
    if (omittedInteraction >= 0) {
      builder.interactions().remove(omittedInteraction);
    }
  }
}
