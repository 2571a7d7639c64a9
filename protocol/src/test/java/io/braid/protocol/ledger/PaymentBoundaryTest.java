package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Field;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Amounts around what somebody holds or may move, and those that no holding can be. */
class PaymentBoundaryTest {

  private static final BigInteger SENDER = Addresses.user(1, 0);
  private static final BigInteger OWNER = Addresses.user(2, 0);
  private static final BigInteger RECEIVER = Addresses.user(3, 0);
  private static final BigInteger VAULT = Addresses.feeAccount(0);
  private static final BigInteger TOKEN = Addresses.asset(1);
  private static final BigInteger BALANCE_MAX = Cells.TWO_128.subtract(ONE);
  private static final BigInteger NONCE_MAX = ONE.shiftLeft(64).subtract(ONE);

  /** What moves money out of a holding. */
  enum Way {
    ETH_TRANSFER,
    TRANSFER,
    TRANSFER_OF_ETH,
    WITHDRAW,
    WITHDRAW_ETH,
    PULL
  }

  static Stream<BigInteger> balances() {
    return Stream.of(ZERO, ONE, BigInteger.TEN.pow(18), BALANCE_MAX);
  }

  /**
   * Amounts from 2^128 on, up to the one whose difference to a balance is smallest modulo 2^256.
   */
  private static List<BigInteger> tooMuch(BigInteger balance) {
    return List.of(
        balance.add(ONE),
        Cells.TWO_128,
        Cells.TWO_128.add(balance),
        ONE.shiftLeft(255),
        Words.MAX.subtract(balance),
        Words.MAX);
  }

  @ParameterizedTest
  @EnumSource
  void allOfABalanceAndOneMore(Way way) {
    balances()
        .forEach(balance -> {
          ProgramRig all = run(way, balance, balance);
          assertEquals(null, all.failure());
          assertEquals(ZERO, balanceAfter(all, way));
          for (BigInteger amount : tooMuch(balance)) {
            ProgramRig more = run(way, balance, amount);
            assertEquals(Failure.INSUFFICIENT_BALANCE, more.failure(), amount::toString);
            assertEquals(balance, balanceAfter(more, way), amount::toString);
            assertEquals(ZERO, more.get(CellKind.HOLDING, 0, RECEIVER, asset(way)));
            assertEquals(List.of(), more.withdrawals());
            assertEquals(0, more.logCount());
          }
        });
  }

  private static BigInteger asset(Way way) {
    return switch (way) {
      case ETH_TRANSFER, TRANSFER_OF_ETH, WITHDRAW_ETH -> ZERO;
      case TRANSFER, WITHDRAW, PULL -> TOKEN;
    };
  }

  private static BigInteger payer(Way way) {
    return way == Way.PULL ? OWNER : SENDER;
  }

  private static BigInteger balanceAfter(ProgramRig rig, Way way) {
    return rig.get(CellKind.HOLDING, 0, payer(way), asset(way)).mod(Cells.TWO_128);
  }

  /** Moves an amount out of a balance; fees are 0. */
  private static ProgramRig run(Way way, BigInteger balance, BigInteger amount) {
    ProgramRig rig =
        new ProgramRig()
            .set(Field.SENDER, SENDER)
            .set(Field.FEE_ACCOUNT, VAULT)
            .set(Field.GAS_LIMIT, 100_000)
            .put(CellKind.HOLDING, 0, payer(way), asset(way), balance);
    switch (way) {
      case ETH_TRANSFER -> rig.set(Field.ARGUMENT_0, RECEIVER).set(Field.VALUE, amount);
      case PULL ->
          rig.set(Field.OWNER, OWNER)
              .set(Field.WORD_0, TOKEN)
              .set(Field.WORD_1, amount)
              .set(Field.WORD_2, RECEIVER)
              .put(Allowances.key(OWNER, SENDER, TOKEN), Words.MAX);
      default ->
          rig.set(Field.ARGUMENT_0, asset(way))
              .set(Field.ARGUMENT_1, RECEIVER)
              .set(Field.ARGUMENT_2, amount);
    }
    return rig.run(
        switch (way) {
          case ETH_TRANSFER -> ProgramRig.program(Operation.ETH_TRANSFER, 0);
          case TRANSFER, TRANSFER_OF_ETH -> ProgramRig.program(Operation.TRANSFER, 0);
          case WITHDRAW, WITHDRAW_ETH -> ProgramRig.program(Operation.WITHDRAW, 0);
          case PULL -> ProgramRig.program(MessageKind.PULL);
        });
  }

