package io.braid.stark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.commit.MatrixShape;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.MerkleTree;
import io.braid.stark.cpu.Workers;
import io.braid.stark.key.Heights;
import io.braid.stark.key.MerkleHashes;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import io.braid.stark.profile.Profile;
import io.braid.stark.prover.Prover;
import io.braid.stark.prover.ProverStep;
import io.braid.stark.prover.ProvingKey;
import io.braid.stark.soundness.SoundnessReport;
import io.braid.stark.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Proves and verifies one circuit with one profile, some times, in a process of its own, whose heap
 * and threads are what {@link StarkBench} says. Each proof is followed by what it is compared with:
 * extending and hashing matrices of the same sizes, and nothing else. Both begin in a heap without
 * garbage: what the collector does in the middle depends on what was measured before.
 */
public final class ProofRun {

  private static final double MILLISECOND = 1e6;
  private static final String ALONE = "alone";

  private final Supplier<BenchCircuit> witnesses;
  private final Profile profile;
  private final Workers workers;
  private final ProvingKey key;
  private final Sizes sizes;
  private final List<Double> proveMs = new ArrayList<>();
  private final List<Double> overKernels = new ArrayList<>();
  private final List<Double> aloneOverProve = new ArrayList<>();
  private final List<Double> verifyMs = new ArrayList<>();
  private final Map<ProverStep, List<Double>> stepsMs = new EnumMap<>(ProverStep.class);
  private byte[] proof;

  private ProofRun(Supplier<BenchCircuit> witnesses, Profile profile, Workers workers) {
    this.witnesses = witnesses;
    this.profile = profile;
    this.workers = workers;
    BenchCircuit first = witnesses.get();
    Circuit circuit = first.circuit();
    this.sizes = Sizes.of(first);
    Heights heights = Heights.upTo(sizes.logHeight(), circuit, profile);
    this.key = ProvingKey.of(circuit, profile, heights, workers);
  }

  /**
   * Prints one line of JSON.
   *
   * @param arguments circuit, profile, log of the height, threads, runs to warm up, runs that
   *     count, and a folder for key, public values and proof if somebody wants them; or {@value
   *     #ALONE} instead of a folder, if each proof is to be made by one thread as well, right after
   *     it
   */
  public static void main(String[] arguments) throws IOException {
    try (MemoryWatch memory = new MemoryWatch();
        Workers workers = new Workers(Integer.parseInt(arguments[3]));
        Workers alone = new Workers(1)) {
      int logHeight = Integer.parseInt(arguments[2]);
      ProofRun run =
          new ProofRun(
              () -> BenchCircuit.of(arguments[0], logHeight, workers),
              BenchProfiles.of(arguments[1]),
              workers);
      int warmUps = Integer.parseInt(arguments[4]);
      int counted = Integer.parseInt(arguments[5]);
      boolean isAlone = arguments.length > 6 && arguments[6].equals(ALONE);
      for (int i = 0; i < warmUps + counted; i++) {
        run.once(i >= warmUps);
        if (isAlone) {
          run.onceBy(alone, i >= warmUps);
        }
      }
      if (arguments.length > 6 && !isAlone) {
        run.write(Path.of(arguments[6]));
      }
      System.out.println(run.figures(memory));
    }
  }

