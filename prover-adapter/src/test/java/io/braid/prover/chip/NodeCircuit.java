package io.braid.prover.chip;

import io.braid.protocol.Limits;
import io.braid.protocol.tree.MemoryTreeStore;
import io.braid.protocol.tree.NodeRows;
import io.braid.protocol.tree.ScalarCompression;
import io.braid.protocol.tree.StateTree;
import io.braid.protocol.tree.Transition;
import io.braid.protocol.tree.TreeBatch;
import io.braid.protocol.types.Word;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.poly.Matrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** The nodes of a batch, with who puts the leaves on the bus and takes the root. */
final class NodeCircuit {

  static final int RANGES = 0;
  static final int NODES = 2;
  static final int LEAVES = 3;
  static final int ROOT = 4;
  static final List<Chip> CHIPS =
      List.of(
          new RangeChip(),
          Poseidon2Chip.compressing(Buses.COMPRESSIONS),
          new NodeChip(),
          new CallerChip(Buses.NODES),
          CallerChip.taking(Buses.NODES));

  private NodeCircuit() {}

  static Circuit of(List<Chip> chips) {
    return new Circuit("nodes", chips, 0, List.of(), 3);
  }

  /** An update of a tree with some leaves: some of them written, some new, some only read. */
  static Transition transition(Random random, int leavesBefore, int keys) {
    StateTree tree = new StateTree(new MemoryTreeStore(), new ScalarCompression());
    TreeSet<BigInteger> known = new TreeSet<>();
    while (known.size() < leavesBefore) {
      known.add(key(random));
    }
    TreeBatch before = new TreeBatch();
    known.forEach(key -> before.write(word(key), word(new BigInteger(256, random).setBit(0))));
    tree.update(before);
    List<BigInteger> all = new ArrayList<>(known);
    TreeSet<BigInteger> touched = new TreeSet<>();
    while (touched.size() < keys) {
      touched.add(
          random.nextBoolean() && !all.isEmpty()
              ? all.get(random.nextInt(all.size()))
              : key(random));
    }
    TreeBatch batch = new TreeBatch();
    for (BigInteger key : touched) {
      switch (random.nextInt(3)) {
        case 0 -> batch.read(word(key));
        case 1 -> batch.write(word(key), word(BigInteger.ZERO));
        default -> batch.write(word(key), word(new BigInteger(256, random)));
      }
    }
    return tree.update(batch);
  }

  private static BigInteger key(Random random) {
    return new BigInteger(248, random).add(BigInteger.ONE.shiftLeft(248));
  }

  private static Word word(BigInteger number) {
    return Word.of(Words.longs(number), 0);
  }

  static Witness witness(Transition transition) {
    RangeChip.Counts ranges = new RangeChip.Counts();
    CompressionRows compressions = new CompressionRows();
    int height = heightOf(NodeTrace.rows(transition));
    Matrix nodes = NodeTrace.of(transition, height, ranges, compressions);
    try (Workers workers = new Workers(1)) {
      Matrix compressed =
          Poseidon2Chip.compressing(Buses.COMPRESSIONS)
              .trace(
                  heightOf(compressions.size()),
                  compressions.pairs(),
                  compressions.counts(),
                  workers);
      return new Witness(
          List.of(
              ranges.trace(),
              compressed,
              nodes,
              new CallerChip(Buses.NODES).trace(leaves(transition)),
              CallerChip.taking(Buses.NODES).trace(List.of(root(transition)))),
          new int[0]);
    }
  }

  static int heightOf(int rows) {
    return Math.max(2, Integer.highestOneBit(2 * rows - 1));
  }

  private static List<int[]> leaves(Transition transition) {
    List<int[]> tuples = new ArrayList<>();
    NodeRows level = transition.levels().getFirst();
    for (int i = 0; i < level.count(); i++) {
      long index = level.index(i);
      int[] tuple = tuple(0, (int) (index >>> NodeChip.PART), (int) (index & 0xfffff));
      System.arraycopy(level.oldDigests(), i * 8, tuple, 3, 8);
      System.arraycopy(level.newDigests(), i * 8, tuple, 11, 8);
      tuples.add(tuple);
    }
    return tuples;
  }

  private static int[] root(Transition transition) {
    int[] tuple = tuple(Limits.TREE_LEVELS, 0, 0);
    NodeRows root = transition.levels().getLast();
    System.arraycopy(root.oldDigests(), 0, tuple, 3, 8);
    System.arraycopy(root.newDigests(), 0, tuple, 11, 8);
    return tuple;
  }

  private static int[] tuple(int level, int high, int low) {
    int[] tuple = new int[Buses.NODES.arity()];
    tuple[0] = KoalaBear.of(level);
    tuple[1] = KoalaBear.of(high);
    tuple[2] = KoalaBear.of(low);
    return tuple;
  }
}
