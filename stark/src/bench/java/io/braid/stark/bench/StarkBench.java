package io.braid.stark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Runs the suite of the proof system: whole proofs, each in a process of its own, then kernels.
 *
 * <p>A process has a heap of a fixed size, so that no page is touched for the first time once it is
 * warm; and that is small, so that its peak is what a proof needs.
 */
public final class StarkBench {

  private static final List<String> PROFILE_FIGURES =
      List.of(
          "provenBits",
          "conjecturedBits",
          "proofBytes",
          "proveMs",
          "verifyMs",
          "columns",
          "peakMiB",
          "stepsMs");

  private static final double MEBIBYTE = 1 << 20;
  private static final int THREADS = 2;
  private static final int COMPARISONS = 3;

  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;
  private final ObjectNode figures = mapper.createObjectNode();

  private StarkBench(PrintStream out) {
    this.out = out;
  }

  /** Runs the suite; {@code --json} writes the figures to standard output as one JSON object. */
  public static void main(String[] arguments) throws Exception {
    boolean json = List.of(arguments).contains("--json");
    StarkBench bench = new StarkBench(json ? System.err : System.out);
    bench.run();
    System.out.println(bench.figures);
  }

  private void run() throws IOException, InterruptedException {
    permutations("poseidon2", 17, 400, 318);
    permutations("keccak", 15, 1300, 1100);
    profiles();
    ledgerSized();
    firstProof();
    speedUp();
    growth();
    figures.setAll(KernelFigures.measure(out));
    tampering();
  }

  /**
   * Proofs in a heap with some room, and once more in one that is just enough, where the collector
   * has to work: that peak is what a proof needs.
   */
  private void permutations(String circuit, int logHeight, int heap, int leastHeap)
      throws IOException, InterruptedException {
    JsonNode run = proofs(circuit, "reference", logHeight, THREADS, 12, 15, heap);
    JsonNode least = proofs(circuit, "reference", logHeight, THREADS, 2, 2, leastHeap);
    double seconds = run.get("proveMs").asDouble() / 1000;
    ObjectNode own = figures.putObject(circuit);
    own.put("permutationsPerSecond", run.get("permutations").asInt() / seconds);
    own.put("cellsPerSecond", run.get("mainCells").asLong() / seconds);
    own.put(
        "committedCells",
        run.get("committedCells").asDouble() / run.get("permutations").asDouble());
    own.set("proveOverKernels", run.get("proveOverKernels"));
    own.put("threads", THREADS);
    own.set("proofBytes", run.get("proofBytes"));
    own.set("verifyMs", run.get("verifyMs"));
    own.set("peakMiB", least.get("peakMiB"));
    own.put(
        "peakOverExtended",
        least.get("peakMiB").asDouble() * MEBIBYTE / run.get("extendedBytes").asDouble());
    own.set("stepsMs", run.get("stepsMs"));
    report(circuit + " at the reference's parameters", own);
  }

  private void profiles() throws IOException, InterruptedException {
    ObjectNode profiles = figures.putObject("profiles");
    for (String profile : List.of("l1", "inner")) {
      Path folder = newFolder();
      JsonNode run = proofs("calls", profile, 16, THREADS, 2, 3, 4000, folder.toString());
      ObjectNode own = profiles.putObject(profile);
      for (String key : PROFILE_FIGURES) {
        own.set(key, run.get(key));
      }
      report("2^16 permutations of Poseidon2, all looked up, profile " + profile, own);
      if (profile.equals("l1")) {
        JsonNode checked = ContractCheck.of(folder, mapper);
        figures.set("l1Gas", checked.get("gasUsed"));
        figures.set("l1CalldataBytes", checked.get("calldataBytes"));
        figures.set("l1GasByStep", checked.get("phases"));
        report("checked by the contract on Anvil", checked);
      }
    }
  }

