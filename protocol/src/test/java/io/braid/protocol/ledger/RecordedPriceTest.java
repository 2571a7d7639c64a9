package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price that others may rely on: what moves it, how far, and what its accumulators sum up. */
class RecordedPriceTest {

  private static final BigInteger ONE_112 = PoolRig.ONE_112;
  private static final BigInteger ONE_224 = ONE.shiftLeft(224);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger LARGE = BigInteger.TEN.pow(24);
  private static final long TIME = 1_700_000_000L;

  /** The last second that a header can have. */
  private static final long TIME_MAX = (1L << 32) - 1;

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger price(long units) {
    return ONE_112.multiply(number(units));
  }

  /** A pool of both tokens in this ratio, created by adding to it. */
  private static PoolRig created(BigInteger reserve0, BigInteger reserve1) {
    PoolRig pool = new PoolRig().at(TIME);
    assertEquals(null, pool.add(reserve0, reserve1).failure());
    return pool;
  }

  /**
   * Makes the recorded price catch up, as anybody may: by an operation that changes next to none.
   */
  private static void touch(PoolRig pool, long time) {
    pool.at(time);
    assertEquals(null, pool.swap(true, BigInteger.TEN.pow(12), ZERO).failure());
  }

  @ParameterizedTest
  @CsvSource({
    "1001, 1",
    "1000000, 4000000",
    "4000000, 1000000",
    "5192296858534827628530496329220095, 1",
    "1001, 5192296858534827628530496329220095"
  })
  void creationRecordsThePriceOfTheFirstReserves(BigInteger reserve0, BigInteger reserve1) {
    PoolRig pool = created(reserve0, reserve1);
    assertEquals(reserve1.shiftLeft(112).divide(reserve0), pool.price());
    assertEquals(TIME, pool.last());
    assertEquals(ZERO, pool.accumulator(0));
    assertEquals(ZERO, pool.accumulator(1));
  }

  /**
   * Worked by hand, in units of 2^-112 that drop out: a price of 4 and reserves at 1 after a swap.
   *
   * <p>After 10 s it may fall to 4 * 100 / 110; that is 40/11, rounded up. It stands for these 10
   * s.
   */
  @Test
  void workedExample() {
    PoolRig pool = created(LARGE, LARGE.multiply(number(4)));
    BigInteger four = price(4);
    assertEquals(four, pool.price());
    // As much again of token 0 halves token 1, but for the fee: the reserves' price is about 1.
    assertEquals(null, pool.swap(true, LARGE, ZERO).failure());
    assertEquals(four, pool.price());
    touch(pool, TIME + 10);
    BigInteger forty11ths = ONE_112.multiply(number(40)).divide(number(11)).add(ONE);
    assertEquals(forty11ths, pool.price());
    assertEquals(forty11ths.multiply(BigInteger.TEN), pool.accumulator(0));
    // The inverse, 11/40, rounded down.
    BigInteger inverse = ONE_224.divide(forty11ths);
    assertEquals(inverse.multiply(BigInteger.TEN), pool.accumulator(1));
    assertEquals(TIME + 10, pool.last());
    // One second more: 40/11 * 100/101.
    touch(pool, TIME + 11);
    BigInteger next = ceilDivide(forty11ths.multiply(HUNDRED), number(101));
    assertEquals(next, pool.price());
    assertEquals(forty11ths.multiply(BigInteger.TEN).add(next), pool.accumulator(0));
  }

