package io.braid.prover.bench;

import io.braid.protocol.tree.MemoryTreeStore;
import io.braid.protocol.tree.TreeStore;
import io.braid.prover.tree.hash.KernelCompression;
import io.braid.prover.tree.store.RocksTreeStore;
import io.braid.prover.tree.store.RocksTreeStore.Caches;
import io.braid.stark.cpu.Workers;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Updates of the state tree, in memory and on disk, against what the permutations alone would take.
 */
public final class TreeBench {

  private static final int THREADS = 2;
  private static final int PERMUTATIONS = 1 << 15;
  private static final int ROUNDS = 500;

  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final PrintStream progress;
  private final Workers workers;

  private TreeBench(PrintStream progress, Workers workers) {
    this.progress = progress;
    this.workers = workers;
  }

  /** Runs the suite; {@code --json} writes the figures to standard output as JSON. */
  public static void main(String[] arguments) throws IOException {
    boolean json = List.of(arguments).contains("--json");
    try (Workers workers = new Workers(THREADS)) {
      TreeBench bench = new TreeBench(json ? System.err : System.out, workers);
      bench.run();
      System.out.print(json ? bench.asJson() : bench.asTable());
    }
  }

  private void run() throws IOException {
    double permutationNs = permutationNs();
    figures.put("threads", (double) THREADS);
    figures.put("permutationNs", permutationNs);
    long before = usedBytes();
    MemoryTreeStore memory = new MemoryTreeStore();
    updates("memory", memory, permutationNs);
    // Behind its use, so that the tree is still there when the heap is looked at.
    figures.put("memoryMebibytes", (usedBytes() - before) / (double) (1 << 20));
    progress.println("a tree in memory of " + memory.head().leafCount() + " leaves");
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("prover-adapter", "target")), "tree");
    try (RocksTreeStore disk = RocksTreeStore.open(folder, Caches.USUAL, workers)) {
      updates("rocks", disk, permutationNs);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void updates(String name, TreeStore store, double permutationNs) {
    progress.println("updates, " + name);
    TreeUpdates updates = new TreeUpdates(store, new KernelCompression(workers));
    updates.run();
    double boundNs = updates.permutations() * permutationNs;
    figures.put(name + "LeavesPerSecond", TreeUpdates.KEYS * 1e9 / updates.updateNs());
    figures.put(name + "UpdateMs", updates.updateNs() / 1e6);
    figures.put(name + "PermutationsPerUpdate", updates.permutations());
    figures.put(name + "BoundMs", boundNs / 1e6);
    figures.put(name + "TimeOverBound", updates.updateNs() / boundNs);
    figures.put(name + "HashMs", updates.hashNs() / 1e6);
    figures.put(name + "WriteMs", updates.writeNs() / 1e6);
    figures.put(name + "ReadMs", updates.readNs() / 1e6);
  }

  /** Of one permutation, with all threads at it: the best of some rounds. */
  private double permutationNs() {
    Poseidon2Kernel kernel = Poseidon2Kernel.fastest(Poseidon2.WIDTH_16);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      workers.forRange(
          0, PERMUTATIONS / kernel.lanes(), 1, (from, to) -> permute(kernel, from, to));
      best = Math.min(best, (System.nanoTime() - start) / (double) PERMUTATIONS);
    }
    return best;
  }

  private static void permute(Poseidon2Kernel kernel, int from, int to) {
    int[] states = new int[kernel.width() * kernel.lanes()];
    for (int at = from; at < to; at++) {
      kernel.permute(states);
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private String asJson() {
    StringBuilder text = new StringBuilder("{\n");
    figures.forEach((key, value) ->
        text.append(text.length() > 2 ? ",\n" : "")
            .append(String.format(Locale.ROOT, "  \"%s\": %s", key, number(value))));
    return text.append("\n}\n").toString();
  }

  private String asTable() {
    StringBuilder text = new StringBuilder("\n");
    figures.forEach((key, value) ->
        text.append(String.format(Locale.ROOT, "%-34s %14s%n", key, number(value))));
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1000 ? "%.3f" : "%.0f", value);
  }
}
