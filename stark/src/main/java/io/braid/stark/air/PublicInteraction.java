package io.braid.stark.air;

import java.util.List;

/**
 * What public values put on a bus: a tuple, with a weight that is the same in all proofs.
 *
 * @param times positive for what is sent, negative for what is received
 */
public record PublicInteraction(Bus bus, int times, List<Term> tuple) {

  /** One element of the tuple: a public value by its index, or a number. */
  public record Term(boolean isPublicValue, int number) {

    /** The public value of an index. */
    public static Term value(int index) {
      return new Term(true, index);
    }

    /** A number. */
    public static Term constant(int number) {
      return new Term(false, number);
    }
  }

  /**
   * A public tuple on a bus.
   *
   * @throws IllegalArgumentException if the bus takes another number of elements
   */
  public PublicInteraction {
    tuple = List.copyOf(tuple);
    if (tuple.size() != bus.arity()) {
      throw new IllegalArgumentException(
          "public values put %d elements on bus %s, which takes %d"
              .formatted(tuple.size(), bus.name(), bus.arity()));
    }
  }
}
