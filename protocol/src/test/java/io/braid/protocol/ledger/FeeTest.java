package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.Source;
import io.braid.protocol.transaction.Refusal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nonce and fee, the first step of every transaction's program, run without a machine around. */
class FeeTest {

  private static final BigInteger SENDER = Addresses.user(1, 0);
  private static final BigInteger VAULT = Addresses.feeAccount(0);
  private static final long NONCE = 5;
  private static final long BASE = 100;
  private static final BigInteger CAP = BigInteger.valueOf(150);
  private static final BigInteger TIP = BigInteger.valueOf(20);

  static Stream<Program> programs() {
    return ProgramRig.PROGRAMS.programs().stream()
        .filter(program -> program.source() == Source.TRANSACTION);
  }

  /** A sender whose balance is the fee at price 120, and a transaction of amount 0. */
  private static ProgramRig rig(Program program) {
    BigInteger fee = BigInteger.valueOf(program.gas() * 120L);
    return new ProgramRig()
        .set(Field.SENDER, SENDER)
        .set(Field.FEE_ACCOUNT, VAULT)
        .set(Field.BASE_FEE, BASE)
        .set(Field.MAX_FEE, CAP)
        .set(Field.MAX_PRIORITY_FEE, TIP)
        .set(Field.GAS_LIMIT, program.gas())
        .set(Field.NONCE, NONCE)
        .put(holding(SENDER), Cells.join(BigInteger.valueOf(NONCE), fee));
  }

