package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A bug to be planted into one production class, as edits of its source.
 *
 * @param name what is wrong
 * @param module whose source it is
 * @param className of the class, in full
 * @param edits texts, each of which occurs once, and what stands there instead
 * @param broken the invariant by which it is found
 * @param isSubtle whether it takes long to be found
 */
record PlantedBug(
    String name,
    String module,
    String className,
    List<Edit> edits,
    Invariant broken,
    boolean isSubtle) {

  /** A piece of source, and another in its place. */
  record Edit(String text, String replacement) {}

  static PlantedBug in(String module, String className, String name, Invariant broken) {
    return new PlantedBug(name, module, "io.braid." + className, List.of(), broken, false);
  }

  /** The same, but it takes long to be found. */
  PlantedBug subtle() {
    return new PlantedBug(name, module, className, edits, broken, true);
  }

  PlantedBug edit(String text, String replacement) {
    List<Edit> all = new ArrayList<>(edits);
    all.add(new Edit(text, replacement));
    return new PlantedBug(name, module, className, all, broken, isSubtle);
  }

  /** The source with the bug in it. */
  String apply(String source) {
    String edited = source;
    for (Edit edit : edits) {
      int at = edited.indexOf(edit.text());
      if (at < 0 || edited.indexOf(edit.text(), at + 1) >= 0) {
        throw new IllegalStateException(
            "\"%s\" must stand once in %s, to plant: %s".formatted(edit.text(), className, name));
      }
      edited = edited.replace(edit.text(), edit.replacement());
    }
    return edited;
  }

  @Override
  public String toString() {
    return name;
  }
}
