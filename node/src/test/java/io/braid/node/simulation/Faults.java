package io.braid.node.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Which faults strike: each has its probability for the whole run, drawn from the seed. */
final class Faults {

  /** One fault in so many never strikes. */
  private static final int NEVER_ODDS = 4;

  /** The lowest probability that is not 0, as a part of the highest, is 2 to the minus this. */
  private static final int OCTAVES = 3;

  private final Random random;
  private final Map<Fault, Double> odds = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private boolean areOver;

  Faults(Random random) {
    this.random = random;
    for (Fault fault : Fault.values()) {
      boolean isNever = random.nextInt(NEVER_ODDS) == 0;
      double part = Math.pow(2, -OCTAVES * random.nextDouble());
      odds.put(fault, isNever ? 0 : fault.most() * part);
      counts.put(fault, 0);
    }
  }

  boolean strikes(Fault fault) {
    boolean strikes = !areOver && random.nextDouble() < odds.get(fault);
    if (strikes) {
      counts.merge(fault, 1, Integer::sum);
    }
    return strikes;
  }

  /** From now on nothing goes wrong. */
  void end() {
    areOver = true;
  }

  /** How often each struck. */
  Map<Fault, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
