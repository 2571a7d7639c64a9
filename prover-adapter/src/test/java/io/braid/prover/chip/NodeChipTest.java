package io.braid.prover.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.tree.Transition;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.ChipMutations;
import io.braid.stark.poly.Matrix;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nodes of updates of the tree; and that no others fit. */
class NodeChipTest {

  private final Circuit circuit = NodeCircuit.of(NodeCircuit.CHIPS);

  @Test
  void showsWhatTheTreeDoes() {
    Seeds.run(
        "nodes",
        seed -> {
          Random random = new Random(seed);
          for (int leaves : new int[] {0, 1, 10, 100}) {
            Transition transition = NodeCircuit.transition(random, leaves, 1 + random.nextInt(20));
            assertEquals(List.of(), new RowChecker(circuit).check(NodeCircuit.witness(transition)));
          }
        });
  }

  /** The lowest levels, the turn, the root and rows that are not in use. */
  @Test
  void noElementCanBeAnother() {
    Seeds.run(
        "mutations of nodes",
        seed -> {
          Random random = new Random(seed);
          Witness witness = NodeCircuit.witness(NodeCircuit.transition(random, 20, 8));
          Matrix nodes = witness.traces().get(NodeCircuit.NODES);
          int used = 0;
          while (nodes.get(used, NodeChip.IN_USE) == KoalaBear.ONE) {
            used++;
          }
          int level20 = used - 21;
          int[] rows = {0, 3, level20, level20 + 1, used - 1};
          ChipMutations.Report report =
              new ChipMutations(circuit, witness, random).ofMain(NodeCircuit.NODES, rows);
          assertEquals(NodeChip.WIDTH, report.rejectedColumns());
          assertEquals(Set.of(), report.accepted());
        });
  }

  /** A leaf at another index, twice, not at all, or with another digest. */
  @Test
  void otherLeavesAreNotInTheTree() {
    Witness right = NodeCircuit.witness(NodeCircuit.transition(new Random(5), 20, 8));
    Matrix leaves = right.traces().get(NodeCircuit.LEAVES);
    for (int column = 0; column < leaves.width(); column++) {
      int element = leaves.get(1, column);
      leaves.set(1, column, KoalaBear.subtract(KoalaBear.ONE, element));
      List<Violation> violations = new RowChecker(circuit).check(right);
      assertFalse(violations.isEmpty());
      Set<String> buses =
          violations.stream()
              .map(violation -> violation instanceof Violation.OfBus of ? of.bus() : "none")
              .collect(Collectors.toSet());
      if (column > 0) {
        assertEquals(Set.of(Buses.NODES.name()), buses);
      }
      leaves.set(1, column, element);
    }
    assertEquals(List.of(), new RowChecker(circuit).check(right));
  }
}
