package io.braid.stark.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.air.Witness;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.key.Heights;
import io.braid.stark.poly.Matrix;
import io.braid.stark.profile.Profiles;
import io.braid.stark.prover.Prover;
import io.braid.stark.prover.ProvingKey;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to have proofs of the standard profile checked, printed as docs/l1-verifier.md has
 * it.
 */
@Tag("long")
class VerifierGasTest {

  private static final int LOG_HEIGHT = 14;

  @TempDir private Path folder;

  private void measure(Circuit circuit, Witness witness) throws Exception {
    try (Workers workers = new Workers(2)) {
      Heights heights = Heights.upTo(20, circuit, Profiles.L1);
      ProvingKey key = ProvingKey.of(circuit, Profiles.L1, heights, workers);
      byte[] proof = new Prover(key, workers).prove(witness);
      int[] values = witness.publicValues();
      ByteBuffer publicValues = ByteBuffer.allocate(values.length * Integer.BYTES);
      for (int value : values) {
        publicValues.putInt(KoalaBear.toCanonical(value));
      }
      Path keyFile = Files.write(folder.resolve("key.bin"), key.verifyingKey().bytes());
      Path publicFile = Files.write(folder.resolve("public.bin"), publicValues.array());
      Path proofFile = Files.write(folder.resolve(circuit.name()), proof);
      List<String> lines =
          ContractProgram.run(
              "scripts/check.mjs",
              "--deployment",
              "--key",
              keyFile.toString(),
              "--public",
              publicFile.toString(),
              "--proof",
              proofFile.toString());
      System.out.println(circuit.name() + ", 2^" + LOG_HEIGHT + " rows");
      lines.forEach(System.out::println);
      JsonNode verdict = new ObjectMapper().readTree(lines.getLast());
      assertEquals("NONE", verdict.get("fault").asText());
    }
  }

  @Test
  void permutations() throws Exception {
    Poseidon2Chip chip = Poseidon2Chip.alone();
    Circuit circuit = new Circuit("poseidon2", List.of(chip), 0, List.of(), 3);
    Random random = new Random(1);
    int[] inputs =
        random.ints((long) Poseidon2Chip.ELEMENTS << LOG_HEIGHT, 0, KoalaBear.MODULUS).toArray();
    try (Workers workers = new Workers(2)) {
      Matrix trace = chip.trace(1 << LOG_HEIGHT, inputs, new int[0], workers);
      Witness witness = new Witness(List.of(trace), new int[0]);
      measure(circuit, witness);
    }
  }

  /** As many columns as a rollup's circuit would have, each with a constraint. */
  private static final class WideChip implements Chip {

    private static final int WIDTH = 600;

    @Override
    public String name() {
      return "wide";
    }

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public void constrain(ConstraintBuilder b) {
      for (int i = 2; i < WIDTH; i++) {
        // a = b c^2 + b
        Expression product = b.local(i - 1).times(b.local(i - 2)).times(b.local(i - 2));
        b.everywhere("column " + i, b.local(i).minus(product.plus(b.local(i - 1))));
      }
      b.first("column 0", b.local(0).minus(1));
    }

    static Matrix trace(Random random) {
      Matrix trace = new Matrix(1 << LOG_HEIGHT, WIDTH);
      for (int row = 0; row < trace.height(); row++) {
        trace.set(row, 0, row == 0 ? KoalaBear.ONE : random.nextInt(KoalaBear.MODULUS));
        trace.set(row, 1, random.nextInt(KoalaBear.MODULUS));
        for (int i = 2; i < WIDTH; i++) {
          int c = trace.get(row, i - 2);
          int factor = KoalaBear.add(KoalaBear.square(c), KoalaBear.ONE);
          trace.set(row, i, KoalaBear.multiply(trace.get(row, i - 1), factor));
        }
      }
      return trace;
    }
  }

  @Test
  void manyColumns() throws Exception {
    Matrix trace = WideChip.trace(new Random(1));
    Circuit circuit = new Circuit("wide", List.of(new WideChip()), 0, List.of(), 3);
    measure(circuit, new Witness(List.of(trace), new int[0]));
  }

  @Test
  void lookups() throws Exception {
    measure(LookupChips.circuit(3), LookupChips.witness(new Random(1), 1 << LOG_HEIGHT));
  }
}
