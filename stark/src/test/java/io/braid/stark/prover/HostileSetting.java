package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.key.Heights;
import io.braid.stark.poly.Matrix;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A hostile prover with a circuit, a profile and an honest witness. */
record HostileSetting(
    Circuit circuit, Profile profile, Witness witness, Random random, Workers workers) {

  /** So many queries that a lie in half of the domain is met. */
  private static final int QUERIES = 30;

  private static final int LOG_HEIGHT = 6;

  private static final List<Profile> PROFILES =
      List.of(
          new Profile(
              "hostile pruned",
              HashKind.KECCAK,
              32,
              true,
              2,
              QUERIES,
              1,
              1,
              3,
              new Grinding(0, 0, 0, 0, 0)),
          new Profile(
              "hostile plain",
              HashKind.POSEIDON2,
              32,
              false,
              2,
              QUERIES,
              2,
              0,
              3,
              new Grinding(2, 3, 1, 2, 3)));

  /** What is done with a setting. */
  @FunctionalInterface
  interface Test {
    void run(HostileSetting setting);
  }

  /** A number from 0 to 2, and a column of which nothing is demanded. */
  private static final class FreeColumnChip implements Chip {

    @Override
    public String name() {
      return "free column";
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public void constrain(ConstraintBuilder b) {
      Expression digit = b.local(0);
      b.everywhere("digit", digit.times(digit.minus(1)).times(digit.minus(2)));
    }
  }

  /** With tables, buses and fixed columns. */
  static void lookups(String name, Test test) {
    run(name, LookupChips.circuit(3), random -> LookupChips.witness(random, 1 << LOG_HEIGHT), test);
  }

  /** With one table, all rows of which hang together. */
  static void fibonacci(String name, Test test) {
    Circuit circuit = new Circuit(name, List.of(new FibonacciChip()), 3, List.of(), 3);
    run(
        name,
        circuit,
        random -> {
          int first = random.nextInt(KoalaBear.MODULUS);
          Matrix trace = FibonacciChip.trace(1 << LOG_HEIGHT, first, KoalaBear.ONE);
          return new Witness(List.of(trace), FibonacciChip.publicValues(trace));
        },
        test);
  }

  /** With numbers from 0 to 2, and a column of which nothing is demanded. */
  static void freeColumn(String name, Test test) {
    Circuit circuit = new Circuit(name, List.of(new FreeColumnChip()), 0, List.of(), 3);
    run(
        name,
        circuit,
        random -> {
          Matrix trace = new Matrix(1 << LOG_HEIGHT, 2);
          for (int row = 0; row < trace.height(); row++) {
            trace.set(row, 0, KoalaBear.of(random.nextInt(3)));
            trace.set(row, 1, random.nextInt(KoalaBear.MODULUS));
          }
          return new Witness(List.of(trace), new int[0]);
        },
        test);
  }

  /** Makes a witness. */
  @FunctionalInterface
  private interface Witnesses {
    Witness of(Random random);
  }

  private static void run(String name, Circuit circuit, Witnesses witnesses, Test test) {
    for (Profile profile : PROFILES) {
      Seeds.run(
          name,
          seed -> {
            Random random = new Random(seed);
            try (Workers workers = new Workers(1)) {
              Witness witness = witnesses.of(random);
              HostileSetting setting =
                  new HostileSetting(circuit, profile, witness, random, workers);
              assertEquals(Optional.empty(), setting.verdict(witness, new Lie() {}));
              test.run(setting);
            }
          });
    }
  }

  /** The key of a circuit. */
  ProvingKey key(Circuit of) {
    return ProvingKey.of(of, profile, Heights.upTo(LOG_HEIGHT, of, profile), workers);
  }

  /** What the verifier says. */
  Optional<Fault> verdict(Witness of, Lie lie) {
    return new HostileProver(key(circuit), workers).verdict(of, lie);
  }

  /** That the honest witness is rejected with a lie. */
  void rejected(Fault fault, Lie lie) {
    assertEquals(Optional.of(fault), verdict(witness, lie), profile.name());
  }

  /** An element. */
  int element() {
    return 1 + random.nextInt(KoalaBear.MODULUS - 1);
  }
}
