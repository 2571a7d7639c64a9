package io.braid.protocol.ledger;

import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import io.braid.protocol.record.Outcome;
import java.math.BigInteger;
import java.util.List;

/**
 * Two shards, of which shard 0 is asked. On each lives one who is rich and one who is poor; all of
 * them have used three nonces and have a transaction with nonce {@link #QUEUED} in the queue.
 */
final class RefusalScene {

  /** The nonce of all accounts. */
  static final long NONCE = 3;

  /** A nonce that is in everybody's queue. */
  static final long QUEUED = 10;

  /** The price that the queued transactions offer; the tip is as high. */
  static final BigInteger QUEUED_PRICE = BigInteger.valueOf(2_000_000);

  /** What the poor need to have a transaction in the queue; they give it away after that. */
  private static final BigInteger POOR = QUEUED_PRICE.multiply(BigInteger.valueOf(21_000));

  /** What they keep: it pays for not a single operation. */
  private static final BigInteger KEPT = BigInteger.valueOf(100);

  private static final BigInteger FEE = BigInteger.valueOf(21_000 * 9);

  final LedgerChain chain;

  RefusalScene() {
    List<LedgerChain.Allocation> given =
        List.of(
            new LedgerChain.Allocation(rich(0), ZERO, TEN.pow(24)),
            new LedgerChain.Allocation(rich(1), ZERO, TEN.pow(24)),
            new LedgerChain.Allocation(poor(0), ZERO, POOR),
            new LedgerChain.Allocation(poor(1), ZERO, POOR));
    chain = new LedgerChain(2, Addresses.user(9, 0), given);
    for (BigInteger account : List.of(rich(0), rich(1), poor(0), poor(1))) {
      queue(account, QUEUED);
      boolean isPoor = account.equals(poor(0)) || account.equals(poor(1));
      BigInteger rest = POOR.subtract(FEE.multiply(BigInteger.valueOf(NONCE))).subtract(KEPT);
      for (long nonce = 0; nonce < NONCE; nonce++) {
        Tx tx = Tx.of(account, nonce, Addresses.user(8, 0));
        tx.maxFee = BigInteger.valueOf(9);
        chain.mustSucceed(isPoor && nonce == NONCE - 1 ? tx.value(rest) : tx);
      }
    }
  }

  static BigInteger rich(int home) {
    return Addresses.user(1, home);
  }

  static BigInteger poor(int home) {
    return Addresses.user(2, home);
  }

  private void queue(BigInteger account, long nonce) {
    List<Outcome> outcomes = chain.submit(queuedTx(account, nonce), chain.home(account));
    if (!(outcomes.getFirst() instanceof Outcome.Queued)) {
      throw new AssertionError("not queued: " + outcomes);
    }
  }

  private static Tx queuedTx(BigInteger account, long nonce) {
    Tx tx = Tx.of(account, nonce, Addresses.user(8, 0));
    tx.maxFee = QUEUED_PRICE;
    tx.tip = QUEUED_PRICE;
    return tx;
  }
}