  private static BigInteger holding(BigInteger owner) {
    return Cells.key(CellKind.HOLDING, 0, owner, ZERO);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void enoughOfEverythingRuns(Program program) {
    ProgramRig rig = rig(program).run(program);
    assertEquals(0, rig.refusal());
    assertEquals(
        Cells.join(BigInteger.valueOf(NONCE + 1), ZERO),
        rig.get(CellKind.HOLDING, 0, SENDER, ZERO));
    assertEquals(
        BigInteger.valueOf(program.gas() * 120L), rig.get(CellKind.HOLDING, 0, VAULT, ZERO));
  }

  /** A way to fail the first step, one below what is enough. */
  enum Fault {
    GAS(Refusal.OPERATION_GAS_TOO_LOW),
    FEE_CAP(Refusal.FEE_CAP_BELOW_BASE_FEE),
    FEE_OVERFLOW(Refusal.INSUFFICIENT_FUNDS_FOR_FEE),
    FUNDS(Refusal.INSUFFICIENT_FUNDS_FOR_FEE),
    NONCE_BELOW(Refusal.NONCE_MISMATCH),
    NONCE_ABOVE(Refusal.NONCE_MISMATCH);

    final Refusal refusal;

    Fault(Refusal refusal) {
      this.refusal = refusal;
    }

    void apply(ProgramRig rig, Program program) {
      switch (this) {
        case GAS -> rig.set(Field.GAS_LIMIT, program.gas() - 1L);
        case FEE_CAP -> rig.set(Field.MAX_FEE, BASE - 1);
        case FEE_OVERFLOW ->
            // The least price whose fee passes 2^256.
            rig.set(Field.MAX_FEE, Words.MAX)
                .set(
                    Field.MAX_PRIORITY_FEE,
                    Words.MAX
                        .divide(BigInteger.valueOf(program.gas()))
                        .add(ONE)
                        .subtract(BigInteger.valueOf(BASE)));
        case NONCE_BELOW -> rig.set(Field.NONCE, NONCE - 1);
        case NONCE_ABOVE -> rig.set(Field.NONCE, NONCE + 1);
        case FUNDS ->
            rig.put(
                holding(SENDER),
                Cells.join(
                    BigInteger.valueOf(NONCE), BigInteger.valueOf(program.gas() * 120L - 1)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void oneBelowIsRefused(Program program) {
    for (Fault fault : Fault.values()) {
      assertRefused(program, fault.refusal, List.of(fault));
    }
  }

  /** The order of the page on operations: gas, cap, overflow, balance, nonce. */
  @ParameterizedTest
  @MethodSource("programs")
  void ofTwoTheFirstCheckCounts(Program program) {
    for (Fault first : Fault.values()) {
      for (Fault second : Fault.values()) {
        if (first.compareTo(second) < 0 && !areExclusive(first, second)) {
          assertRefused(program, first.refusal, List.of(second, first));
        }
      }
    }
  }

  /** A nonce is not on both sides; a fee cannot pass 2^256 under a cap below the base fee. */
  private static boolean areExclusive(Fault first, Fault second) {
    return (first == Fault.NONCE_BELOW && second == Fault.NONCE_ABOVE)
        || (first == Fault.FEE_CAP && second == Fault.FEE_OVERFLOW);
  }

  private static void assertRefused(Program program, Refusal refusal, List<Fault> faults) {
    ProgramRig rig = rig(program);
    faults.forEach(fault -> fault.apply(rig, program));
    rig.run(program);
    assertEquals(refusal, Refusal.of(rig.refusal()), () -> program + ": " + faults);
    assertEquals(List.of(), rig.changes(), () -> program + ": " + faults);
  }

  /** One below the price whose fee passes 2^256 no balance suffices either: it is the balance. */
  @ParameterizedTest
  @MethodSource("programs")
  void largestFeeIsMissingFromEveryBalance(Program program) {
    BigInteger price = Words.MAX.divide(BigInteger.valueOf(program.gas()));
    ProgramRig rig =
        rig(program)
            .set(Field.MAX_FEE, Words.MAX)
            .set(Field.MAX_PRIORITY_FEE, price.subtract(BigInteger.valueOf(BASE)))
            .put(
                holding(SENDER), Cells.join(BigInteger.valueOf(NONCE), Cells.TWO_128.subtract(ONE)))
            .run(program);
    assertEquals(Refusal.INSUFFICIENT_FUNDS_FOR_FEE, Refusal.of(rig.refusal()));
  }

  @ParameterizedTest(name = "base {0}, cap {1}, tip {2}: price {3}")
  @CsvSource({
    "100, 100, 0, 100",
    "100, 100, 100, 100",
    "100, 101, 0, 100",
    "100, 101, 1, 101",
    "100, 101, 101, 101",
    "100, 150, 49, 149",
    "100, 150, 50, 150",
    "100, 150, 51, 150",
    "100, 150, 150, 150",
    "0, 0, 0, 0",
    "0, 150, 20, 20",
    "0, 150, 150, 150",
    "18446744073709551615, 18446744073709551615, 7, 18446744073709551615",
    "18446744073709551615, 18446744073709551620, 7, 18446744073709551620",
  })
  void priceIsBaseAndTipUnderTheCap(
      BigInteger base, BigInteger cap, BigInteger tip, BigInteger price) {
    Program program = ProgramRig.program(Operation.APPROVE, 0);
    BigInteger rich = ONE.shiftLeft(100);
    ProgramRig rig =
        rig(program)
            .set(Field.BASE_FEE, base)
            .set(Field.MAX_FEE, cap)
            .set(Field.MAX_PRIORITY_FEE, tip)
            .put(holding(SENDER), Cells.join(BigInteger.valueOf(NONCE), rich))
            .run(program);
    assertEquals(0, rig.refusal());
    assertEquals(
        price.multiply(BigInteger.valueOf(program.gas())),
        rig.get(CellKind.HOLDING, 0, VAULT, ZERO));
    long[] fees = new long[2 * Word256.LONGS];
    Words.put(cap, fees, 0);
    Words.put(tip, fees, Word256.LONGS);
    long[] out = new long[Word256.LONGS];
    GasPrice.of(base.longValue(), fees, 0, Word256.LONGS, out, 0);
    assertEquals(price, Words.get(out, 0), "the price of the receipt");
  }

  /** The price of a receipt is right for fees that no program would charge. */
  @ParameterizedTest(name = "cap 2^{0} - 1, tip 2^{1} - 1")
  @CsvSource({"256, 256", "256, 255", "255, 256", "64, 64", "128, 256"})
  void priceOfHugeFees(int capBits, int tipBits) {
    BigInteger cap = ONE.shiftLeft(capBits).subtract(ONE);
    BigInteger tip = ONE.shiftLeft(tipBits).subtract(ONE);
    long[] fees = new long[2 * Word256.LONGS];
    Words.put(cap, fees, 0);
    Words.put(tip, fees, Word256.LONGS);
    long[] out = new long[Word256.LONGS];
    GasPrice.of(BASE, fees, 0, Word256.LONGS, out, 0);
    assertEquals(cap.min(tip.add(BigInteger.valueOf(BASE))), Words.get(out, 0));
  }
}
