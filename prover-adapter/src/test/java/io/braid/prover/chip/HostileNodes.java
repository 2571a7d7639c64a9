package io.braid.prover.chip;

import io.braid.protocol.tree.ScalarCompression;
import io.braid.stark.air.Witness;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Rows of nodes as nobody should write them; all else is as it follows from them. */
final class HostileNodes {

  private static final int HEIGHT = 32;
  private static final int DIGEST = Poseidon2Chip.DIGEST;

  private final Matrix nodes = new Matrix(HEIGHT, NodeChip.WIDTH);
  private final List<int[]> sent = new ArrayList<>();
  private final List<int[]> taken = new ArrayList<>();
  private final List<Integer> limbs = new ArrayList<>();
  private final CompressionRows compressions = new CompressionRows();
  private int notCounted = -1;
  private int rows;

  /** A node of two digests of zeros, before and after, which is taken so often. */
  HostileNodes add(int level, int low, int isUpper, int times) {
    return add(level, low, isUpper, times, new int[2 * DIGEST], new int[2 * DIGEST]);
  }

  HostileNodes add(int level, int low, int isUpper, int times, int[] before, int[] after) {
    set(NodeChip.LEVEL, level);
    set(NodeChip.LOW, low);
    set(NodeChip.IS_UPPER, isUpper);
    set(NodeChip.IN_USE, times);
    copy(before, NodeChip.CHILDREN_BEFORE);
    copy(after, NodeChip.CHILDREN_AFTER);
    int[] digestBefore = compress(before);
    int[] digestAfter = compress(after);
    copy(digestBefore, NodeChip.BEFORE);
    copy(digestAfter, NodeChip.AFTER);
    int[] tuple = tuple(level, low, digestBefore, digestAfter);
    for (int i = 0; i < times; i++) {
      taken.add(tuple);
      limbs.add(isUpper * (2 * level - 41) + 20 - level);
      compressions.add(before, 0, 1);
      compressions.add(after, 0, 1);
    }
    rows++;
    return this;
  }

  /** Sets a column of the last row. */
  HostileNodes change(int column, int element) {
    nodes.set(rows - 1, column, element);
    return this;
  }

  /** Takes another tuple of the last row, with one element that is 1 more. */
  HostileNodes takeOther(int element) {
    int[] tuple = taken.getLast().clone();
    tuple[element] = KoalaBear.add(tuple[element], KoalaBear.ONE);
    taken.set(taken.size() - 1, tuple);
    return this;
  }

  HostileNodes takeNothing() {
    taken.clear();
    return this;
  }

  HostileNodes countNoLimbs() {
    limbs.clear();
    return this;
  }

  /** Of the last row one compression is not asked for: that before, or that after. */
  HostileNodes countNoCompression(boolean isAfter) {
    notCounted = compressions.size() - (isAfter ? 1 : 2);
    return this;
  }

  /** Sends a child of zeros. */
  HostileNodes send(int level, int low) {
    sent.add(tuple(level, low, new int[DIGEST], new int[DIGEST]));
    return this;
  }

  static int[] compress(int[] pair) {
    int[] digest = new int[DIGEST];
    new ScalarCompression().compress(pair, 1, digest);
    return digest;
  }

  private static int[] tuple(int level, int low, int[] before, int[] after) {
    int[] tuple = new int[Buses.NODES.arity()];
    tuple[0] = KoalaBear.of(Math.floorMod(level, KoalaBear.MODULUS));
    tuple[2] = KoalaBear.of(low);
    System.arraycopy(before, 0, tuple, 3, DIGEST);
    System.arraycopy(after, 0, tuple, 3 + DIGEST, DIGEST);
    return tuple;
  }

  private void set(int column, int number) {
    nodes.set(rows, column, KoalaBear.of(number));
  }

  private void copy(int[] elements, int column) {
    System.arraycopy(
        elements, 0, nodes.elements(), rows * NodeChip.WIDTH + column, elements.length);
  }

  Witness witness() {
    RangeChip.Counts ranges = new RangeChip.Counts();
    limbs.forEach(ranges::limb);
    int[] counts = compressions.counts();
    if (notCounted >= 0) {
      counts[notCounted] = 0;
    }
    try (Workers workers = new Workers(1)) {
      Matrix compressed =
          Poseidon2Chip.compressing(Buses.COMPRESSIONS)
              .trace(2 * HEIGHT, compressions.pairs(), counts, workers);
      return new Witness(
          List.of(
              ranges.trace(),
              compressed,
              nodes,
              new CallerChip(Buses.NODES).trace(sent),
              CallerChip.taking(Buses.NODES).trace(taken)),
          new int[0]);
    }
  }
}
