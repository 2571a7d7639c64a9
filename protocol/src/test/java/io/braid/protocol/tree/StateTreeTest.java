package io.braid.protocol.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Word;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree in memory against the naive one: roots, transitions, snapshots, reverts, proofs. */
class StateTreeTest {

  private final Compression compression = new ScalarCompression();

  @ParameterizedTest
  @CsvSource({"3, 2, 60", "40, 8, 60", "200, 60, 40", "2000, 400, 12"})
  void agreesWithTheNaiveTree(int keys, int keysInBatch, int steps) {
    Seeds.run(
        "tree-" + keys,
        seed -> {
          Random random = new Random(seed);
          MemoryTreeStore store = new MemoryTreeStore();
          StateTree tree = new StateTree(store, compression);
          TreeDrill drill = new TreeDrill(random, keys, tree, compression);
          for (int i = 0; i < steps; i++) {
            drill.step(keysInBatch);
          }
          drill.reopen(new StateTree(store, compression));
        });
  }

  @Test
  void exportGivesTheSameTree() {
    Seeds.run(
        "tree-export",
        seed -> {
          StateTree tree = new StateTree(new MemoryTreeStore(), compression);
          RandomBatches batches = new RandomBatches(new Random(seed), 9000);
          for (int i = 0; i < 3; i++) {
            tree.update(batches.next(6000).batch());
          }
          List<byte[]> chunks = tree.snapshot().export().chunks();
          tree.update(batches.next(6000).batch());
          MemoryTreeStore store = new MemoryTreeStore();
          TreeImport in = new TreeImport(store, compression);
          chunks.forEach(chunk -> assertNull(in.accept(chunk)));
          assertNull(in.finish());
          StateTree again = new StateTree(store, compression);
          List<byte[]> chunksAgain = again.snapshot().export().chunks();
          assertEquals(chunks.size(), chunksAgain.size());
          for (int i = 0; i < chunks.size(); i++) {
            assertEquals(List.of(box(chunks.get(i))), List.of(box(chunksAgain.get(i))));
          }
          RandomBatches.Step step = batches.next(500);
          TransitionCheck.check(again.update(step.batch()));
        });
  }

  private static String box(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void emptyBatchCountsAndChangesNothing() {
    StateTree tree = new StateTree(new MemoryTreeStore(), compression);
    Transition transition = tree.update(new TreeBatch());
    TransitionCheck.check(transition);
    assertEquals(new TreeHead(1, 0, 1, transition.before().root()), tree.head());
  }

  @Test
  void unsettledUpdatesAreBounded() {
    StateTree tree = new StateTree(new MemoryTreeStore(), compression);
    for (int i = 0; i < Limits.TREE_UPDATES_UNSETTLED_MAX; i++) {
      tree.update(new TreeBatch());
    }
    IllegalStateException full =
        assertThrows(IllegalStateException.class, () -> tree.update(new TreeBatch()));
    assertEquals("256 updates of the tree are not settled", full.getMessage());
    tree.settle(1);
    tree.update(new TreeBatch());
    IllegalArgumentException settled =
        assertThrows(IllegalArgumentException.class, () -> tree.revert(0));
    assertEquals(
        "a tree of 257 updates, 1 of them settled, cannot be reverted to 0", settled.getMessage());
  }

  @Test
  void batchRefusesKeysOutOfOrder() {
    TreeBatch batch = new TreeBatch().read(Word.of(5));
    assertEquals(
        "the key 0x5 is not above 0x5, which stands before it",
        assertThrows(IllegalArgumentException.class, () -> batch.read(Word.of(5))).getMessage());
    assertEquals(
        "no cell has the key 0x0",
        assertThrows(IllegalArgumentException.class, () -> batch.read(Word.ZERO)).getMessage());
    assertEquals(
        "no cell has the key " + Leaf.KEY_MAX,
        assertThrows(IllegalArgumentException.class, () -> batch.write(Leaf.KEY_MAX, Word.ZERO))
            .getMessage());
  }

  @Test
  void keysOfOneUpdateAreBounded() {
    TreeBatch batch = new TreeBatch();
    for (int i = 1; i <= Limits.KEYS_IN_TREE_UPDATE_MAX; i++) {
      batch.read(Word.of(i));
    }
    assertEquals(
        "an update has at most 1048576 keys",
        assertThrows(
                IllegalArgumentException.class,
                () -> batch.read(Word.of(Limits.KEYS_IN_TREE_UPDATE_MAX + 1)))
            .getMessage());
  }

  @Test
  void snapshotsAreReadWhileOthersUpdate() {
    Seeds.run(
        "tree-readers",
        seed -> {
          StateTree tree = new StateTree(new MemoryTreeStore(), compression);
          RandomBatches batches = new RandomBatches(new Random(seed), 3000);
          tree.update(batches.next(3000).batch());
          AtomicBoolean isOver = new AtomicBoolean();
          FutureTask<Integer> reads = new FutureTask<>(() -> readUntil(isOver, tree, seed));
          Thread.ofPlatform().start(reads);
          for (int i = 0; i < 60; i++) {
            tree.update(batches.next(200).batch());
            if (i % 7 == 6) {
              tree.revert(tree.head().batch() - 3);
            }
          }
          isOver.set(true);
          assertTrue(reads.get() > 0);
        });
  }

  /** Takes snapshots and proves cells of each several times, until it is over. */
  private int readUntil(AtomicBoolean isOver, StateTree tree, long seed) {
    RandomBatches keys = new RandomBatches(new Random(seed), 3000);
    int reads = 0;
    while (!isOver.get()) {
      TreeSnapshot snapshot = tree.snapshot();
      for (int i = 0; i < 20; i++) {
        Word key = RandomBatches.word(keys.key());
        TreeProof.Verdict verdict =
            snapshot.prove(key).verify(snapshot.head().root(), key, compression);
        assertNull(verdict.fault());
        assertEquals(snapshot.value(key), verdict.value());
        reads++;
      }
    }
    return reads;
  }

  @Test
  void leavesAreBounded() {
    TreeHead full = new TreeHead(0, 0, Limits.TREE_LEAVES_MAX - 1, Digest.ZERO);
    MemoryTreeStore store = new MemoryTreeStore();
    StateTree unused = new StateTree(store, compression);
    assertEquals(1, unused.head().leafCount());
    TreeBatch one = new TreeBatch().write(Word.of(1), Word.of(1));
    assertEquals(Limits.TREE_LEAVES_MAX, UpdatePlan.of(one, full, store).leafCount());
    TreeBatch two = one.write(Word.of(2), Word.of(1));
    assertEquals(
        "the tree has at most 1099511627776 leaves",
        assertThrows(IllegalStateException.class, () -> UpdatePlan.of(two, full, store))
            .getMessage());
  }
}