  /** A folder for a key and a proof, below the module's build folder. */
  private static Path newFolder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("stark/target")), "proof");
  }

  private void ledgerSized() throws IOException, InterruptedException {
    Path folder = newFolder();
    JsonNode run = proofs("ledger-sized", "l1", 18, THREADS, 0, 1, 14000, folder.toString());
    ObjectNode own = figures.putObject("ledgerSized");
    for (String key : PROFILE_FIGURES) {
      own.set(key, run.get(key));
    }
    JsonNode checked = ContractCheck.of(folder, mapper);
    own.set("gas", checked.get("gasUsed"));
    own.set("calldataBytes", checked.get("calldataBytes"));
    report("tables of a ledger's size, profile l1, first proof", own);
  }

  /** From the start of a process to a verified proof. */
  private void firstProof() throws IOException, InterruptedException {
    long start = System.nanoTime();
    proofs("poseidon2", "reference", 6, THREADS, 1, 0, 200);
    figures.put("firstProofMs", (System.nanoTime() - start) / 1e6);
    report("64 permutations, from the start of Java to verified", figures.get("firstProofMs"));
  }

  /** Proofs by one thread and by two in turn: what else the machine does slows both. */
  private void speedUp() throws IOException, InterruptedException {
    JsonNode run = proofs("poseidon2", "reference", 17, THREADS, 8, 9, 400, "alone");
    figures.set("speedupTwoThreads", run.get("aloneOverProve"));
    report("two threads over one", figures.get("speedupTwoThreads"));
  }

  /**
   * How much longer a cell takes in a tall table than in a low one: the middle of some comparisons
   * in turn, since what else the machine does slows some of them.
   */
  private void growth() throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < COMPARISONS; i++) {
      JsonNode low = proofs("poseidon2", "reference", 14, THREADS, 40, 20, 400);
      JsonNode tall = proofs("poseidon2", "reference", 20, THREADS, 1, 1, 4000);
      double lowPerCell = low.get("proveMs").asDouble() / low.get("mainCells").asDouble();
      ratios.add(tall.get("proveMs").asDouble() / tall.get("mainCells").asDouble() / lowPerCell);
    }
    Collections.sort(ratios);
    figures.put("timePerCellGrowth", ratios.get(COMPARISONS / 2));
    report("time per cell, 2^20 rows over 2^14", figures.get("timePerCellGrowth"));
  }

  private void tampering() {
    TamperFigures tampered = new TamperFigures();
    tampered.changeColumns();
    figures.put("columnsConstrained", tampered.constrained());
    figures.put("columnsTotal", tampered.columns());
    tampered.changeProofs();
    figures.put("mutationsRejected", tampered.rejected());
    figures.put("mutationsTried", tampered.tried());
    for (String key :
        List.of("columnsConstrained", "columnsTotal", "mutationsRejected", "mutationsTried")) {
      line(key, figures.get(key), "");
    }
  }

  private JsonNode proofs(
      String circuit,
      String profile,
      int logHeight,
      int threads,
      int warmUps,
      int counted,
      int heapMebibytes,
      String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-XX:+UseSerialGC",
            "-Xmn16m",
            "-Xms" + heapMebibytes + "m",
            "-Xmx" + heapMebibytes + "m",
            "-cp",
            System.getProperty("java.class.path"),
            ProofRun.class.getName(),
            circuit,
            profile));
    for (int number : new int[] {logHeight, threads, warmUps, counted}) {
      command.add(Integer.toString(number));
    }
    command.addAll(Arrays.asList(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("a run failed: " + String.join(" ", command));
    }
    return mapper.readTree(printed);
  }

  private void report(String title, JsonNode values) {
    out.println();
    out.println(title);
    if (values.isObject()) {
      values.properties().forEach(entry -> line(entry.getKey(), entry.getValue(), "  "));
    } else {
      line("", values, "  ");
    }
  }

  private void line(String name, JsonNode value, String indent) {
    if (value.isObject()) {
      out.println(indent + name);
      value.properties().forEach(entry -> line(entry.getKey(), entry.getValue(), indent + "  "));
    } else {
      String number = String.format(Locale.ROOT, "%,.2f", value.asDouble());
      out.printf(Locale.ROOT, "%-32s %20s%n", indent + name, number);
    }
  }
}
