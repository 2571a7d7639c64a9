package io.braid.node.simulation;

import java.util.List;
import java.util.function.BiFunction;

/** A simulation for who has loaded it anew, and shares no class with it but Java's own. */
final class Trial implements BiFunction<Long, Integer, List<String>> {

  /** The invariant that is broken, or nothing; then what there is to say. */
  @Override
  public List<String> apply(Long seed, Integer events) {
    Verdict verdict = Simulation.run(seed, events);
    return List.of(verdict.isGood() ? "" : verdict.broken().name(), verdict.toString());
  }

  /** Runs a simulation with changed classes. */
  @SuppressWarnings("unchecked")
  static BiFunction<Long, Integer, List<String>> with(ClassLoader loader)
      throws ReflectiveOperationException {
    var constructor = loader.loadClass(Trial.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (BiFunction<Long, Integer, List<String>>) constructor.newInstance();
  }
}
