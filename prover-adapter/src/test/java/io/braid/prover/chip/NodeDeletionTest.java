package io.braid.prover.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.ChipDeletions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would be proven of nodes without each of the constraints and interactions. */
class NodeDeletionTest {

  private static final int TWO = KoalaBear.of(2);
  private static final int DIGEST = Poseidon2Chip.DIGEST;

  private final ChipDeletions deletions = new ChipDeletions(NodeCircuit.NODES);

  private void show(HostileNodes hostile, String label) {
    deletions.showConstraints(NodeCircuit.CHIPS, hostile.witness(), Map.of(label, 0));
  }

  private void showInteraction(HostileNodes hostile, int index) {
    deletions.showInteraction(NodeCircuit.CHIPS, hostile.witness(), index);
  }

  @Test
  void eachConstraintIsNeeded() {
    // A root that is taken twice.
    show(new HostileNodes().add(40, 0, 1, 2), "in use or not");
    show(new HostileNodes().add(21, 0, 2, 1), "upper or not");
    show(new HostileNodes().add(21, 5, 1, 1), "above the turn there is no low part");
    Map<String, Integer> rows = new HashMap<>();
    HostileNodes changed = new HostileNodes();
    for (int side = 0; side < 2; side++) {
      String name = side == 0 ? "left" : "right";
      int takes = NodeChip.TAKES_LEFT + side;
      HostileNodes twice = new HostileNodes().add(1, 0, 0, 1).change(takes, TWO);
      show(twice.send(0, side).send(0, side), "the %s child is touched or not".formatted(name));
      HostileNodes swallowed = new HostileNodes().add(1, 0, 0, 0).change(takes, KoalaBear.ONE);
      show(swallowed.send(0, side), "only what is in use takes a %s child".formatted(name));
      for (int i = 0; i < DIGEST; i++) {
        int[] after = new int[2 * DIGEST];
        after[side * DIGEST + i] = KoalaBear.ONE;
        rows.put(
            "a %s child that is not touched stays, element %d".formatted(name, i), rows.size());
        changed.add(1, 0, 0, 1, new int[2 * DIGEST], after);
      }
    }
    deletions.showConstraints(NodeCircuit.CHIPS, changed.witness(), rows);

    // Above the turn at level 20; another digest than that of the children; nobody's parent.
    showInteraction(new HostileNodes().add(20, 0, 1, 1).countNoLimbs(), 0);
    showInteraction(wrongDigest(NodeChip.BEFORE, false), 1);
    showInteraction(wrongDigest(NodeChip.AFTER, true), 2);
    showInteraction(new HostileNodes().add(40, 0, 1, 1).takeNothing(), 3);
    // Children that are said to be touched, and nobody sent.
    showInteraction(
        new HostileNodes().add(1, 0, 0, 1).change(NodeChip.TAKES_LEFT, KoalaBear.ONE), 4);
    showInteraction(
        new HostileNodes().add(1, 0, 0, 1).change(NodeChip.TAKES_RIGHT, KoalaBear.ONE), 5);
    assertEquals(Set.of(), deletions.notShown(NodeCircuit.CHIPS));
  }

  private static HostileNodes wrongDigest(int column, boolean isAfter) {
    HostileNodes hostile = new HostileNodes().add(40, 0, 1, 1);
    int[] digest = HostileNodes.compress(new int[2 * DIGEST]);
    return hostile
        .change(column, KoalaBear.add(digest[0], KoalaBear.ONE))
        .takeOther(3 + (isAfter ? DIGEST : 0))
        .countNoCompression(isAfter);
  }
}
