package io.braid.stark.bench;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;
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
 * One permutation of Poseidon2, whatever number of them a kernel makes at once.
 *
 * <p>The states stay in the cache: what it takes to bring messages into them, {@link
 * MerkleBenchmarks} show. Nor does it show cold code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Poseidon2Benchmarks {

  /** A multiple of the lanes of any kernel. */
  private static final int PERMUTATIONS = 1024;

  /** Which kernel. */
  @Param({"scalar", "fastest"})
  private String kernel;

  /** Elements of a state. */
  @Param({"16", "24"})
  private int width;

  private Poseidon2Kernel permutation;
  private int[] states;

  /** Fills the states. */
  @Setup
  public void fill() {
    Poseidon2 poseidon = width == 16 ? Poseidon2.WIDTH_16 : Poseidon2.WIDTH_24;
    permutation =
        kernel.equals("scalar")
            ? Poseidon2Kernel.scalar(poseidon)
            : Poseidon2Kernel.fastest(poseidon);
    Random random = new Random(7);
    states = random.ints((long) width * permutation.lanes(), 0, KoalaBear.MODULUS).toArray();
  }

  /** Permutes the same states again and again. */
  @Benchmark
  @OperationsPerInvocation(PERMUTATIONS)
  public int[] permute() {
    for (int i = 0; i < PERMUTATIONS; i += permutation.lanes()) {
      permutation.permute(states);
    }
    return states;
  }
}
