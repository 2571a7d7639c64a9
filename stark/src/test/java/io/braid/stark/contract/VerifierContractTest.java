package io.braid.stark.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.fixtures.Profiles;
import io.braid.stark.fixtures.ProofMutation;
import io.braid.stark.fixtures.ProofMutations;
import io.braid.stark.fixtures.ProofSubject;
import io.braid.stark.key.Heights;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.poly.Matrix;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import io.braid.stark.prover.Prover;
import io.braid.stark.prover.ProvingKey;
import io.braid.stark.verifier.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the contract says of any bytes what the verifier in Java does. */
class VerifierContractTest {

  private static final String ACCEPTED = "NONE";
  private static final int LOG_HEIGHT_MAX = 10;

  /** So few points that changed proofs are asked for the same ones again, and get to the end. */
  private static final Profile TINY =
      new Profile("tiny", HashKind.KECCAK, 20, true, 1, 1, 1, 0, 3, new Grinding(1, 1, 1, 1, 1));

  private static final Profile WITHOUT_WORK =
      new Profile(
          "no work", HashKind.KECCAK, 32, true, 2, 20, 2, 1, 4, new Grinding(0, 0, 0, 0, 0));

  /** Two do not hang on the proof alone, and the point is one of the domain once in 2^90 times. */
  private static final Set<Fault> NOT_OF_BYTES =
      EnumSet.of(Fault.PUBLIC_VALUES, Fault.BUS_WRAPS, Fault.POINT_IN_DOMAIN);

  /** Those that need a change that draws the same positions: one in some thousands. */
  private static final Set<Fault> DEEP =
      EnumSet.of(Fault.FOLDING_OF_COLUMNS, Fault.FOLDING, Fault.FINAL_POLYNOMIAL);

  /** Changes that are tried, and how many if what is wanted was not met. */
  private static final int CHANGES = 1_000;

  private static final int CHANGES_MAX = 1_000_000;

  private static final int SAMPLES = 3;

  @TempDir private Path folder;
  private int files;

  private record Case(String what, Path publicValues, Path proof, String fault) {}

