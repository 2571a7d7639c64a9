package io.braid.prover.tree.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.tree.Compression;
import io.braid.protocol.tree.MemoryTreeStore;
import io.braid.protocol.tree.ScalarCompression;
import io.braid.protocol.tree.StateTree;
import io.braid.protocol.tree.TreeDrill;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Kernels and threads against the protocol's own compression. */
class KernelCompressionTest {

  @Test
  void agreesWithTheScalarCompression() {
    Seeds.run(
        "kernel-compression",
        seed -> {
          Random random = new Random(seed);
          try (Workers one = new Workers(1);
              Workers three = new Workers(3)) {
            List<Compression> compressions =
                List.of(
                    new KernelCompression(one),
                    new KernelCompression(three),
                    new KernelCompression(Poseidon2Kernel.scalar(Poseidon2.WIDTH_16), three));
            for (int count : new int[] {0, 1, 2, 7, 8, 9, 17, 255, 256, 2048, 5001}) {
              int[] pairs = random.ints(16L * count, 0, KoalaBear.MODULUS).toArray();
              Arrays.fill(pairs, 0, Math.min(pairs.length, 3), KoalaBear.MODULUS - 1);
              int[] expected = new int[8 * count];
              new ScalarCompression().compress(pairs, count, expected);
              for (Compression compression : compressions) {
                int[] digests = new int[8 * count];
                compression.compress(pairs, count, digests);
                assertArrayEquals(expected, digests);
              }
            }
          }
        });
  }

  @Test
  void carriesATree() {
    Seeds.run(
        "kernel-tree",
        seed -> {
          try (Workers workers = new Workers(2)) {
            Compression compression = new KernelCompression(workers);
            StateTree tree = new StateTree(new MemoryTreeStore(), compression);
            TreeDrill drill = new TreeDrill(new Random(seed), 2000, tree, compression);
            for (int i = 0; i < 8; i++) {
              drill.step(600);
            }
          }
        });
  }
}
