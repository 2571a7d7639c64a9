package io.braid.protocol.ledger;

import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import io.braid.protocol.Limits;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TransactionBundleWriter;
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

  /** Pays for what the poor do before, and for not a single operation after. */
  private static final BigInteger POOR = BigInteger.valueOf(3 * 21_000 * 9 + 100);

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
      for (long nonce = 0; nonce < NONCE; nonce++) {
        Tx tx = Tx.of(account, nonce, Addresses.user(8, 0));
        tx.maxFee = BigInteger.valueOf(9);
        chain.mustSucceed(tx);
      }
      queue(account, QUEUED);
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

  /** Fills the queue of shard 0 with transactions of others. */
  void fillQueue() {
    int account = 1000;
    int left = Limits.QUEUED_TRANSACTIONS_MAX - 2;
    while (left > 0) {
      TransactionBundleWriter bundle = new TransactionBundleWriter();
      while (!bundle.isFull() && left > 0) {
        BigInteger sender = Addresses.user(account++, 0);
        for (long nonce = 1; nonce <= Limits.NONCE_GAP_MAX && left > 0; nonce++) {
          byte[] raw = queuedTx(sender, nonce).encode();
          bundle.add(Tx.address(sender), 0, raw, 0, raw.length);
          left--;
        }
      }
      chain.handle(0, bundle.toByteArray());
    }
  }
}
