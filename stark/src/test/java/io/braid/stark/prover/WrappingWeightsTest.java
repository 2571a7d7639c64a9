package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.PublicInteraction;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.Profiles;
import io.braid.stark.key.Heights;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.poly.Matrix;
import io.braid.stark.verifier.Verifier;
import io.braid.stark.verifier.VerifierWithoutHeights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Weights that add up to p look like none at all. So what is sent p times and received by nobody
 * would be balanced, were heights not rejected at which that can be.
 */
class WrappingWeightsTest {

  private static final Bus COINS = new Bus(1, "coins", 1);

  /** Two rows of it and one coin are p coins. */
  private static final int MANY = (KoalaBear.MODULUS - 1) / 2;

  /** Sends a coin many times, or once. */
  private static final class Mint implements Chip {

    @Override
    public String name() {
      return "mint";
    }

    @Override
    public int width() {
      return 3;
    }

    @Override
    public void constrain(ConstraintBuilder b) {
      b.send(COINS, MANY, b.local(0), b.local(2));
      b.send(COINS, b.local(1), b.local(2));
    }
  }

  private static final Circuit CIRCUIT =
      new Circuit(
          "mint",
          List.of(new Mint()),
          1,
          List.of(new PublicInteraction(COINS, -1, List.of(PublicInteraction.Term.value(0)))),
          3);

  private static Witness witness(int coin, int[] many, int[] once) {
    Matrix trace = new Matrix(many.length, 3);
    for (int row = 0; row < many.length; row++) {
      trace.set(row, 0, KoalaBear.of(many[row]));
      trace.set(row, 1, KoalaBear.of(once[row]));
      trace.set(row, 2, KoalaBear.of(coin));
    }
    return new Witness(List.of(trace), new int[] {KoalaBear.of(coin)});
  }

  @Test
  void heightsAtWhichWeightsCouldWrapAreRejected() {
    Seeds.run(
        "wrapping weights",
        seed -> {
          try (Workers workers = new Workers(1)) {
            Heights heights = Heights.upTo(4, CIRCUIT, Profiles.PLAIN);
            ProvingKey key = ProvingKey.of(CIRCUIT, Profiles.PLAIN, heights, workers);
            HostileProver prover = new HostileProver(key, workers);
            Lie none = new Lie() {};
            // One coin is sent and received, in as many rows as cannot wrap: one.
            Witness one = witness(7, new int[] {0}, new int[] {1});
            assertEquals(Optional.empty(), prover.verdict(one, none));
            // The same in two rows could be something else.
            Witness padded = witness(7, new int[] {0, 0}, new int[] {1, 0});
            assertEquals(Optional.of(Fault.BUS_WRAPS), prover.verdict(padded, none));
            // p + 1 coins are sent, and one is received.
            Witness hostile = witness(7, new int[] {1, 1}, new int[] {1, 1});
            assertEquals(Optional.of(Fault.BUS_WRAPS), prover.verdict(hostile, none));
            // No sum of fractions and no count modulo p sees a difference.
            assertEquals(List.of(), new RowChecker(CIRCUIT).check(hostile));
            byte[] proof = prover.prove(hostile, none);
            VerifyingKey verifying = key.verifyingKey();
            assertEquals(
                Optional.empty(),
                VerifierWithoutHeights.verify(verifying, hostile.publicValues(), proof));
            assertEquals(
                Optional.of(Fault.BUS_WRAPS),
                new Verifier(verifying).verify(hostile.publicValues(), proof));
            // All but one of them are seen.
            Witness less = witness(7, new int[] {1, 1}, new int[] {1, 0});
            assertEquals(
                Optional.of(Fault.BUS_SUM),
                VerifierWithoutHeights.verify(
                    verifying, less.publicValues(), prover.prove(less, none)));
          }
        });
  }
}
