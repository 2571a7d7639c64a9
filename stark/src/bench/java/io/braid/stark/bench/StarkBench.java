package io.braid.stark.bench;

import io.braid.stark.air.*;
import io.braid.stark.chip.*;
import io.braid.stark.commit.*;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.*;
import io.braid.stark.poly.*;
import io.braid.stark.profile.*;
import io.braid.stark.prover.*;
import io.braid.stark.verifier.*;
import java.util.*;

public final class StarkBench {
  static long now() {
    return Boolean.getBoolean("cpu")
        ? java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  public static void main(String[] args) {
    Profile reference =
        new Profile(
            "reference", HashKind.KECCAK, 32, true, 1, 100, 3, 5, 3, new Grinding(0, 0, 0, 0, 16));
    int log = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    int runs = Integer.parseInt(args[2]);
    Random random = new Random(1);
    try (Workers workers = new Workers(threads)) {
      Poseidon2Chip chip = Poseidon2Chip.alone();
      Circuit circuit = new Circuit("poseidon2", List.of(chip), 0, List.of(), 3);
      ProvingKey key =
          ProvingKey.of(circuit, reference, Heights.upTo(log, circuit, reference), workers);
      int[] inputs = random.ints(16 << log, 0, KoalaBear.MODULUS).toArray();
      Matrix trace = chip.trace(1 << log, inputs, new int[0], workers);
      for (int run = 0; run < runs; run++) {
        long start = now();
        EnumMap<ProverStep, Long> at = new EnumMap<>(ProverStep.class);
        byte[] proof =
            new Prover(key, workers)
                .prove(new Witness(List.of(trace), new int[0]), step -> at.put(step, now()));
        long end = now();
        StringBuilder line = new StringBuilder();
        List<ProverStep> steps = new ArrayList<>(at.keySet());
        for (int i = 0; i < steps.size(); i++) {
          long to = i + 1 < steps.size() ? at.get(steps.get(i + 1)) : end;
          line.append(
              String.format(
                  "%s %d  ", steps.get(i).label(), (to - at.get(steps.get(i))) / 1000000));
        }
        long v = now();
        boolean ok = new Verifier(key.verifyingKey()).verify(new int[0], proof).isEmpty();
        long verified = now() - v;
        long k = now();
        Matrix lde = new Ntt(workers).extend(trace, 1);
        long k2 = now();
        new MerkleTree(List.of(lde), MerkleHashes.of(reference), workers);
        long k3 = now();
        System.out.printf(
            "total %d ms, %s | lde %d merkle %d | ratio %.2f | proof %d verify %d %s | %.1f Mcells/s%n",
            (end - start) / 1000000,
            line,
            (k2 - k) / 1000000,
            (k3 - k2) / 1000000,
            (end - start) / (double) (k3 - k),
            proof.length,
            verified / 1000000,
            ok,
            164.0 * (1 << log) / ((end - start) / 1e3));
      }
    }
  }
}
