package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.braid.protocol.Limits;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a queued transaction is refused for later. When it came its sender could have paid for it;
 * that he no longer can is judged only when it runs, so a rival or its time is the answer if either
 * comes first.
 */
class QueuedRefusalTest {

  private static final long NONCE = RefusalScene.NONCE + 1;

  private final RefusalScene scene = new RefusalScene();

  /** A transaction in the queue whose sender can no longer pay for it, for this reason. */
  private Tx queued(Refusal fault) {
    Tx tx = Tx.of(RefusalScene.rich(0), NONCE, Addresses.user(8, 0));
    Outcome outcome = scene.chain.submit(tx, 0).getFirst();
    assertEquals(NONCE, assertInstanceOf(Outcome.Queued.class, outcome).nonce());
    if (fault == Refusal.FEE_CAP_BELOW_BASE_FEE) {
      scene.chain.baseFee(tx.maxFee.longValueExact() + 1);
      scene.chain.header(scene.chain.time(), List.of());
    }
    return tx;
  }

  /** The transaction before it, which takes all that there is if the fault is lack of funds. */
  private Tx before(Tx tx, Refusal fault) {
    Tx before = Tx.of(tx.sender, NONCE - 1, Addresses.user(8, 0));
    before.maxFee = tx.maxFee.add(BigInteger.TEN);
    before.tip = BigInteger.ZERO;
    if (fault == Refusal.INSUFFICIENT_FUNDS_FOR_FEE) {
      BigInteger fee = BigInteger.valueOf(21_000 * LedgerChain.BASE_FEE);
      before.value(scene.chain.balance(tx.sender, BigInteger.ZERO).subtract(fee));
    }
    return before;
  }

  private static Outcome refused(Tx tx, Refusal refusal) {
    Word hash = Word.of(Keccak256.hash(tx.encode()));
    return new Outcome.Refused(hash, LedgerChain.toAddress(tx.sender), refusal.code());
  }

  private static Tx rivalOf(Tx tx) {
    Tx rival = Tx.of(tx.sender, tx.nonce, Addresses.user(8, 0));
    rival.maxFee = BigInteger.valueOf(1100);
    rival.tip = BigInteger.valueOf(1100);
    return rival;
  }

  @ParameterizedTest
  @EnumSource(names = {"FEE_CAP_BELOW_BASE_FEE", "INSUFFICIENT_FUNDS_FOR_FEE"})
  void faultOfTheRunIsJudgedWhenItLeavesTheQueue(Refusal fault) {
    Tx tx = queued(fault);
    List<Outcome> outcomes = scene.chain.submit(before(tx, fault), 0);
    assertInstanceOf(Outcome.Ran.class, outcomes.getFirst());
    assertEquals(refused(tx, fault), outcomes.get(1));
    assertEquals(NONCE, scene.chain.nonce(tx.sender));
  }

  @Test
  void rivalReplacesWhatCanNoLongerPay() {
    Tx tx = queued(Refusal.FEE_CAP_BELOW_BASE_FEE);
    List<Outcome> outcomes = scene.chain.submit(rivalOf(tx), 0);
    assertEquals(refused(tx, Refusal.REPLACED), outcomes.getFirst());
    assertInstanceOf(Outcome.Queued.class, outcomes.get(1));
    assertEquals(2, outcomes.size());
  }

  @Test
  void timeIsUpForWhatCanNoLongerPay() {
    Tx tx = queued(Refusal.FEE_CAP_BELOW_BASE_FEE);
    long expiry = LedgerChain.TIME + Limits.QUEUE_SECONDS_MAX;
    assertEquals(List.of(), scene.chain.header(expiry - 1, List.of()));
    List<Outcome> outcomes = scene.chain.header(expiry, List.of());
    assertEquals(
        List.of(refused(tx, Refusal.QUEUE_EXPIRED)),
        outcomes.stream()
            .filter(outcome -> outcome.equals(refused(tx, Refusal.QUEUE_EXPIRED)))
            .toList());
    assertEquals(RefusalScene.NONCE, scene.chain.nonce(tx.sender));
  }

  /** Who was replaced is gone, and expires no more; his rival does. */
  @Test
  void whatWasReplacedDoesNotExpire() {
    Tx tx = queued(Refusal.FEE_CAP_BELOW_BASE_FEE);
    Tx rival = rivalOf(tx);
    scene.chain.submit(rival, 0);
    List<Outcome> outcomes =
        scene.chain.header(LedgerChain.TIME + Limits.QUEUE_SECONDS_MAX, List.of());
    List<Outcome> ofNonce =
        outcomes.stream()
            .filter(outcome ->
                outcome.equals(refused(tx, Refusal.QUEUE_EXPIRED))
                    || outcome.equals(refused(rival, Refusal.QUEUE_EXPIRED)))
            .toList();
    assertEquals(List.of(refused(rival, Refusal.QUEUE_EXPIRED)), ofNonce);
  }
}