  private static BigInteger ceilDivide(BigInteger a, BigInteger b) {
    return a.add(b).subtract(ONE).divide(b);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "10", "99", "100", "12345", "1000000"})
  void risesByAtMostOnePercentASecond(long seconds) {
    PoolRig pool = created(LARGE, LARGE);
    // Token 1 in: token 0 becomes dear, some ten million times as much.
    assertEquals(null, pool.swap(false, LARGE.multiply(number(3000)), ZERO).failure());
    BigInteger target = pool.reserve1().shiftLeft(112).divide(pool.reserve0());
    touch(pool, TIME + seconds);
    BigInteger limit = ONE_112.multiply(number(100 + seconds)).divide(HUNDRED);
    assertEquals(limit.min(target), pool.price());
    assertEquals(limit.min(target).multiply(number(seconds)), pool.accumulator(0));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "10", "99", "100", "12345", "1000000"})
  void fallsByAtMostOnePercentOfItsInverseASecond(long seconds) {
    PoolRig pool = created(LARGE, LARGE);
    assertEquals(null, pool.swap(true, LARGE.multiply(number(3000)), ZERO).failure());
    BigInteger target = pool.reserve1().shiftLeft(112).divide(pool.reserve0());
    touch(pool, TIME + seconds);
    BigInteger limit = ceilDivide(ONE_112.multiply(HUNDRED), number(100 + seconds));
    assertEquals(limit.max(target), pool.price());
    BigInteger inverse = ONE_224.divide(limit.max(target));
    assertEquals(inverse.multiply(number(seconds)), pool.accumulator(1));
  }

  /** Whatever happens to the reserves: neither price nor inverse rises faster, as exact numbers. */
  @Test
  void limitsHoldForRandomPools() {
    Seeds.run(
        "recorded prices",
        seed -> {
          Random random = new Random(seed);
          PoolRig pool = new PoolRig();
          for (int i = 0; i < 20_000; i++) {
            BigInteger reserve0 = some(random, 112);
            BigInteger reserve1 = some(random, 112);
            pool.pool(reserve0, reserve1, LARGE);
            BigInteger before = some(random, 224);
            long last = random.nextInt(1000);
            long seconds = 1L + (random.nextInt() >>> random.nextInt(1, 31));
            putPrice(pool, before, last, LARGE);
            pool.at(last + seconds).exit(ZERO);
            assertEquals(null, pool.failure());
            BigInteger after = pool.price();
            BigInteger grown = number(100 + seconds);
            assertTrue(after.multiply(HUNDRED).compareTo(before.multiply(grown)) <= 0);
            assertTrue(after.multiply(grown).compareTo(before.multiply(HUNDRED)) >= 0);
            BigInteger target = reserve1.shiftLeft(112).divide(reserve0);
            BigInteger upper = before.multiply(grown).divide(HUNDRED);
            BigInteger lower = ceilDivide(before.multiply(HUNDRED), grown);
            assertEquals(target.min(upper).max(lower), after);
            assertTrue(after.signum() > 0 && after.bitLength() <= 224);
          }
        });
  }

  private static BigInteger some(Random random, int bits) {
    int length = random.nextInt(bits);
    return new BigInteger(length, random).setBit(length);
  }

  private static void putPrice(PoolRig pool, BigInteger price, long last, BigInteger supply) {
    pool.rig.put(CellKind.POOL_PRICE, 0, PoolRig.POOL, PoolRig.SHARE, price);
    pool.rig.put(
        CellKind.POOL_CLOCK, 0, PoolRig.POOL, PoolRig.SHARE, Cells.join(number(last), supply));
  }

  /**
   * A trade and its reversal within one block leave no trace; nor does the first in its own block.
   */
  @Test
  void oneBlockDoesNotMoveIt() {
    PoolRig pool = created(LARGE, LARGE);
    touch(pool, TIME + 100);
    BigInteger price = pool.price();
    BigInteger sum0 = pool.accumulator(0);
    BigInteger sum1 = pool.accumulator(1);
    for (int i = 0; i < 10; i++) {
      assertEquals(null, pool.swap(i % 2 == 0, LARGE.multiply(number(1000)), ZERO).failure());
      assertEquals(price, pool.price());
      assertEquals(sum0, pool.accumulator(0));
      assertEquals(sum1, pool.accumulator(1));
      assertEquals(TIME + 100, pool.last());
    }
  }

  /** Whoever holds the reserves far off for a second moves the price by one percent, no more. */
  @Test
  void manipulationOfASecondMovesItByOnePercent() {
    PoolRig pool = created(LARGE, LARGE);
    pool.at(TIME + 50);
    assertEquals(null, pool.swap(false, LARGE.multiply(number(1000)), ZERO).failure());
    // What stood before the swap was recorded for the time up to it.
    assertEquals(ONE_112, pool.price());
    assertEquals(ONE_112.multiply(number(50)), pool.accumulator(0));
    touch(pool, TIME + 51);
    assertEquals(ONE_112.multiply(number(101)).divide(HUNDRED), pool.price());
  }

  @Test
  void severalOperationsInOneSecondMoveItOnce() {
    PoolRig pool = created(LARGE, LARGE);
    assertEquals(null, pool.swap(false, LARGE.multiply(number(1000)), ZERO).failure());
    touch(pool, TIME + 1);
    BigInteger once = ONE_112.multiply(number(101)).divide(HUNDRED);
    assertEquals(once, pool.price());
    BigInteger sum = pool.accumulator(0);
    touch(pool, TIME + 1);
    assertEquals(null, pool.add(number(1_000_000), LARGE).failure());
    assertEquals(null, pool.remove(number(1_000_000)).failure());
    assertEquals(null, pool.exit(number(1000)).failure());
    assertEquals(once, pool.price());
    assertEquals(sum, pool.accumulator(0));
    // Nor does a clock that is ahead, which no header makes.
    touch(pool, TIME);
    assertEquals(once, pool.price());
    assertEquals(TIME + 1, pool.last());
  }

  /** The mean over an interval is the accumulator's difference by the seconds, as in Uniswap v2. */
  @Test
  void meanOverAnIntervalIsWeightedByTime() {
    PoolRig pool = created(LARGE, LARGE);
    Random random = new Random(7);
    BigInteger weighted0 = ZERO;
    BigInteger weighted1 = ZERO;
    long time = TIME;
    for (int i = 0; i < 200; i++) {
      long seconds = 1L + random.nextInt(30);
      time += seconds;
      pool.at(time);
      BigInteger amount = LARGE.divide(number(1 + random.nextInt(20)));
      assertEquals(null, pool.swap(random.nextBoolean(), amount, ZERO).failure());
      weighted0 = weighted0.add(pool.price().multiply(number(seconds)));
      weighted1 = weighted1.add(ONE_224.divide(pool.price()).multiply(number(seconds)));
    }
    assertEquals(weighted0, pool.accumulator(0));
    assertEquals(weighted1, pool.accumulator(1));
  }

  /** A steady pool's mean is its price, and the sums do not depend on how often it is touched. */
  @Test
  void steadyPoolIsTheSameHoweverOftenItIsTouched() {
    PoolRig seldom = created(LARGE, LARGE.multiply(number(4)));
    PoolRig often = created(LARGE, LARGE.multiply(number(4)));
    for (int second = 1; second <= 100; second++) {
      assertEquals(null, often.at(TIME + second).exit(ZERO).failure());
    }
    assertEquals(null, seldom.at(TIME + 100).exit(ZERO).failure());
    for (PoolRig pool : new PoolRig[] {seldom, often}) {
      assertEquals(price(4), pool.price());
      assertEquals(price(400), pool.accumulator(0));
      assertEquals(ONE_112.multiply(number(25)), pool.accumulator(1));
    }
  }

  /**
   * When all give their shares back, the locked ones are left, and the price goes on from there.
   */
  @Test
  void poolDownToTheLockedMinimum() {
    PoolRig pool = created(LARGE, LARGE.multiply(number(4)));
    assertEquals(null, pool.at(TIME + 5).remove(LARGE.subtract(number(1000))).failure());
    assertEquals(number(1000), pool.supply());
    assertEquals(number(1000), pool.reserve0());
    assertEquals(number(4000), pool.reserve1());
    assertEquals(price(4), pool.price());
    // It is not created again: its price does not jump to what is added, and no shares are locked.
    pool.at(TIME + 6);
    assertEquals(null, pool.add(number(1_000_000), number(4_000_000)).failure());
    assertEquals(number(1_000_000), pool.paid1());
    assertEquals(price(4), pool.price());
    assertEquals(price(24), pool.accumulator(0));
  }

  /** From the first to the last second that there is. */
  @ParameterizedTest
  @CsvSource({"0", "1", "4294967294"})
  void veryLongPause(long last) {
    long seconds = TIME_MAX - last;
    PoolRig pool = new PoolRig().pool(LARGE, LARGE, LARGE);
    putPrice(pool, ONE_112, last, LARGE);
    assertEquals(null, pool.at(TIME_MAX).exit(ZERO).failure());
    assertEquals(ONE_112, pool.price());
    assertEquals(ONE_112.multiply(number(seconds)), pool.accumulator(0));
    assertEquals(ONE_112.multiply(number(seconds)), pool.accumulator(1));
    assertEquals(TIME_MAX, pool.last());
  }

  /** The extremes of reserves over the longest pause: no product of the step passes 2^256. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void longestPauseAtTheExtremes(boolean isHigh) {
    BigInteger reserve0 = isHigh ? ONE : PoolRig.RESERVE_MAX;
    BigInteger reserve1 = isHigh ? PoolRig.RESERVE_MAX : ONE;
    BigInteger target = reserve1.shiftLeft(112).divide(reserve0);
    PoolRig pool = new PoolRig().pool(reserve0, reserve1, LARGE);
    putPrice(pool, target, 0, LARGE);
    assertEquals(null, pool.at(TIME_MAX).exit(ZERO).failure());
    assertEquals(target, pool.price());
    BigInteger seconds = number(TIME_MAX);
    assertEquals(target.multiply(seconds), pool.accumulator(0));
    assertEquals(ONE_224.divide(target).multiply(seconds), pool.accumulator(1));
    // The other way round the price is as far off as can be, and goes as far as it may.
    putPrice(pool, ONE_224.divide(target), 0, LARGE);
    assertEquals(null, pool.exit(ZERO).failure());
    BigInteger grown = seconds.add(HUNDRED);
    BigInteger far = ONE_224.divide(target);
    BigInteger expected =
        isHigh ? far.multiply(grown).divide(HUNDRED) : ceilDivide(far.multiply(HUNDRED), grown);
    assertEquals(expected, pool.price());
  }

  @Test
  void accumulatorsWrap() {
    PoolRig pool = created(LARGE, LARGE.multiply(number(4)));
    for (int direction = 0; direction <= 1; direction++) {
      pool.rig.put(CellKind.POOL_CUMULATIVE, direction, PoolRig.POOL, PoolRig.SHARE, Words.MAX);
    }
    assertEquals(null, pool.at(TIME + 3).exit(ZERO).failure());
    assertEquals(price(12).subtract(ONE), pool.accumulator(0));
    assertEquals(ONE_112.divide(number(4)).multiply(number(3)).subtract(ONE), pool.accumulator(1));
  }

  /** A failed operation leaves the price to the next one, which then covers the whole time. */
  @Test
  void failureDoesNotMoveIt() {
    PoolRig pool = created(LARGE, LARGE);
    assertEquals(
        Failure.INSUFFICIENT_OUTPUT_AMOUNT,
        pool.at(TIME + 7).swap(true, LARGE, Words.MAX).failure());
    assertEquals(TIME, pool.last());
    assertEquals(ZERO, pool.accumulator(0));
    touch(pool, TIME + 9);
    assertEquals(ONE_112.multiply(number(9)), pool.accumulator(0));
  }
}
