package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionRulesTest {

  private final Examination examination = new Examination();

  /** Of each row the gas limit is enough, and one less is not. */
  @ParameterizedTest
  @CsvSource({
    // zero bytes, other bytes, addresses, keys, intrinsic gas, floor gas
    "0, 0, 0, 0, 21000, 21000",
    "1, 0, 0, 0, 21004, 21010",
    "0, 1, 0, 0, 21016, 21040",
    "0, 68, 0, 0, 22088, 23720",
    "36, 32, 0, 0, 21656, 22640",
    "0, 0, 1, 0, 23400, 21000",
    "0, 0, 1, 1, 25300, 21000",
    "0, 0, 2, 6, 37200, 21000",
    // The floor does not know the access list: just below it, equal to it, and above it.
    "1, 99, 1, 0, 24988, 24970",
    "0, 100, 1, 0, 25000, 25000",
    "1, 100, 1, 0, 25004, 25010",
    "16000, 0, 0, 0, 85000, 181000",
    "0, 16000, 0, 0, 277000, 661000"
  })
  void gas(int zeroBytes, int otherBytes, int addresses, int keys, long intrinsic, long floor) {
    byte[] data = new byte[zeroBytes + otherBytes];
    Arrays.fill(data, zeroBytes, data.length, (byte) 1);
    PlainTransaction transaction = Faults.valid(2).set(Part.DATA, data);
    for (int i = 0; i < addresses; i++) {
      int keysOfFirst = i == 0 ? keys : 0;
      transaction.addEntry(List.of(new byte[20], Collections.nCopies(keysOfFirst, new byte[32])));
    }
    long gas = Math.max(intrinsic, floor);
    assertNull(check(transaction.set(Part.GAS_LIMIT, gas)));
    assertEquals(intrinsic, TransactionRules.intrinsicGas(examination.fields()));
    assertEquals(floor, TransactionRules.floorGas(examination.fields()));
    assertEquals(Refusal.INTRINSIC_GAS_TOO_LOW, check(transaction.set(Part.GAS_LIMIT, gas - 1)));
  }

  /** The largest max fee of a gas limit is accepted, one more is not. */
  @Test
  void feeIsBelow256Bits() {
    Seeds.run(
        "fee below 256 bits",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 2_000; i++) {
            long gasLimit =
                switch (i) {
                  case 0 -> -1;
                  case 1 -> Long.MIN_VALUE;
                  case 2 -> Long.MAX_VALUE;
                  case 3 -> 1L << 32;
                  default -> random.nextLong() >>> random.nextInt(Long.SIZE - 20);
                };
            if (gasLimit >= 0 && gasLimit < 30_000) {
              continue;
            }
            BigInteger largest = Words.MAX.divide(new BigInteger(Long.toUnsignedString(gasLimit)));
            PlainTransaction transaction =
                Faults.valid(i % 3).set(Part.GAS_LIMIT, gasLimit).set(Part.MAX_FEE, largest);
            assertNull(check(transaction), () -> "" + gasLimit);
            transaction.set(Part.MAX_FEE, largest.add(BigInteger.ONE));
            assertEquals(Refusal.FEE_OVER_256_BITS, check(transaction), () -> "" + gasLimit);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64, 128, 192, 255})
  void priorityFeeIsAtMostTheMaxFee(int exponent) {
    BigInteger fee = BigInteger.ONE.shiftLeft(exponent);
    PlainTransaction transaction =
        Faults.valid(2).set(Part.MAX_FEE, fee).set(Part.MAX_PRIORITY_FEE, fee);
    Refusal withoutFault = exponent > 230 ? Refusal.FEE_OVER_256_BITS : null;
    assertEquals(withoutFault, check(transaction));
    assertEquals(
        Refusal.PRIORITY_FEE_ABOVE_MAX_FEE,
        check(transaction.set(Part.MAX_PRIORITY_FEE, fee.add(BigInteger.ONE))));
    transaction.set(Part.MAX_FEE, fee.subtract(BigInteger.ONE)).set(Part.MAX_PRIORITY_FEE, fee);
    assertEquals(Refusal.PRIORITY_FEE_ABOVE_MAX_FEE, check(transaction));
  }

  /** A chain id is an unsigned number of 64 bits. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 46, 47, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void chainIdIsExact(long chainId) {
    BigInteger number = new BigInteger(Long.toUnsignedString(chainId));
    for (int type = 0; type <= 2; type++) {
      PlainTransaction transaction =
          Faults.valid(type)
              .set(Part.CHAIN_ID, number)
              .set(Part.V, type == 0 ? number.shiftLeft(1).add(BigInteger.valueOf(36)) : number(1));
      byte[] raw = transaction.raw();
      assertNull(examination.checked(raw, chainId));
      assertEquals(1, examination.fields().yParity());
      for (long other : new long[] {chainId + 1, chainId - 1, chainId ^ Long.MIN_VALUE, ~chainId}) {
        assertEquals(Refusal.WRONG_CHAIN_ID, examination.checked(raw, other));
      }
    }
  }

  private Refusal check(PlainTransaction transaction) {
    return examination.checked(transaction.raw(), Faults.CHAIN_ID);
  }

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }
}
