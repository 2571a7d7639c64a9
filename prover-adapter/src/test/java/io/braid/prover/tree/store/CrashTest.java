package io.braid.prover.tree.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.tree.Compression;
import io.braid.protocol.tree.MemoryTreeStore;
import io.braid.protocol.tree.RandomBatches;
import io.braid.protocol.tree.ScalarCompression;
import io.braid.protocol.tree.StateTree;
import io.braid.protocol.tree.TransitionCheck;
import io.braid.protocol.tree.TreeChange;
import io.braid.protocol.tree.TreeHead;
import io.braid.protocol.tree.TreeImport;
import io.braid.protocol.tree.TreeStore;
import io.braid.protocol.tree.TreeUndo;
import io.braid.prover.tree.store.RocksTreeStore.Caches;
import io.braid.stark.cpu.Workers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose process ended at any point has the tree of before a change or that behind it. */
class CrashTest {

  private static final Caches SMALL = new Caches(1 << 20, 64);

  private final Compression compression = new ScalarCompression();

  private final Workers workers = new Workers(2);

  @TempDir private Path folder;

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Test
  void changeThatWasNotWritten() {
    Seeds.run(
        "tree-unwritten",
        seed -> {
          RandomBatches batches = new RandomBatches(new Random(seed), 300);
          for (int i = 0; i < 10; i++) {
            TreeHead before;
            try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
              StateTree tree = new StateTree(store, compression);
              TransitionCheck.check(tree.update(batches.next(60).batch()));
              before = tree.head();
            }
            try (RocksTreeStore store = RocksTreeStore.open(folder, SMALL, workers)) {
              StateTree tree = new StateTree(new EndsBeforeWriting(store), compression);
              assertThrows(ProcessEnded.class, () -> tree.update(batches.next(60).batch()));
              assertEquals(before, tree.head());
            }
            assertSound(folder, List.of(before));
          }
        });
  }

  /** Cuts the log of a copy of the files anywhere, as a crash of the machine may. */
  @Test
  void logThatWasCut() {
    Seeds.run(
        "tree-cut-log",
        seed -> {
          Random random = new Random(seed);
          RandomBatches batches = new RandomBatches(random, 300);
          List<TreeHead> heads = new ArrayList<>();
          Path copy = folder.resolve("copy");
          TreeSet<Long> met = new TreeSet<>();
          try (RocksTreeStore store =
              RocksTreeStore.open(folder.resolve("store"), SMALL, workers)) {
            StateTree tree = new StateTree(store, compression);
            heads.add(tree.head());
            for (int i = 0; i < 12; i++) {
              tree.update(batches.next(60).batch());
              heads.add(tree.head());
            }
            for (int i = 0; i < 25; i++) {
              copy(folder.resolve("store"), copy);
              cutLog(copy, random);
              met.add(assertSound(copy, heads));
            }
          }
          assertTrue(met.size() > 3, "cuts left only the updates " + met);
        });
  }

  /** The tree is one of these, and whole; a fresh one if the log lost even that. */
  private long assertSound(Path path, List<TreeHead> heads) {
    try (RocksTreeStore store = RocksTreeStore.open(path, SMALL, workers)) {
      StateTree tree = new StateTree(store, compression);
      TreeHead head = tree.head();
      assertTrue(heads.contains(head), () -> head + " is none of " + heads);
      TreeImport in = new TreeImport(new MemoryTreeStore(), compression);
      tree.snapshot().export().chunks().forEach(chunk -> assertNull(in.accept(chunk)));
      assertNull(in.finish());
      // What takes updates back must be whole as well.
      tree.revert(head.settled());
      assertEquals(1, tree.head().leafCount());
      return head.batch();
    }
  }

  private static void cutLog(Path path, Random random) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      Path log =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .max(Comparator.comparing(Path::toString))
              .orElseThrow();
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.truncate(random.nextLong(channel.size() + 1));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> files = Files.list(to)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("LOCK")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  /** What the process of a test ends with, in place of a signal. */
  private static final class ProcessEnded extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Prepares all of a change and ends where it would be written. */
  private record EndsBeforeWriting(RocksTreeStore store) implements TreeStore {

    @Override
    public TreeHead head() {
      return store.head();
    }

    @Override
    public void readFloors(long[] keys, int count, long[] indexes, long[] leaves) {
      store.readFloors(keys, count, indexes, leaves);
    }

    @Override
    public void readLeaves(long[] indexes, int count, long[] leaves) {
      store.readLeaves(indexes, count, leaves);
    }

    @Override
    public void readPairs(int level, long[] parents, int count, int[] digests) {
      store.readPairs(level, parents, count, digests);
    }

    @Override
    public void write(TreeChange change) {
      store.prepareAndForget(change);
      throw new ProcessEnded();
    }

    @Override
    public TreeUndo undo(long batch) {
      return store.undo(batch);
    }
  }
}
