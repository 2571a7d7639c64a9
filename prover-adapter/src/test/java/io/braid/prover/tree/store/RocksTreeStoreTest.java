package io.braid.prover.tree.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.tree.Compression;
import io.braid.protocol.tree.ImportFault;
import io.braid.protocol.tree.MemoryTreeStore;
import io.braid.protocol.tree.NodeRows;
import io.braid.protocol.tree.RandomBatches;
import io.braid.protocol.tree.ScalarCompression;
import io.braid.protocol.tree.StateTree;
import io.braid.protocol.tree.Transition;
import io.braid.protocol.tree.TreeBatch;
import io.braid.protocol.tree.TreeDrill;
import io.braid.protocol.tree.TreeImport;
import io.braid.prover.tree.store.RocksTreeStore.Caches;
import io.braid.stark.cpu.Workers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree on disk against the naive one and against that in memory. */
class RocksTreeStoreTest {

  /** So small that pages leave it within an update. */
  private static final Caches SMALL = new Caches(1 << 20, 5);

  private final Compression compression = new ScalarCompression();

  private final Workers workers = new Workers(2);

  @TempDir private Path folder;

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 40", "60, 10, 40", "2000, 500, 10"})
  void agreesWithTheNaiveTree(int keys, int keysInBatch, int steps) {
    Seeds.run(
        "rocks-tree-" + keys,
        seed -> {
          Random random = new Random(seed);
          RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers);
          try {
            StateTree tree = new StateTree(store, compression);
            TreeDrill drill = new TreeDrill(random, keys, tree, compression);
            for (int i = 0; i < steps; i++) {
              drill.step(keysInBatch);
              if (i % 5 == 4) {
                store.close();
                store = RocksTreeStore.open(folder, SMALL, workers);
                drill.reopen(new StateTree(store, compression));
              }
            }
          } finally {
            store.close();
          }
        });
  }

  @Test
  void agreesWithTheTreeInMemory() {
    Seeds.run(
        "rocks-memory",
        seed -> {
          try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
            StateTree disk = new StateTree(store, compression);
            StateTree memory = new StateTree(new MemoryTreeStore(), compression);
            Random random = new Random(seed);
            RandomBatches batches = new RandomBatches(random, 3000);
            for (int i = 0; i < 12; i++) {
              TreeBatch batch = batches.next(800).batch();
              assertSame(memory.update(batch), disk.update(batch));
              if (i % 4 == 3) {
                memory.revert(memory.head().batch() - 2);
                disk.revert(disk.head().batch() - 2);
                assertEquals(memory.head(), disk.head());
              }
              assertSame(chunks(memory), chunks(disk));
            }
          }
        });
  }

  private static void assertSame(Transition expected, Transition actual) {
    assertEquals(expected.before(), actual.before());
    assertEquals(expected.after(), actual.after());
    assertEquals(expected.leaves().count(), actual.leaves().count());
    for (int i = 0; i < expected.leaves().count(); i++) {
      assertEquals(expected.leaves().row(i), actual.leaves().row(i));
    }
    assertEquals(expected.levels().size(), actual.levels().size());
    for (int level = 0; level < expected.levels().size(); level++) {
      NodeRows rows = expected.levels().get(level);
      NodeRows others = actual.levels().get(level);
      assertEquals(rows.count(), others.count());
      for (int i = 0; i < rows.count(); i++) {
        assertEquals(rows.index(i), others.index(i));
      }
      assertArrayEquals(rows.oldDigests(), others.oldDigests());
      assertArrayEquals(rows.newDigests(), others.newDigests());
      assertArrayEquals(rows.oldPairs(), others.oldPairs());
      assertArrayEquals(rows.newPairs(), others.newPairs());
    }
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  private static List<byte[]> chunks(StateTree tree) {
    return tree.snapshot().export().chunks();
  }

  @Test
  void importThatDidNotEndLeavesNothing() {
    Seeds.run(
        "rocks-import",
        seed -> {
          StateTree memory = new StateTree(new MemoryTreeStore(), compression);
          RandomBatches batches = new RandomBatches(new Random(seed), 9000);
          memory.update(batches.next(9000).batch());
          memory.update(batches.next(9000).batch());
          List<byte[]> chunks = chunks(memory);
          try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
            TreeImport in = new TreeImport(store, compression);
            chunks.subList(0, chunks.size() - 1).forEach(chunk -> assertNull(in.accept(chunk)));
          }
          StateTree fresh = new StateTree(new MemoryTreeStore(), compression);
          try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
            assertNull(store.head());
            TreeImport in = new TreeImport(store, compression);
            chunks(fresh).forEach(in::accept);
            assertNull(in.finish());
            assertSame(chunks(fresh), chunks(new StateTree(store, compression)));
          }
          Path other = folder.resolve("other");
          try (RocksTreeStore store = RocksTreeStore.open(other, SMALL, workers)) {
            TreeImport in = new TreeImport(store, compression);
            chunks.forEach(chunk -> assertNull(in.accept(chunk)));
            assertNull(in.finish());
          }
          try (RocksTreeStore store = RocksTreeStore.open(other, SMALL, workers)) {
            StateTree tree = new StateTree(store, compression);
            assertSame(chunks, chunks(tree));
            TreeBatch batch = batches.next(300).batch();
            assertEquals(memory.update(batch).after().root(), tree.update(batch).after().root());
          }
        });
  }

  /** The protocol's tests say which fault: here that it is the same, and that no tree remains. */
  @Test
  void mutatedBytesGiveTheFaultThatTheyGiveInMemory() {
    Seeds.run(
        "rocks-mutations",
        seed -> {
          Random random = new Random(seed);
          StateTree memory = new StateTree(new MemoryTreeStore(), compression);
          memory.update(new RandomBatches(random, 30).next(20).batch());
          List<byte[]> chunks = chunks(memory);
          for (int i = 0; i < 60; i++) {
            byte[] header =
                i % 3 == 0 ? Mutations.of(chunks.getFirst(), random) : chunks.getFirst();
            byte[] leaves = i % 3 == 0 ? chunks.getLast() : Mutations.of(chunks.getLast(), random);
            TreeImport expected = new TreeImport(new MemoryTreeStore(), compression);
            expected.accept(header);
            expected.accept(leaves);
            try (RocksTreeStore store =
                RocksTreeStore.open(folder.resolve("import" + i), SMALL, workers)) {
              TreeImport in = new TreeImport(store, compression);
              in.accept(header);
              in.accept(leaves);
              ImportFault fault = in.finish();
              assertEquals(expected.finish(), fault);
              assertEquals(fault == null, store.head() != null);
            }
          }
        });
  }

  @Test
  void pagesInMemoryAreBounded() {
    Seeds.run(
        "rocks-cache",
        seed -> {
          try (TreeFiles files = new TreeFiles(folder, 1 << 20, workers)) {
            NodePages pages = new NodePages(files, 7);
            StateTree tree = new StateTree(new MemoryTreeStore(), compression);
            RandomBatches batches = new RandomBatches(new Random(seed), 1000);
            List<NodeRows> levels = tree.update(batches.next(900).batch()).levels();
            try (TreeFiles.Batch batch = files.begin()) {
              pages.written(pages.write(levels, 40, batch));
              batch.write();
            }
            assertEquals(7, pages.cachedPages());
            for (int level = 0; level < 40; level++) {
              NodeRows parents = levels.get(level + 1);
              long[] indexes = new long[parents.count()];
              Arrays.setAll(indexes, parents::index);
              int[] pairs = new int[16 * indexes.length];
              pages.readPairs(level, indexes, indexes.length, pairs);
              assertEquals(7, pages.cachedPages());
              NodeRows nodes = levels.get(level);
              for (int i = 0; i < nodes.count(); i++) {
                int parent = Arrays.binarySearch(indexes, nodes.index(i) / 2);
                int at = 16 * parent + (int) (8 * (nodes.index(i) % 2));
                assertArrayEquals(
                    Arrays.copyOfRange(nodes.newDigests(), 8 * i, 8 * i + 8),
                    Arrays.copyOfRange(pairs, at, at + 8));
              }
            }
          }
        });
  }

  @Test
  void anotherLayoutIsRefused() {
    try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
      assertEquals(0, new StateTree(store, compression).head().batch());
    }
    try (TreeFiles files = new TreeFiles(folder, 1 << 20, workers);
        TreeFiles.Batch batch = files.begin()) {
      batch.put(Column.META, "layout".getBytes(StandardCharsets.US_ASCII), new byte[] {2});
      batch.write();
    }
    TreeStoreException fault =
        assertThrows(TreeStoreException.class, () -> RocksTreeStore.open(folder, SMALL, workers));
    assertEquals(
        "the store of the state tree in %s has layout [2], not 1 as this version".formatted(folder),
        fault.getMessage());
  }

  @Test
  void folderThatIsAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    TreeStoreException fault =
        assertThrows(TreeStoreException.class, () -> RocksTreeStore.open(file, SMALL, workers));
    assertEquals(
        "the store of the state tree in %s cannot be opened: %s".formatted(file, file),
        fault.getMessage());
  }
}
