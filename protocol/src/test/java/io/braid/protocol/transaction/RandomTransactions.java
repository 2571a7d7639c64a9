package io.braid.protocol.transaction;

import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes valid signed transactions, whose numbers are often at the limits of their fields. */
final class RandomTransactions {

  private static final long[] NONCES = {0, 1, 127, 128, 255, 256, Long.MAX_VALUE, -2};
  private static final long[] CHAIN_IDS = {1, 46, 47, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, -1};
  private static final int[] DATA_LENGTHS = {0, 0, 1, 2, 31, 32, 55, 56, 255, 256};

  private final Random random;
  private final List<Signer> signers;

  RandomTransactions(Random random) {
    this.random = random;
    signers = List.of(Signer.of(random.nextLong(), 0), Signer.of(random.nextLong(), 1));
  }

  Signer signer(int index) {
    return signers.get(index % signers.size());
  }

  /** A signed transaction; its chain id is a number of 64 bits other than zero. */
  PlainTransaction next(int type, Signer signer) {
    PlainTransaction transaction =
        new PlainTransaction(type)
            .set(Part.CHAIN_ID, oneOf(CHAIN_IDS))
            .set(Part.NONCE, oneOf(NONCES))
            .set(Part.TO, random.nextInt(8) == 0 ? new byte[20] : bytes(20))
            .set(Part.VALUE, random.nextInt(8) == 0 ? Words.MAX : Words.random(random))
            .set(Part.DATA, data());
    if (type != 0) {
      for (int i = random.nextInt(4); i > 0; i--) {
        transaction.addEntry(entry());
      }
    }
    setFees(transaction);
    return transaction.sign(signer);
  }

  /** The gas limit at least what it must be, the fees at most what they can be. */
  private void setFees(PlainTransaction transaction) {
    long gas = gas(transaction);
    long gasLimit =
        switch (random.nextInt(4)) {
          case 0 -> gas;
          case 1 -> -1;
          default -> gas + random.nextInt(1 << 30);
        };
    BigInteger limit = new BigInteger(Long.toUnsignedString(gasLimit));
    BigInteger maxFee = atMost(Words.MAX.divide(limit));
    transaction
        .set(Part.GAS_LIMIT, limit)
        .set(Part.MAX_FEE, maxFee)
        .set(Part.MAX_PRIORITY_FEE, atMost(maxFee));
  }

  /** The least gas limit. */
  static long gas(PlainTransaction transaction) {
    long zeroBytes = transaction.dataZeroBytes();
    long otherBytes = transaction.bytes(Part.DATA).length - zeroBytes;
    long accessList =
        2_400L * transaction.accessListAddresses() + 1_900L * transaction.accessListKeys();
    return 21_000
        + Math.max(4 * zeroBytes + 16 * otherBytes + accessList, 10 * zeroBytes + 40 * otherBytes);
  }

  private BigInteger atMost(BigInteger limit) {
    return switch (random.nextInt(4)) {
      case 0 -> limit;
      case 1 -> BigInteger.ZERO;
      default -> Words.random(random).min(limit);
    };
  }

  private byte[] data() {
    byte[] data = bytes(DATA_LENGTHS[random.nextInt(DATA_LENGTHS.length)]);
    for (int i = 0; i < data.length; i++) {
      if (random.nextInt(3) == 0) {
        data[i] = 0;
      }
    }
    return data;
  }

  private Object entry() {
    List<Object> keys = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      keys.add(random.nextBoolean() ? new byte[32] : bytes(32));
    }
    return List.of(bytes(20), keys);
  }

  private byte[] oneOf(long[] numbers) {
    int at = random.nextInt(2 * numbers.length);
    return PlainRlp.integer(at < numbers.length ? numbers[at] : 1 + random.nextInt(1 << 20));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
