package io.braid.stark.bench;

import io.braid.stark.commit.KeccakMerkleHash;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.Poseidon2MerkleHash;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The lowest levels of a tree over a trace, in one thread: one leaf, and one node above.
 *
 * <p>A leaf of 164 elements is 5 permutations of Keccak or 11 of Poseidon2 at width 24; a node is
 * one of either, at width 16. What is more than {@link KeccakBenchmarks} and {@link
 * Poseidon2Benchmarks} say moves data. Several threads share the memory, which this does not show.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Xms2g",
      "-Xmx2g",
      "-XX:+UseParallelGC",
      "-XX:+AlwaysPreTouch"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MerkleBenchmarks {

  private static final int HEIGHT = 1 << 17;
  private static final int WIDTH = 164;

  /** Which hash. */
  @Param({"keccak", "poseidon2"})
  private String kind;

  private MerkleHash hash;
  private Matrix matrix;
  private int[] digests;
  private int[] parents;

  /** Fills the matrix. */
  @Setup
  public void fill() {
    hash = kind.equals("keccak") ? new KeccakMerkleHash(26) : new Poseidon2MerkleHash();
    matrix = new Matrix(HEIGHT, WIDTH);
    Random random = new Random(7);
    for (int i = 0; i < matrix.elements().length; i++) {
      matrix.elements()[i] = random.nextInt(KoalaBear.MODULUS);
    }
    digests = new int[HEIGHT * MerkleHash.DIGEST_INTS];
    parents = new int[HEIGHT / 2 * MerkleHash.DIGEST_INTS];
  }

  /** One leaf of the lowest level. */
  @Benchmark
  @OperationsPerInvocation(HEIGHT)
  public int[] leaf() {
    hash.leaves(List.of(matrix), 0, HEIGHT, digests, 0);
    return digests;
  }

  /** One node of the level above. */
  @Benchmark
  @OperationsPerInvocation(HEIGHT / 2)
  public int[] node() {
    hash.nodes(digests, 0, HEIGHT / 2, List.of(), 0, HEIGHT / 2, parents);
    return parents;
  }
}