  /** A withdrawal of nothing succeeds, and L1 hears nothing of it. */
  @Test
  void withdrawalOfNothing() {
    assertEquals(List.of(), run(Way.WITHDRAW, ONE, ZERO).withdrawals());
    assertEquals(List.of(RECEIVER, TOKEN, ONE), run(Way.WITHDRAW, ONE, ONE).withdrawals());
  }

  static Stream<BigInteger> allowances() {
    return Stream.of(ZERO, ONE, BigInteger.TEN, BALANCE_MAX, Words.MAX.subtract(ONE));
  }

  @ParameterizedTest
  @MethodSource("allowances")
  void allOfAnAllowanceAndOneMore(BigInteger allowance) {
    ProgramRig more = pull(allowance, allowance.add(ONE));
    assertEquals(Failure.INSUFFICIENT_ALLOWANCE, more.failure());
    assertEquals(List.of(), more.changes());
    ProgramRig all = pull(allowance, allowance.min(BALANCE_MAX));
    assertEquals(null, all.failure());
    assertEquals(allowance.subtract(allowance.min(BALANCE_MAX)), allowanceAfter(all));
    assertEquals(allowance.min(BALANCE_MAX), all.get(CellKind.HOLDING, 0, RECEIVER, TOKEN));
  }

  /** Only 2^256 - 1 never falls; it is spent like any other, though. */
  @Test
  void unlimitedAllowanceStays() {
    ProgramRig pulled = pull(Words.MAX, BALANCE_MAX);
    assertEquals(null, pulled.failure());
    assertEquals(Words.MAX, allowanceAfter(pulled));
    ProgramRig limited = pull(Words.MAX.subtract(ONE), BigInteger.TEN);
    assertEquals(Words.MAX.subtract(BigInteger.valueOf(11)), allowanceAfter(limited));
    assertEquals(Failure.INSUFFICIENT_BALANCE, pull(Words.MAX, Words.MAX).failure());
  }

  private static BigInteger allowanceAfter(ProgramRig rig) {
    return Cells.all(rig.cells()).getOrDefault(Allowances.key(OWNER, SENDER, TOKEN), ZERO);
  }

  private static ProgramRig pull(BigInteger allowance, BigInteger amount) {
    return new ProgramRig()
        .set(Field.SENDER, SENDER)
        .set(Field.OWNER, OWNER)
        .set(Field.WORD_0, TOKEN)
        .set(Field.WORD_1, amount)
        .set(Field.WORD_2, RECEIVER)
        .put(CellKind.HOLDING, 0, OWNER, TOKEN, BALANCE_MAX)
        .put(Allowances.key(OWNER, SENDER, TOKEN), allowance)
        .run(ProgramRig.program(MessageKind.PULL));
  }

  /** The largest balance and the largest nonce share a cell, and neither reaches the other. */
  @Test
  void nonceIsLeftAlone() {
    BigInteger full = Cells.join(NONCE_MAX, BALANCE_MAX);
    ProgramRig credited =
        new ProgramRig()
            .set(Field.OWNER, OWNER)
            .set(Field.AMOUNT_1, BALANCE_MAX)
            .put(CellKind.HOLDING, 0, OWNER, ZERO, Cells.join(NONCE_MAX, ZERO))
            .run(ProgramRig.program(MessageKind.CREDIT));
    assertEquals(full, credited.get(CellKind.HOLDING, 0, OWNER, ZERO));
    ProgramRig left =
        new ProgramRig()
            .set(Field.OWNER, OWNER)
            .put(CellKind.HOLDING, 0, OWNER, ZERO, full)
            .run(ProgramRig.program(EventKind.FORCED_EXIT));
    assertEquals(Cells.join(NONCE_MAX, ZERO), left.get(CellKind.HOLDING, 0, OWNER, ZERO));
    assertEquals(List.of(OWNER, ZERO, BALANCE_MAX), left.withdrawals());
  }

  /** Who pays himself has what he had, less the fee. */
  @ParameterizedTest
  @EnumSource(names = {"ETH_TRANSFER", "TRANSFER", "TRANSFER_OF_ETH"})
  void payingOneself(Way way) {
    BigInteger balance = BigInteger.TEN.pow(18);
    ProgramRig rig = run(way, balance, ZERO);
    rig.set(Field.NONCE, ONE).set(Field.VALUE, balance).set(Field.ARGUMENT_2, balance);
    rig.set(way == Way.ETH_TRANSFER ? Field.ARGUMENT_0 : Field.ARGUMENT_1, SENDER);
    rig.run(
        ProgramRig.program(
            way == Way.ETH_TRANSFER ? Operation.ETH_TRANSFER : Operation.TRANSFER, 0));
    assertEquals(0, rig.refusal());
    assertEquals(null, rig.failure());
    assertEquals(balance, balanceAfter(rig, way));
  }
}