  private void once(boolean isCounted) {
    Witness witness = witnesses.get().witness();
    System.gc();
    long start = System.nanoTime();
    EnumMap<ProverStep, Long> begins = new EnumMap<>(ProverStep.class);
    Prover prover = new Prover(key, workers);
    proof =
        prover.prove(
            witness,
            step -> {
              begins.put(step, System.nanoTime());
              if (step == ProverStep.QUOTIENT) {
                witness.release();
              }
            });
    long end = System.nanoTime();
    Verifier verifier = new Verifier(key.verifyingKey());
    Optional<Fault> fault = verifier.verify(witness.publicValues(), proof);
    long verified = System.nanoTime();
    if (fault.isPresent()) {
      throw new IllegalStateException("the proof is rejected: " + fault.get());
    }
    if (!isCounted) {
      return;
    }
    proveMs.add((end - start) / MILLISECOND);
    verifyMs.add((verified - end) / MILLISECOND);
    List<ProverStep> steps = List.copyOf(begins.keySet());
    for (int i = 0; i < steps.size(); i++) {
      long to = i + 1 < steps.size() ? begins.get(steps.get(i + 1)) : end;
      stepsMs
          .computeIfAbsent(steps.get(i), step -> new ArrayList<>())
          .add((to - begins.get(steps.get(i))) / MILLISECOND);
    }
    overKernels.add((double) (end - start) / kernels());
  }

  /** Proves the same with other threads, and compares with the proof before. */
  private void onceBy(Workers other, boolean isCounted) {
    Witness witness = witnesses.get().witness();
    System.gc();
    long start = System.nanoTime();
    new Prover(key, other)
        .prove(
            witness,
            step -> {
              if (step == ProverStep.QUOTIENT) {
                witness.release();
              }
            });
    double time = (System.nanoTime() - start) / MILLISECOND;
    if (isCounted) {
      aloneOverProve.add(time / proveMs.getLast());
    }
  }

  /**
   * Nanoseconds that extensions and trees of the same data take, kind by kind as the prover does.
   */
  private long kernels() {
    System.gc();
    MerkleHash hash = MerkleHashes.of(profile);
    Ntt ntt = new Ntt(workers);
    long total = commit(sizes.main(), ntt, hash);
    if (!sizes.fractions().isEmpty()) {
      total += commit(sizes.fractions(), ntt, hash);
    }
    return total + commit(List.of(sizes.quotient()), ntt, hash);
  }

  private long commit(List<MatrixShape> shapes, Ntt ntt, MerkleHash hash) {
    List<Matrix> traces =
        shapes.stream().map(shape -> new Matrix(1 << shape.logHeight(), shape.width())).toList();
    long start = System.nanoTime();
    List<Matrix> extended =
        traces.stream().map(trace -> ntt.extend(trace, profile.logBlowUp())).toList();
    MerkleTree tree = new MerkleTree(extended, hash, workers);
    long end = System.nanoTime();
    if (tree.shape().matrices().size() != traces.size()) {
      throw new IllegalStateException("not all was hashed");
    }
    return end - start;
  }

  private void write(Path folder) throws IOException {
    Files.write(folder.resolve("key.bin"), key.verifyingKey().bytes());
    Files.write(folder.resolve("public.bin"), new byte[0]);
    Files.write(folder.resolve("proof.bin"), proof);
  }

  private ObjectNode figures(MemoryWatch memory) {
    SoundnessReport soundness = SoundnessReport.ofLargest(key.verifyingKey());
    ObjectNode figures = new ObjectMapper().createObjectNode();
    figures.put("permutations", sizes.permutations());
    figures.put("mainCells", sizes.mainCells());
    figures.put("committedCells", sizes.committedCells());
    figures.put("columns", sizes.columns());
    figures.put("extendedBytes", extendedBytes());
    figures.put("proveMs", median(proveMs));
    figures.put("proveOverKernels", median(overKernels));
    figures.put("aloneOverProve", median(aloneOverProve));
    figures.put("verifyMs", median(verifyMs));
    figures.put("proofBytes", proof.length);
    figures.put("provenBits", soundness.provenBits());
    figures.put("conjecturedBits", soundness.conjecturedBits());
    figures.put("peakMiB", memory.peakMebibytes());
    ObjectNode steps = figures.putObject("stepsMs");
    stepsMs.forEach((step, times) -> steps.put(step.label(), median(times)));
    return figures;
  }

  /** The bytes of all extended matrices, those of the quotient among them. */
  private long extendedBytes() {
    long cells = sizes.committedCells() + sizes.quotientCells();
    return (cells * Integer.BYTES) << profile.logBlowUp();
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
