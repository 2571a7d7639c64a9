package io.braid.protocol.tree;

import static io.braid.protocol.tree.RandomBatches.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Drives a tree by random updates, reverts and settlements, and holds it against the reference. */
public final class TreeDrill {

  private static final int SNAPSHOTS = 6;

  private final Random random;
  private final RandomBatches batches;
  private final Compression compression;

  /** References after each update, the fresh tree first. */
  private final List<NaiveTree> history = new ArrayList<>();

  private final List<TreeSnapshot> snapshots = new ArrayList<>();
  private final List<NaiveTree> taken = new ArrayList<>();

  private StateTree tree;

  /** A drill on a fresh tree. */
  public TreeDrill(Random random, int keys, StateTree tree, Compression compression) {
    this.random = random;
    this.batches = new RandomBatches(random, keys);
    this.compression = compression;
    this.tree = tree;
    history.add(NaiveTree.fast());
  }

  /** Goes on with the same tree, opened anew. */
  public void reopen(StateTree reopened) {
    snapshots.clear();
    taken.clear();
    tree = reopened;
    checkNow();
  }

  private NaiveTree now() {
    return history.getLast();
  }

  /** Does something, most often an update. */
  public void step(int keysMax) {
    switch (random.nextInt(8)) {
      case 0 -> revert();
      case 1 -> {
        long settled = tree.head().settled();
        tree.settle(settled + random.nextLong(tree.head().batch() - settled + 1));
      }
      default -> update(keysMax);
    }
    checkNow();
    if (random.nextInt(3) == 0) {
      takeSnapshot();
    }
    checkSnapshots();
  }

  private void update(int keysMax) {
    RandomBatches.Step step = batches.next(keysMax);
    NaiveTree after = now().copy();
    after.update(step.writes());
    history.add(after);
    Transition transition = tree.update(step.batch());
    TransitionCheck.check(transition);
    assertEquals(transition.after(), tree.head());
  }

  private void revert() {
    long settled = tree.head().settled();
    long batch = settled + random.nextLong(tree.head().batch() - settled + 1);
    tree.revert(batch);
    while (history.size() > batch + 1) {
      history.removeLast();
    }
  }

  private void takeSnapshot() {
    if (snapshots.size() == SNAPSHOTS) {
      int oldest = random.nextInt(SNAPSHOTS);
      snapshots.remove(oldest);
      taken.remove(oldest);
    }
    snapshots.add(tree.snapshot());
    taken.add(now());
  }

  private void checkNow() {
    assertEquals(history.size() - 1, tree.head().batch());
    check(now(), tree.snapshot());
  }

  private void checkSnapshots() {
    for (int i = 0; i < snapshots.size(); i++) {
      check(taken.get(i), snapshots.get(i));
    }
  }

  private void check(NaiveTree expected, TreeSnapshot snapshot) {
    assertEquals(expected.leafCount(), snapshot.head().leafCount());
    assertEquals(expected.root(), snapshot.head().root().toString());
    for (int i = 0; i < 4; i++) {
      BigInteger key = batches.key();
      assertEquals(word(expected.value(key)), snapshot.value(word(key)));
      TreeProof proof = snapshot.prove(word(key));
      TreeProof.Verdict verdict = proof.verify(snapshot.head().root(), word(key), compression);
      assertNull(verdict.fault());
      assertEquals(word(expected.value(key)), verdict.value());
      assertEquals(word(expected.floor(key)), proof.leaf().key());
      assertEquals(proof, TreeProof.decode(proof.toBytes()).proof());
    }
  }
}
