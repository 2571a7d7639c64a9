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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a queued transaction is refused for later. It may be one that would be refused when it runs:
 * that is judged only then, so a rival or its time is the answer if either comes first.
 */
class QueuedRefusalTest {

  private static final long NONCE = RefusalScene.NONCE + 1;

  private final RefusalScene scene = new RefusalScene();

  private Tx queued(Refusal fault) {
    Tx tx =
        new Asking(LedgerFunction.TRANSFER).spoil(fault).spoil(Refusal.QUEUE_FULL).transaction();
    Outcome outcome = scene.chain.submit(tx, 0).getFirst();
    assertEquals(NONCE, assertInstanceOf(Outcome.Queued.class, outcome).nonce());
    return tx;
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
  @EnumSource(
      names = {"INTRINSIC_GAS_TOO_LOW", "FEE_CAP_BELOW_BASE_FEE", "INSUFFICIENT_FUNDS_FOR_FEE"})
  void faultOfTheRunIsJudgedWhenItLeavesTheQueue(Refusal fault) {
    Tx tx = queued(fault);
    Tx before = Tx.of(tx.sender, NONCE - 1, Addresses.user(8, 0));
    before.gasLimit = BigInteger.valueOf(21_000);
    before.maxFee = BigInteger.valueOf(LedgerChain.BASE_FEE);
    before.tip = BigInteger.ZERO;
    if (fault == Refusal.INSUFFICIENT_FUNDS_FOR_FEE) {
      give(tx.sender, BigInteger.valueOf(21_000 * LedgerChain.BASE_FEE));
    }
    List<Outcome> outcomes = scene.chain.submit(before, 0);
    assertInstanceOf(Outcome.Ran.class, outcomes.getFirst());
    assertEquals(refused(tx, fault), outcomes.get(1));
    assertEquals(NONCE, scene.chain.nonce(tx.sender));
  }

  private void give(BigInteger receiver, BigInteger amount) {
    BigInteger rich = RefusalScene.rich(0);
    scene.chain.mustSucceed(Tx.of(rich, scene.chain.nonce(rich), receiver).value(amount));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INTRINSIC_GAS_TOO_LOW", "FEE_CAP_BELOW_BASE_FEE", "INSUFFICIENT_FUNDS_FOR_FEE"})
  void rivalReplacesItWhateverItsFault(Refusal fault) {
    Tx tx = queued(fault);
    List<Outcome> outcomes = scene.chain.submit(rivalOf(tx), 0);
    assertEquals(refused(tx, Refusal.REPLACED), outcomes.getFirst());
    assertInstanceOf(Outcome.Queued.class, outcomes.get(1));
    assertEquals(2, outcomes.size());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INTRINSIC_GAS_TOO_LOW", "FEE_CAP_BELOW_BASE_FEE", "INSUFFICIENT_FUNDS_FOR_FEE"})
  void timeIsUpWhateverItsFault(Refusal fault) {
    Tx tx = queued(fault);
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
  @ParameterizedTest
  @EnumSource(names = "FEE_CAP_BELOW_BASE_FEE")
  void whatWasReplacedDoesNotExpire(Refusal fault) {
    Tx tx = queued(fault);
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
