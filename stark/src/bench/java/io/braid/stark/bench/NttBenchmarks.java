package io.braid.stark.bench;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Transforms of matrices with the shapes of a trace, of a quotient, and of what FRI folds.
 *
 * <p>The heap has been touched before, so a result costs zeros but no page faults, which a first
 * proof in a new process does pay: they can take longer than the transform. Nor do they show cold
 * code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Xms6g",
      "-Xmx6g",
      "-XX:+UseParallelGC",
      "-XX:+AlwaysPreTouch"
    })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class NttBenchmarks {

  /** The height as a power of two, and the width. */
  @Param({"17x164", "18x64", "18x8", "20x4"})
  private String shape;

  /** How many work. */
  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private Ntt ntt;
  private Matrix matrix;

  /** Fills a matrix. */
  @Setup
  public void fill() {
    String[] sizes = shape.split("x", 2);
    matrix = new Matrix(1 << Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
    Random random = new Random(7);
    for (int i = 0; i < matrix.elements().length; i++) {
      matrix.elements()[i] = random.nextInt(KoalaBear.MODULUS);
    }
    workers = new Workers(threads);
    ntt = new Ntt(workers);
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void end() {
    workers.close();
  }

  /** One transform in place. */
  @Benchmark
  public Matrix evaluate() {
    ntt.evaluate(matrix);
    return matrix;
  }

  /** The low-degree extension to twice the height. */
  @Benchmark
  public Matrix extendTwice() {
    return ntt.extend(matrix, 1);
  }
}
