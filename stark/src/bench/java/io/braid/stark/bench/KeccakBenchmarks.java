package io.braid.stark.bench;

import io.braid.stark.hash.KeccakKernel;
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
 * One permutation of Keccak, whatever number of them a kernel makes at once.
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
public class KeccakBenchmarks {

  /** A multiple of the lanes of any kernel. */
  private static final int PERMUTATIONS = 1024;

  /** Which kernel. */
  @Param({"scalar", "fastest"})
  private String kernel;

  private KeccakKernel permutation;
  private long[] states;

  /** Fills the states. */
  @Setup
  public void fill() {
    permutation = kernel.equals("scalar") ? KeccakKernel.scalar() : KeccakKernel.fastest();
    states = permutation.newStates();
    Random random = new Random(7);
    for (int i = 0; i < states.length; i++) {
      states[i] = random.nextLong();
    }
  }

  /** Permutes the same states again and again. */
  @Benchmark
  @OperationsPerInvocation(PERMUTATIONS)
  public long[] permute() {
    for (int i = 0; i < PERMUTATIONS; i += permutation.lanes()) {
      permutation.permute(states);
    }
    return states;
  }
}
