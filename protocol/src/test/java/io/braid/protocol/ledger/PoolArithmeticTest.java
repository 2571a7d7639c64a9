package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Field;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Pools against exact rational numbers: nobody gains by rounding but the pool. */
class PoolArithmeticTest {

  private static final int SWAPS = 100_000;
  private static final int CHANGES_OF_LIQUIDITY = 50_000;

  private static final BigInteger FEE_KEEPS = BigInteger.valueOf(997);
  private static final BigInteger FEE_OF = BigInteger.valueOf(1000);

  /** From 1 to 2^bits - 1, every length as likely. */
  private static BigInteger logUniform(Random random, int bits) {
    int length = random.nextInt(bits);
    return new BigInteger(length, random).setBit(length);
  }

  private static BigInteger amount(Random random, BigInteger reserve) {
    return switch (random.nextInt(8)) {
      case 0 -> ONE;
      // Around the least amount that gives anything, and the most the reserve can take.
      case 1 -> BigInteger.valueOf(random.nextInt(1, 2000));
      case 2 -> PoolRig.RESERVE_MAX.subtract(reserve).max(ONE);
      case 3 -> PoolRig.ONE_112.subtract(reserve);
      default -> logUniform(random, 112);
    };
  }

  @Test
  void swapIsTheFloorOfTheExactFormula() {
    Seeds.run(
        "swaps of random pools",
        seed -> {
          Random random = new Random(seed);
          PoolRig pool = new PoolRig();
          int swapped = 0;
          for (int i = 0; i < SWAPS; i++) {
            pool.pool(logUniform(random, 112), logUniform(random, 112), Words.MAX.shiftRight(129));
            boolean sells0 = random.nextBoolean();
            swapped += swap(pool, sells0, amount(random, reserveIn(pool, sells0))) ? 1 : 0;
          }
          assertTrue(swapped > SWAPS / 3, "too few succeed to show anything: " + swapped);
        });
  }

  private static BigInteger reserveIn(PoolRig pool, boolean sells0) {
    return sells0 ? pool.reserve0() : pool.reserve1();
  }

  /** Swaps and checks; false if the swap failed, as it must. */
  private static boolean swap(PoolRig pool, boolean sells0, BigInteger in) {
    BigInteger before0 = pool.reserve0();
    BigInteger before1 = pool.reserve1();
    BigInteger reserveIn = sells0 ? before0 : before1;
    BigInteger reserveOut = sells0 ? before1 : before0;
    Supplier<String> name = () -> "%s into %s, %s".formatted(in, reserveIn, reserveOut);
    pool.swap(sells0, in, ZERO);
    BigInteger kept = in.multiply(FEE_KEEPS);
    BigInteger denominator = reserveIn.multiply(FEE_OF).add(kept);
    BigInteger out = kept.multiply(reserveOut).divide(denominator);
    assertTrue(out.compareTo(reserveOut) < 0, name);
    if (out.signum() == 0) {
      assertEquals(Failure.INSUFFICIENT_OUTPUT_AMOUNT, pool.failure(), name);
      assertEquals(in, pool.paid1(), name);
      return false;
    }
    if (reserveIn.add(in).compareTo(PoolRig.RESERVE_MAX) > 0) {
      assertEquals(Failure.RESERVE_OVERFLOW, pool.failure(), name);
      assertEquals(in, pool.paid1(), name);
      return false;
    }
    assertEquals(null, pool.failure(), name);
    assertEquals(out, pool.paid1(), name);
    assertEquals(PoolRig.RECEIVER, pool.rig.message(Field.OWNER), name);
    assertEquals(reserveIn.add(in), sells0 ? pool.reserve0() : pool.reserve1(), name);
    assertEquals(reserveOut.subtract(out), sells0 ? pool.reserve1() : pool.reserve0(), name);
    BigInteger product = pool.reserve0().multiply(pool.reserve1());
    assertTrue(product.compareTo(before0.multiply(before1)) >= 0, name);
    return true;
  }

  /** What somebody gets back for swapping there and back is less than he gave. */
  @Test
  void roundTripOfSwapsNeverGains() {
    Seeds.run(
        "round trips of swaps",
        seed -> {
          Random random = new Random(seed);
          PoolRig pool = new PoolRig();
          for (int i = 0; i < CHANGES_OF_LIQUIDITY; i++) {
            pool.pool(logUniform(random, 112), logUniform(random, 112), ONE.shiftLeft(100));
            boolean sells0 = random.nextBoolean();
            BigInteger in = amount(random, reserveIn(pool, sells0));
            if (swap(pool, sells0, in) && swap(pool, !sells0, pool.paid1())) {
              assertTrue(pool.paid1().compareTo(in) <= 0, in::toString);
            }
          }
        });
  }

