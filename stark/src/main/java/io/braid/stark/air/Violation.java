package io.braid.stark.air;

/** Why a witness is none. */
public sealed interface Violation {

  /**
   * A constraint does not hold.
   *
   * @param row the first of the rows in which it does not
   * @param rows in how many it does not
   */
  record OfConstraint(String table, String constraint, int row, int rows) implements Violation {

    @Override
    public String toString() {
      return "table %s, row %d: '%s' does not hold (nor in %d more rows)"
          .formatted(table, row, constraint, rows - 1);
    }
  }

  /**
   * What is sent on a bus is not what is received.
   *
   * @param tuple canonical numbers, without the number of the bus
   * @param excess how much more often it is sent than received, from -p/2 to p/2
   * @param where the first row that has it
   */
  record OfBus(String bus, String tuple, int excess, String where) implements Violation {

    @Override
    public String toString() {
      return "bus %s: %s is sent %d times more than received, first in %s"
          .formatted(bus, tuple, excess, where);
    }
  }
}
