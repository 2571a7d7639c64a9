package io.braid.stark.air;

import io.braid.stark.field.KoalaBear;

/**
 * A channel between tables. What is sent on it, with its weights, must be what is received: the two
 * multisets are equal. Every tuple is led by the bus's number, so that those of different buses
 * never meet.
 *
 * @param id from 1 to p - 1, since it counts as an element: p more would be the same bus; no two
 *     buses of a circuit have the same
 * @param arity elements of a tuple, without the number of the bus
 */
public record Bus(int id, String name, int arity) {

  /**
   * A bus.
   *
   * @throws IllegalArgumentException unless number and arity are at least 1, and the number is less
   *     than p
   */
  public Bus {
    if (id < 1 || arity < 1) {
      throw new IllegalArgumentException(
          "bus %s has number %d and arity %d: both are at least 1".formatted(name, id, arity));
    }
    if (id >= KoalaBear.MODULUS) {
      throw new IllegalArgumentException(
          "bus %s has number %d: it is at most %d".formatted(name, id, KoalaBear.MODULUS - 1));
    }
  }
}