  private Case given(VerifyingKey key, String what, int[] publicValues, byte[] proof)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(publicValues.length * Integer.BYTES);
    for (int value : publicValues) {
      bytes.putInt(KoalaBear.isElement(value) ? KoalaBear.toCanonical(value) : value);
    }
    String fault = new Verifier(key).verify(publicValues, proof).map(Fault::name).orElse(ACCEPTED);
    return new Case(what, file(bytes.array()), file(proof), fault);
  }

  private Path file(byte[] bytes) throws IOException {
    files++;
    return Files.write(folder.resolve(files + ".bin"), bytes);
  }

  /** Has the contract say what it thinks of proofs. */
  private void compare(VerifyingKey key, List<Case> cases) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("scripts/check.mjs", "--no-phases"));
    arguments.addAll(List.of("--key", file(key.bytes()).toString()));
    for (Case one : cases) {
      arguments.addAll(List.of("--public", one.publicValues().toString()));
      arguments.addAll(List.of("--proof", one.proof().toString()));
    }
    List<String> lines = ContractProgram.run(arguments.toArray(String[]::new));
    assertEquals(cases.size(), lines.size(), () -> String.join("\n", lines));
    for (int i = 0; i < lines.size(); i++) {
      JsonNode verdict = new ObjectMapper().readTree(lines.get(i));
      Case one = cases.get(i);
      assertEquals(one.fault(), verdict.get("fault").asText(), one.what() + ": " + lines.get(i));
      assertEquals(one.fault().equals(ACCEPTED), verdict.get("accepted").asBoolean(), one.what());
    }
  }

  private static Witness fibonacci(int logHeight) {
    Matrix trace = FibonacciChip.trace(1 << logHeight, KoalaBear.of(3), KoalaBear.of(5));
    return new Witness(List.of(trace), FibonacciChip.publicValues(trace));
  }

  private static Circuit fibonacciCircuit(Profile profile) {
    return new Circuit(
        "fibonacci", List.of(new FibonacciChip()), 3, List.of(), profile.degreeMax());
  }

  @Test
  void oneTableOfAnyHeightIsAccepted() throws Exception {
    Circuit circuit = fibonacciCircuit(Profiles.L1);
    try (Workers workers = new Workers(1)) {
      Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, Profiles.L1);
      ProvingKey key = ProvingKey.of(circuit, Profiles.L1, heights, workers);
      List<Case> cases = new ArrayList<>();
      for (int log = 0; log <= LOG_HEIGHT_MAX; log++) {
        Witness witness = fibonacci(log);
        byte[] proof = new Prover(key, workers).prove(witness);
        cases.add(given(key.verifyingKey(), "2^" + log + " rows", witness.publicValues(), proof));
      }
      cases.forEach(one -> assertEquals(ACCEPTED, one.fault(), one.what()));
      compare(key.verifyingKey(), cases);
    }
  }

  @Test
  void tablesAndBusesOfAnyHeightAreAccepted() throws Exception {
    for (Profile profile : List.of(Profiles.L1, WITHOUT_WORK)) {
      Circuit circuit = LookupChips.circuit(profile.degreeMax());
      try (Workers workers = new Workers(1)) {
        Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, profile);
        ProvingKey key = ProvingKey.of(circuit, profile, heights, workers);
        List<Case> cases = new ArrayList<>();
        for (int log = 0; log <= LOG_HEIGHT_MAX; log += 2) {
          Witness witness = LookupChips.witness(new Random(log), 1 << log);
          byte[] proof = new Prover(key, workers).prove(witness);
          cases.add(given(key.verifyingKey(), "2^" + log + " rows", witness.publicValues(), proof));
        }
        cases.forEach(one -> assertEquals(ACCEPTED, one.fault(), one.what()));
        compare(key.verifyingKey(), cases);
      }
    }
  }

  /** Proofs by fault, none of them more often than {@link #SAMPLES} times. */
  private static final class Collected {
    private final Verifier verifier;
    private final int[] publicValues;
    private final Map<Fault, List<byte[]>> byFault = new EnumMap<>(Fault.class);
    private final List<byte[]> accepted = new ArrayList<>();

    Collected(Verifier verifier, int[] publicValues) {
      this.verifier = verifier;
      this.publicValues = publicValues;
    }

    void add(byte[] proof) {
      List<byte[]> same =
          verifier
              .verify(publicValues, proof)
              .map(fault -> byFault.computeIfAbsent(fault, f -> new ArrayList<>()))
              .orElse(accepted);
      if (same.size() < SAMPLES) {
        same.add(proof);
      }
    }

    boolean have(Set<Fault> wanted) {
      return byFault.keySet().containsAll(wanted);
    }

    List<byte[]> all() {
      List<byte[]> all = new ArrayList<>(accepted);
      byFault.values().forEach(all::addAll);
      return all;
    }
  }

  /** Faults that bytes of a proof can be changed to have. */
  private Set<Fault> changed(
      Profile profile, Circuit circuit, Witness witness, Set<Fault> wanted, Random random)
      throws Exception {
    try (Workers workers = new Workers(1)) {
      Heights heights = Heights.upTo(8, circuit, profile);
      ProvingKey key = ProvingKey.of(circuit, profile, heights, workers);
      byte[] proof = new Prover(key, workers).prove(witness);
      Collected collected = new Collected(new Verifier(key.verifyingKey()), witness.publicValues());
      for (int length = 0; length < proof.length; length += 1 + random.nextInt(16)) {
        collected.add(Arrays.copyOf(proof, length));
      }
      collected.add(Arrays.copyOf(proof, proof.length + 1));
      for (int i = 0; i < CHANGES_MAX && (i < CHANGES || !collected.have(wanted)); i++) {
        byte[] bytes = proof.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        collected.add(bytes);
      }
      List<Case> cases = new ArrayList<>();
      for (byte[] bytes : collected.all()) {
        cases.add(given(key.verifyingKey(), "changed", witness.publicValues(), bytes));
      }
      compare(key.verifyingKey(), cases);
      return collected.byFault.keySet();
    }
  }

  @Test
  void changedProofsAreRejectedForTheSameReason() throws Exception {
    Random random = new Random(1);
    Set<Fault> others = EnumSet.complementOf(EnumSet.copyOf(NOT_OF_BYTES));
    others.removeAll(DEEP);
    Set<Fault> met = EnumSet.noneOf(Fault.class);
    met.addAll(changed(TINY, fibonacciCircuit(TINY), fibonacci(2), DEEP, random));
    Circuit lookups = LookupChips.circuit(TINY.degreeMax());
    met.addAll(changed(TINY, lookups, LookupChips.witness(random, 2), others, random));
    assertEquals(EnumSet.complementOf(EnumSet.copyOf(NOT_OF_BYTES)), met);
  }

  @Test
  void changedProofsWithManyQueriesAreRejectedForTheSameReason() throws Exception {
    Random random = new Random(2);
    Circuit circuit = LookupChips.circuit(WITHOUT_WORK.degreeMax());
    Witness witness = LookupChips.witness(random, 1 << 5);
    Set<Fault> met = changed(WITHOUT_WORK, circuit, witness, Set.of(), random);
    assertTrue(met.contains(Fault.OPENING_FOLDING), met::toString);
  }

  /** The same mutations that {@code TamperedProofTest} makes, some of each kind. */
  @Test
  void everyKindOfMutationIsRejectedForTheSameReason() throws Exception {
    Random random = new Random(3);
    try (Workers workers = new Workers(1)) {
      for (Profile profile : List.of(Profiles.PRUNED, Profiles.L1)) {
        ProofSubject subject = ProofSubject.lookups(profile, 1 << 5, random, workers);
        List<Case> cases = new ArrayList<>();
        for (ProofMutation mutation : ProofMutations.sample(subject, 1, random, workers)) {
          cases.add(
              given(subject.key(), mutation.kind(), mutation.publicValues(), mutation.proof()));
        }
        cases.forEach(one -> assertNotEquals(ACCEPTED, one.fault(), one.what()));
        compare(subject.key(), cases);
      }
    }
  }

  @Test
  void otherPublicValuesAreRejectedForTheSameReason() throws Exception {
    Circuit circuit = fibonacciCircuit(Profiles.L1);
    try (Workers workers = new Workers(1)) {
      Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, Profiles.L1);
      ProvingKey key = ProvingKey.of(circuit, Profiles.L1, heights, workers);
      Witness witness = fibonacci(5);
      byte[] proof = new Prover(key, workers).prove(witness);
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int[] others = witness.publicValues().clone();
        others[i] = KoalaBear.add(others[i], KoalaBear.ONE);
        cases.add(given(key.verifyingKey(), "another value", others, proof));
        others = witness.publicValues().clone();
        others[i] = KoalaBear.MODULUS + i;
        cases.add(given(key.verifyingKey(), "no element", others, proof));
        assertEquals(Fault.PUBLIC_VALUES.name(), cases.getLast().fault());
      }
      for (int count : new int[] {0, 2, 4}) {
        int[] others = Arrays.copyOf(witness.publicValues(), count);
        cases.add(given(key.verifyingKey(), count + " values", others, proof));
        assertEquals(Fault.PUBLIC_VALUES.name(), cases.getLast().fault());
      }
      compare(key.verifyingKey(), cases);
    }
  }

  /** Sends and receives what stands in its rows 2^29 times. */
  private static final class HeavyChip implements Chip {

    private static final Bus BUS = new Bus(1, "heavy", 1);
    private static final int TIMES = 1 << 29;

    @Override
    public String name() {
      return "heavy";
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public void constrain(ConstraintBuilder b) {
      b.send(BUS, TIMES, b.local(0), b.local(1));
      b.receive(BUS, TIMES, b.local(0), b.local(1));
    }
  }

  @Test
  void heightsAtWhichWeightsCouldWrapAreRejected() throws Exception {
    Circuit circuit = new Circuit("heavy", List.of(new HeavyChip()), 0, List.of(), 3);
    try (Workers workers = new Workers(1)) {
      Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, Profiles.L1);
      ProvingKey key = ProvingKey.of(circuit, Profiles.L1, heights, workers);
      List<Case> cases = new ArrayList<>();
      for (byte log = 0; log <= LOG_HEIGHT_MAX + 1; log++) {
        byte[] proof = {'B', 'S', 'P', 1, log};
        cases.add(given(key.verifyingKey(), "2^" + log + " rows", new int[0], proof));
      }
      assertEquals(Fault.TRUNCATED.name(), cases.getFirst().fault());
      assertEquals(Fault.BUS_WRAPS.name(), cases.get(LOG_HEIGHT_MAX).fault());
      compare(key.verifyingKey(), cases);
    }
  }

  private void refused(byte[] key, String expected) throws Exception {
    String keyFile = file(key).toString();
    String empty = file(new byte[0]).toString();
    ContractProgram.Outcome outcome =
        ContractProgram.outcome(
            "scripts/check.mjs", "--key", keyFile, "--public", empty, "--proof", empty);
    assertEquals(1, outcome.code());
    assertTrue(outcome.errors().strip().endsWith(expected), outcome::errors);
  }

  @Test
  void keysThatTheEngineCannotRelyOnAreRefused() throws Exception {
    Profile plain =
        new Profile(
            "plain", HashKind.KECCAK, 26, false, 4, 5, 3, 3, 3, new Grinding(1, 2, 3, 2, 4));
    refused(key(Profiles.INNER).bytes(), "UnusableKey: hash");
    refused(key(plain).bytes(), "UnusableKey: plain openings");
    byte[] key = key(Profiles.L1).bytes();
    refused(Arrays.copyOf(key, key.length - 1), "UnusableKey: length");
    refused(Arrays.copyOf(key, key.length + 1), "UnusableKey: length");
  }

  private static VerifyingKey key(Profile profile) {
    Circuit circuit = fibonacciCircuit(profile);
    try (Workers workers = new Workers(1)) {
      Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, profile);
      return ProvingKey.of(circuit, profile, heights, workers).verifyingKey();
    }
  }
}
