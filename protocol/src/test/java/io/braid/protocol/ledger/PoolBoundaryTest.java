package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Field;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that passes and the first that does not, for each limit of pools and deposits. */
class PoolBoundaryTest {

  private static final BigInteger MAX = Words.MAX;
  private static final BigInteger RESERVE_MAX = PoolRig.RESERVE_MAX;
  private static final BigInteger SUPPLY_MAX = Cells.TWO_128.subtract(ONE);
  private static final long TIME = 1_700_000_000L;

  private final PoolRig pool = new PoolRig().at(TIME);

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger power(int exponent) {
    return ONE.shiftLeft(exponent);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1001, 1, -",
        "1000, 1, INSUFFICIENT_LIQUIDITY_MINTED",
        "999, 1, INSUFFICIENT_LIQUIDITY_MINTED",
        "0, 1, INSUFFICIENT_LIQUIDITY_MINTED",
        "1001, 0, INSUFFICIENT_LIQUIDITY_MINTED",
        "0, 0, INSUFFICIENT_LIQUIDITY_MINTED"
      })
  void firstMint(long desired0, long desired1, Failure failure) {
    pool.add(number(desired0), number(desired1));
    assertEquals(failure, pool.failure());
    if (failure == null) {
      assertEquals(ONE, pool.paid1(), "minted");
      assertEquals(PoolRig.SHARE, pool.rig.message(Field.ASSET_1));
      assertEquals(ZERO, pool.paid2(), "rest");
      assertEquals(number(1001), pool.supply());
      assertEquals(TIME, pool.last());
    } else {
      assertEquals(List.of(), pool.rig.changes());
      assertRefunded(number(desired0), number(desired1));
    }
  }

  private void assertRefunded(BigInteger amount0, BigInteger amount1) {
    assertEquals(PoolRig.SENDER, pool.rig.message(Field.OWNER));
    assertEquals(PoolRig.ASSET_0, pool.rig.message(Field.ASSET_1));
    assertEquals(amount0, pool.paid1());
    assertEquals(PoolRig.ASSET_1, pool.rig.message(Field.ASSET_2));
    assertEquals(amount1, pool.paid2());
    assertEquals(0, pool.rig.logCount());
  }

  @Test
  void firstReservesReachTheLimit() {
    assertEquals(null, pool.add(RESERVE_MAX, RESERVE_MAX).failure());
    assertEquals(RESERVE_MAX, pool.reserve0());
    assertEquals(RESERVE_MAX, pool.reserve1());
    assertEquals(RESERVE_MAX, pool.supply());
    for (BigInteger tooMuch : List.of(RESERVE_MAX.add(ONE), power(128), power(255), MAX)) {
      PoolRig empty = new PoolRig().at(TIME);
      assertEquals(Failure.RESERVE_OVERFLOW, empty.add(tooMuch, number(5)).failure());
      assertEquals(Failure.RESERVE_OVERFLOW, empty.add(number(5000), tooMuch).failure());
      assertEquals(Failure.RESERVE_OVERFLOW, empty.add(tooMuch, tooMuch).failure());
    }
  }

  @Test
  void reservesReachTheLimitByAdding() {
    BigInteger half = power(111);
    pool.pool(half, half, half);
    assertEquals(Failure.RESERVE_OVERFLOW, pool.add(half, half).failure());
    assertRefunded(half, half);
    assertEquals(null, pool.add(half.subtract(ONE), half.subtract(ONE)).failure());
    assertEquals(RESERVE_MAX, pool.reserve0());
    assertEquals(RESERVE_MAX, pool.reserve1());
    assertEquals(Failure.RESERVE_OVERFLOW, pool.add(ONE, ONE).failure());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reserveReachesTheLimitBySwapping(boolean sells0) {
    pool.pool(power(111), power(111), power(111));
    BigInteger room = power(111).subtract(ONE);
    assertEquals(Failure.RESERVE_OVERFLOW, pool.swap(sells0, room.add(ONE), ZERO).failure());
    assertEquals(room.add(ONE), pool.paid1(), "refund");
    assertEquals(Failure.RESERVE_OVERFLOW, pool.swap(sells0, MAX.shiftRight(12), ZERO).failure());
    assertEquals(null, pool.swap(sells0, room, ZERO).failure());
    assertEquals(RESERVE_MAX, sells0 ? pool.reserve0() : pool.reserve1());
  }

  /**
   * What no holding can be: the products and sums pass 2^256, and the funds go back all the same.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void amountsThatNobodyHas(boolean sells0) {
    pool.pool(number(5000), number(5000), number(5000));
    for (BigInteger amount : List.of(MAX, MAX.subtract(number(5000)), MAX.subtract(number(4999)))) {
      // 997 times the amount is no word, so nothing would come out.
      pool.swap(sells0, amount, ZERO);
      assertEquals(Failure.INSUFFICIENT_OUTPUT_AMOUNT, pool.failure());
      assertEquals(amount, pool.paid1());
      assertEquals(Failure.RESERVE_OVERFLOW, pool.add(amount, amount).failure());
      assertRefunded(amount, amount);
      assertEquals(Failure.INSUFFICIENT_LIQUIDITY, pool.remove(amount).failure());
      assertEquals(amount, pool.paid1());
    }
  }

  @Test
  void supplyReachesItsLimit() {
    // A pool of which nearly all of token 0 was bought: a unit of it is worth 2^60 shares.
    pool.pool(power(51), power(60), power(111));
    BigInteger room = SUPPLY_MAX.subtract(power(111));
    BigInteger last = room.divide(power(60));
    BigInteger share = last.multiply(power(60));
    assertEquals(Failure.RESERVE_OVERFLOW, pool.add(last.add(ONE), RESERVE_MAX).failure());
    assertRefunded(last.add(ONE), RESERVE_MAX);
    assertEquals(null, pool.add(last, RESERVE_MAX).failure());
    assertEquals(share, pool.paid1());
    assertEquals(power(111).add(share), pool.supply());
  }

  /** Half as much again: two thirds of 2^128 - 1, which three divides, grow to just that. */
  @Test
  void supplyOfExactlyTheLimit() {
    BigInteger third = SUPPLY_MAX.divide(number(3));
    BigInteger supply = third.multiply(TWO);
    pool.pool(TWO, TWO, supply.add(ONE));
    assertEquals(Failure.RESERVE_OVERFLOW, pool.add(ONE, ONE).failure());
    pool.pool(TWO, TWO, supply);
    assertEquals(null, pool.add(ONE, ONE).failure());
    assertEquals(third, pool.paid1());
    assertEquals(SUPPLY_MAX, pool.supply());
  }

  /** Minimums: what would be used or paid passes, one more does not. */
  @Test
  void minimumsOfLiquidity() {
    pool.pool(number(40_000), number(10_000), number(20_000));
    add(8_000, 3_000, 8_000, 2_000, null);
    add(8_000, 3_000, 8_001, 2_000, Failure.INSUFFICIENT_A_AMOUNT);
    add(8_000, 3_000, 8_000, 2_001, Failure.INSUFFICIENT_B_AMOUNT);
    add(9_000, 2_000, 8_000, 2_000, null);
    add(9_000, 2_000, 8_001, 2_000, Failure.INSUFFICIENT_A_AMOUNT);
    add(9_000, 2_000, 8_000, 2_001, Failure.INSUFFICIENT_B_AMOUNT);
    pool.add(number(8_000), number(3_000), MAX, ZERO, MAX);
    assertEquals(Failure.INSUFFICIENT_A_AMOUNT, pool.failure());
    pool.add(number(8_000), number(3_000), ZERO, MAX, MAX);
    assertEquals(Failure.INSUFFICIENT_B_AMOUNT, pool.failure());
    remove(2_000, 4_000, 1_000, null);
    remove(2_000, 4_001, 1_000, Failure.INSUFFICIENT_A_AMOUNT);
    remove(2_000, 4_000, 1_001, Failure.INSUFFICIENT_B_AMOUNT);
  }

  private void add(long desired0, long desired1, long minimum0, long minimum1, Failure failure) {
    pool.pool(number(40_000), number(10_000), number(20_000));
    pool.add(number(desired0), number(desired1), number(minimum0), number(minimum1), MAX);
    assertEquals(failure, pool.failure());
  }

  private void remove(long shares, long minimum0, long minimum1, Failure failure) {
    pool.pool(number(40_000), number(10_000), number(20_000));
    pool.remove(number(shares), number(minimum0), number(minimum1), MAX);
    assertEquals(failure, pool.failure());
  }

  @Test
  void leastThatMintsOrPays() {
    pool.pool(number(40_000), number(10_000), number(20_000));
    // Two of token 0 are worth a share, but half a unit of token 1: nothing is minted.
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY_MINTED, pool.add(TWO, TWO).failure());
    assertRefunded(TWO, TWO);
    assertEquals(null, pool.add(number(4), ONE).failure());
    pool.pool(number(40_000), number(10_000), number(20_000));
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY_BURNED, pool.remove(ONE).failure());
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY_BURNED, pool.remove(ZERO).failure());
    assertEquals(null, pool.remove(TWO).failure());
    assertEquals(number(4), pool.paid1());
    assertEquals(ONE, pool.paid2());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void minimumOfASwap(boolean sells0) {
    // 1000 * 997 * 10^6 / (10^9 + 997000) = 996.006...
    BigInteger reserve = number(1_000_000);
    BigInteger in = number(1000);
    pool.pool(reserve, reserve, reserve);
    assertEquals(Failure.INSUFFICIENT_OUTPUT_AMOUNT, pool.swap(sells0, in, number(997)).failure());
    assertEquals(Failure.INSUFFICIENT_OUTPUT_AMOUNT, pool.swap(sells0, in, MAX).failure());
    assertEquals(null, pool.swap(sells0, in, number(996)).failure());
    assertEquals(number(996), pool.paid1());
    // The least amount that gives anything is 2.
    pool.pool(reserve, reserve, reserve);
    assertEquals(Failure.INSUFFICIENT_INPUT_AMOUNT, pool.swap(sells0, ZERO, ZERO).failure());
    assertEquals(Failure.INSUFFICIENT_OUTPUT_AMOUNT, pool.swap(sells0, ONE, ZERO).failure());
    assertEquals(null, pool.swap(sells0, TWO, ZERO).failure());
  }

  /** A deadline is the last second in which it is in time; it may be any word. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-1, EXPIRED", "0, -", "1, -"})
  void deadline(long offset, Failure failure) {
    BigInteger deadline = number(TIME + offset);
    BigInteger reserve = number(1_000_000);
    pool.pool(reserve, reserve, reserve);
    assertEquals(failure, pool.swap(true, number(1000), ZERO, deadline).failure());
    assertEquals(failure, pool.add(number(1000), number(1000), ZERO, ZERO, deadline).failure());
    assertEquals(failure, pool.remove(number(1000), ZERO, ZERO, deadline).failure());
  }

  @Test
  void deadlineOfAnySize() {
    BigInteger reserve = number(1_000_000);
    pool.pool(reserve, reserve, reserve);
    assertEquals(Failure.EXPIRED, pool.swap(true, number(1000), ZERO, ZERO).failure());
    for (BigInteger deadline : List.of(power(64).add(number(TIME)), power(255), MAX)) {
      assertEquals(null, pool.swap(true, number(1000), ZERO, deadline).failure());
    }
  }

  /** More shares than there are, or of no pool, are sent back; an exit ends without a payment. */
  @Test
  void moreSharesThanThereAre() {
    pool.pool(number(5000), number(5000), number(5000));
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY, pool.remove(number(5001)).failure());
    assertEquals(number(5001), pool.paid1());
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY, pool.exit(number(5001)).failure());
    assertEquals(List.of(), pool.rig.withdrawals());
    assertEquals(null, pool.exit(number(4000)).failure());
    assertEquals(
        List.of(
            PoolRig.SENDER,
            PoolRig.ASSET_0,
            number(4000),
            PoolRig.SENDER,
            PoolRig.ASSET_1,
            number(4000)),
        pool.rig.withdrawals());
    PoolRig empty = new PoolRig().at(TIME);
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY, empty.remove(ONE).failure());
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY, empty.exit(ONE).failure());
    assertEquals(Failure.INSUFFICIENT_LIQUIDITY, empty.swap(true, ONE, ZERO).failure());
  }

  /** A share that is worth nothing of one token leaves by force with what the other gives. */
  @Test
  void exitOfSharesThatAreWorthLittle() {
    pool.pool(number(40_000), number(10_000), number(20_000));
    assertEquals(null, pool.exit(ONE).failure());
    assertEquals(List.of(PoolRig.SENDER, PoolRig.ASSET_0, TWO), pool.rig.withdrawals());
    assertEquals(number(19_999), pool.supply());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "18446744073709551615"})
  void depositCap(BigInteger nonce) {
    BigInteger owner = Addresses.user(5, 0);
    for (BigInteger balance : List.of(ZERO, ONE, power(127), SUPPLY_MAX)) {
      BigInteger room = SUPPLY_MAX.subtract(balance);
      for (BigInteger over :
          List.of(ONE, power(128), MAX.subtract(room).subtract(ONE), MAX.subtract(room))) {
        ProgramRig rig = deposit(owner, nonce, balance, room.add(over));
        assertEquals(Failure.DEPOSIT_CAP, rig.failure());
        assertEquals(List.of(), rig.changes());
        assertEquals(0, rig.logCount());
      }
      ProgramRig rig = deposit(owner, nonce, balance, room);
      assertEquals(null, rig.failure());
      assertEquals(Cells.join(nonce, SUPPLY_MAX), rig.get(CellKind.HOLDING, 0, owner, ZERO));
    }
  }

  private static ProgramRig deposit(
      BigInteger owner, BigInteger nonce, BigInteger balance, BigInteger amount) {
    return new ProgramRig()
        .set(Field.OWNER, owner)
        .set(Field.ASSET_1, ZERO)
        .set(Field.AMOUNT_1, amount)
        .put(CellKind.HOLDING, 0, owner, ZERO, Cells.join(nonce, balance))
        .run(ProgramRig.program(EventKind.DEPOSIT));
  }
}