  /** A pool as liquidity meets it: the supply is somewhere near the root of the product. */
  private static void makePool(PoolRig pool, Random random) {
    BigInteger reserve0 = logUniform(random, 112);
    BigInteger reserve1 = logUniform(random, 112);
    BigInteger supply =
        random.nextInt(4) == 0
            ? logUniform(random, 128)
            : reserve0.multiply(reserve1).sqrt().add(BigInteger.valueOf(random.nextInt(3)));
    pool.pool(reserve0, reserve1, supply.max(BigInteger.valueOf(1001)));
  }

  /** Reserves and supply: what shares are worth. */
  private record Worth(BigInteger reserve0, BigInteger reserve1, BigInteger supply) {
    static Worth of(PoolRig pool) {
      return new Worth(pool.reserve0(), pool.reserve1(), pool.supply());
    }

    /** Whether a share of this is worth as much as one of the other, in each token. */
    void assertNoLessThan(Worth other) {
      assertTrue(isNoLess(reserve0, other.reserve0, other), () -> other + " to " + this);
      assertTrue(isNoLess(reserve1, other.reserve1, other), () -> other + " to " + this);
      // r0 * r1 / S^2 follows from both, and is what does not depend on the price.
      BigInteger mine = reserve0.multiply(reserve1).multiply(other.supply.pow(2));
      BigInteger its = other.reserve0.multiply(other.reserve1).multiply(supply.pow(2));
      assertTrue(mine.compareTo(its) >= 0, () -> other + " to " + this);
    }

    private boolean isNoLess(BigInteger mine, BigInteger its, Worth other) {
      return mine.multiply(other.supply).compareTo(its.multiply(supply)) >= 0;
    }
  }

  @Test
  void changesOfLiquidityNeverLowerTheWorthOfAShare() {
    Seeds.run(
        "liquidity of random pools",
        seed -> {
          Random random = new Random(seed);
          PoolRig pool = new PoolRig();
          int changed = 0;
          for (int i = 0; i < CHANGES_OF_LIQUIDITY; i++) {
            makePool(pool, random);
            Worth before = Worth.of(pool);
            switch (random.nextInt(3)) {
              case 0 -> pool.add(logUniform(random, 112), logUniform(random, 112));
              case 1 -> pool.remove(shares(random, before.supply()));
              default -> pool.exit(shares(random, before.supply()));
            }
            boolean hasChanged = pool.failure() == null;
            changed += hasChanged ? 1 : 0;
            Worth after = Worth.of(pool);
            if (hasChanged) {
              after.assertNoLessThan(before);
            } else {
              assertEquals(before, after);
            }
          }
          assertTrue(changed > CHANGES_OF_LIQUIDITY / 3, "too few succeed: " + changed);
        });
  }

  /** The last 1000 shares belong to nobody. */
  private static BigInteger shares(Random random, BigInteger supply) {
    BigInteger held = supply.subtract(FEE_OF);
    return random.nextInt(8) == 0 ? held : new BigInteger(held.bitLength(), random).mod(held);
  }

  @Test
  void addingAndRemovingNeverGains() {
    Seeds.run(
        "round trips of liquidity",
        seed -> {
          Random random = new Random(seed);
          PoolRig pool = new PoolRig();
          int trips = 0;
          for (int i = 0; i < CHANGES_OF_LIQUIDITY; i++) {
            if (random.nextInt(16) == 0) {
              pool.pool(ZERO, ZERO, ZERO);
            } else {
              makePool(pool, random);
            }
            trips += roundTrip(pool, logUniform(random, 112), logUniform(random, 112)) ? 1 : 0;
          }
          assertTrue(trips > CHANGES_OF_LIQUIDITY / 8, "too few succeed: " + trips);
        });
  }

  private static boolean roundTrip(PoolRig pool, BigInteger desired0, BigInteger desired1) {
    BigInteger before0 = pool.reserve0();
    BigInteger before1 = pool.reserve1();
    if (pool.add(desired0, desired1).failure() != null) {
      return false;
    }
    BigInteger used0 = pool.reserve0().subtract(before0);
    BigInteger used1 = pool.reserve1().subtract(before1);
    BigInteger minted = pool.paid1();
    BigInteger rest = pool.paid2();
    boolean restIs1 = pool.rig.message(Field.ASSET_2).equals(PoolRig.ASSET_1);
    assertEquals(desired0, restIs1 ? used0 : used0.add(rest));
    assertEquals(desired1, restIs1 ? used1.add(rest) : used1);
    if (pool.remove(minted).failure() != null) {
      return false;
    }
    assertTrue(pool.paid1().compareTo(used0) <= 0, desired0::toString);
    assertTrue(pool.paid2().compareTo(used1) <= 0, desired1::toString);
    assertTrue(pool.reserve0().compareTo(before0) >= 0, desired0::toString);
    assertTrue(pool.reserve1().compareTo(before1) >= 0, desired1::toString);
    return true;
  }
}
