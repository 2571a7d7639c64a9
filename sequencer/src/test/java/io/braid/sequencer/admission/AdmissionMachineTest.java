package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.InFlightTransaction.Stage;
import io.braid.sequencer.admission.PendingTransactions.Status;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionMachineTest {

  private static final long NOW = 1_000_000;
  private static final Address SENDER = new Address(Word.of(0x1001));

  /** Of a payment of one wei at a fee cap of 2,000. */
  private static final long COST = 21_000 * 2_000 + 1;

  private final FakeView view = new FakeView().account(SENDER, 5, 100 * COST);
  private final AdmissionMachine machine =
      new AdmissionMachine(new ShardCount(4), view, _ -> 0, AdmissionLimits.DEFAULTS);

  private String admit(Transaction transaction) {
    return machine.admit(transaction.from(SENDER), NOW).message();
  }

  private Candidate accept(Transaction transaction) {
    Candidate candidate = transaction.from(SENDER);
    assertInstanceOf(AdmissionAnswer.Accepted.class, machine.admit(candidate, NOW));
    return candidate;
  }

  private long pendingNonce() {
    return machine.pending().pendingNonce(SENDER, view.ethHolding(SENDER).third());
  }

  private static Outcome ran(Candidate candidate) {
    return new Outcome.Ran(
        candidate.hash(),
        Word.ZERO,
        candidate.sender(),
        candidate.fields().nonce(),
        21_000,
        Word.ZERO,
        0,
        List.of(),
        List.of());
  }

  private static Outcome refused(Candidate candidate, Refusal reason) {
    return new Outcome.Refused(candidate.hash(), candidate.sender(), reason.code());
  }

  private static Outcome queued(Candidate candidate) {
    return new Outcome.Queued(candidate.hash(), candidate.sender(), candidate.fields().nonce());
  }

  @Test
  void pendingNonceIsTheLowestFreeOne() {
    assertEquals(5, pendingNonce());
    accept(new Transaction().nonce(7));
    assertEquals(5, pendingNonce());
    Candidate fifth = accept(new Transaction().nonce(5));
    assertEquals(6, pendingNonce());
    accept(new Transaction().nonce(6));
    assertEquals(8, pendingNonce());
    machine.learn(refused(fifth, Refusal.FEE_CAP_BELOW_BASE_FEE));
    assertEquals(5, pendingNonce());
    accept(new Transaction().nonce(5));
    assertEquals(8, pendingNonce());
    view.account(SENDER, 7, COST);
    assertEquals(8, pendingNonce());
    assertEquals(0, machine.pending().pendingNonce(new Address(Word.of(1)), 0));
  }

  @Test
  void gapsReachSixtyFourBehindWhatIsInFlight() {
    accept(new Transaction().nonce(5));
    accept(new Transaction().nonce(6));
    accept(new Transaction().nonce(7 + 64));
    assertEquals(
        "nonce too high: next nonce 7, tx nonce 72, at most 64 ahead",
        admit(new Transaction().nonce(7 + 65)));
    assertEquals(
        "nonce too high: next nonce 7, tx nonce 18446744073709551614, at most 64 ahead",
        admit(new Transaction().nonce(-2)));
    assertEquals("nonce too low: next nonce 5, tx nonce 4", admit(new Transaction().nonce(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "2200, 11,",
    "2200, 10, replacement transaction underpriced",
    "2199, 11, replacement transaction underpriced",
    "2000, 10, replacement transaction underpriced",
    "9999, 9999,"
  })
  void aRivalOffersATenthMoreOfBothFees(long maxFee, long tip, String answer) {
    accept(new Transaction().nonce(5).fees(2_000, 10));
    assertEquals(answer, admit(new Transaction().nonce(5).value(2).fees(maxFee, tip)));
  }

  @Test
  void rivalsAreComparedWithTheNewest() {
    Candidate first = accept(new Transaction().nonce(5).fees(2_000, 10));
    Candidate second = accept(new Transaction().nonce(5).fees(3_000, 20));
    assertEquals(
        "replacement transaction underpriced", admit(new Transaction().nonce(5).fees(2_500, 15)));
    assertEquals(2, machine.pending().count());
    assertEquals(
        List.of(first.hash(), second.hash()),
        machine.pending().byAccount(SENDER).stream().map(InFlightTransaction::hash).toList());
    machine.learn(refused(first, Refusal.REPLACED));
    machine.learn(ran(second));
    assertEquals(0, machine.pending().count());
  }

  @Test
  void aBalanceCoversAllThatIsInFlight() {
    view.account(SENDER, 5, 2 * COST + 41_999_999);
    accept(new Transaction().nonce(5));
    accept(new Transaction().nonce(8));
    assertEquals(
        "insufficient funds for gas * price + value: balance 126000001, in flight 84000002,"
            + " tx cost 42000001",
        admit(new Transaction().nonce(6)));
    Candidate without = accept(new Transaction().nonce(6).fees(1_999, 1));
    machine.learn(refused(without, Refusal.NONCE_TOO_LOW));
    // A rival's cost counts in the place of the other's, the dearest of them.
    view.account(SENDER, 5, 3 * COST);
    accept(new Transaction().nonce(8).fees(4_000, 2));
    assertEquals(
        "insufficient funds for gas * price + value: balance 126000003, in flight 126000002,"
            + " tx cost 42000001",
        admit(new Transaction().nonce(6)));
  }

  @Test
  void theValueCountsAndOnlyTheGasOfTheOperation() {
    view.account(SENDER, 5, COST + 99);
    assertEquals(
        "insufficient funds for gas * price + value: balance 42000100, in flight 0,"
            + " tx cost 42000101",
        admit(new Transaction().nonce(5).value(101)));
    assertNull(admit(new Transaction().nonce(5).value(100).gasLimit(1L << 40)));
  }

  @Test
  void valuesThatOverflowAreTooDear() {
    BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    assertEquals(
        "insufficient funds for gas * price + value: balance %d, in flight 0, tx cost %d"
            .formatted(100 * COST, most),
        admit(new Transaction().nonce(5).value(most)));
  }

  /** A call that moves ETH may move more than there is, but not from under those behind it. */
  @Test
  void whatACallMovesCountsForTheOthers() {
    long[] facade = new long[4];
    SystemAddress.facade(facade, 0);
    Transaction move =
        new Transaction()
            .nonce(5)
            .call(
                Address.of(facade, 0),
                "transfer(address,uint256)",
                BigInteger.TWO,
                BigInteger.valueOf(1_000 * COST));
    Candidate moved = accept(move);
    assertEquals(
        "insufficient funds for gas * price + value: balance %d, in flight %d, tx cost %d"
            .formatted(100 * COST, 50_000 * 2_000 + 1_000 * COST, COST),
        admit(new Transaction().nonce(6)));
    machine.learn(refused(moved, Refusal.NONCE_TOO_LOW));
    accept(new Transaction().nonce(6));
    assertEquals(
        "insufficient funds for gas * price + value: balance %d, in flight %d, tx cost %d"
            .formatted(100 * COST, COST, 50_000 * 2_000 + 1_000 * COST),
        admit(move));
  }

  @Test
  void anOutcomeEndsTheFlight() {
    Candidate candidate = accept(new Transaction().nonce(5));
    Word hash = candidate.hash();
    PendingTransactions pending = machine.pending();
    assertEquals("already known", admit(new Transaction().nonce(5)));
    assertEquals(Stage.ACCEPTED, pending.byHash(hash).stage());
    machine.appended(hash);
    assertEquals(Stage.IN_LOG, pending.byHash(hash).stage());
    machine.learn(queued(candidate));
    machine.appended(hash);
    assertEquals(Stage.QUEUED, pending.byHash(hash).stage());
    assertEquals(new Status.InFlight(pending.byHash(hash)), pending.status(hash));
    machine.learn(refused(candidate, Refusal.QUEUE_EXPIRED));
    assertNull(pending.byHash(hash));
    assertEquals(new Status.Refused(Refusal.QUEUE_EXPIRED), pending.status(hash));
    accept(new Transaction().nonce(5));
    assertInstanceOf(Status.InFlight.class, pending.status(hash));
    machine.learn(ran(candidate));
    assertNull(pending.status(hash));
    // Sent twice: the second is refused, but the receipt wins.
    machine.learn(refused(candidate, Refusal.NONCE_TOO_LOW));
    assertNull(pending.status(hash));
    assertEquals(List.of(), pending.byAccount(SENDER));
  }

  @Test
  void aReceiptWinsOverARefusalThatCameFirst() {
    Candidate candidate = accept(new Transaction().nonce(5));
    machine.learn(refused(candidate, Refusal.REPLACEMENT_UNDERPRICED));
    machine.learn(ran(candidate));
    assertNull(machine.pending().status(candidate.hash()));
  }

  @Test
  void onlySoManyRefusalsAreRemembered() {
    AdmissionLimits.Rate rate = new AdmissionLimits.Rate(100, 100);
    AdmissionMachine forgetful =
        new AdmissionMachine(
            new ShardCount(4),
            view,
            _ -> 0,
            new AdmissionLimits(9, 10_000, 1_000_000, 9, rate, rate, 9, /* refusalsMax= */ 2));
    Candidate[] all = new Candidate[3];
    for (int i = 0; i < 3; i++) {
      all[i] = new Transaction().nonce(5 + i).from(SENDER);
      forgetful.admit(all[i], NOW);
    }
    for (Candidate candidate : all) {
      forgetful.learn(refused(candidate, Refusal.QUEUE_FULL));
    }
    assertNull(forgetful.pending().status(all[0].hash()));
    Status expected = new Status.Refused(Refusal.QUEUE_FULL);
    assertEquals(expected, forgetful.pending().status(all[1].hash()));
    assertEquals(expected, forgetful.pending().status(all[2].hash()));
  }

  /** Bytes and static gas in flight are bounded as their number is. */
  @ParameterizedTest
  @CsvSource({"3, 1000000, 1000000000", "100, 301, 1000000000", "100, 1000000, 63000"})
  void allThatIsInFlightIsBounded(int countMax, long bytesMax, long gasMax) {
    AdmissionLimits.Rate rate = new AdmissionLimits.Rate(100, 100);
    AdmissionMachine small =
        new AdmissionMachine(
            new ShardCount(4),
            view,
            _ -> 0,
            new AdmissionLimits(countMax, bytesMax, gasMax, 99, rate, rate, 9, 9));
    Candidate last = null;
    int count = 0;
    while (small.mayTry("source", NOW) == null) {
      last = new Transaction().nonce(5 + count++).value(1L << 56).from(SENDER);
      view.account(SENDER, 5, Long.MAX_VALUE);
      assertNull(small.admit(last, NOW).message());
    }
    assertEquals(bytesMax == 301 ? small.inFlight().bytes() / last.raw().length : 3, count);
    assertEquals(
        "overloaded: too many transactions are in flight; retry after 100 ms",
        small.mayTry("source", NOW).message());
    small.learn(ran(last));
    assertNull(small.mayTry("source", NOW));
  }

  @Test
  void whatIsKnownSaysWhetherItIsInTheLog() {
    Candidate candidate = accept(new Transaction().nonce(5));
    assertEquals(
        new AdmissionAnswer.AlreadyKnown(candidate.hash(), false), machine.admit(candidate, NOW));
    machine.appended(candidate.hash());
    assertEquals(
        new AdmissionAnswer.AlreadyKnown(candidate.hash(), true), machine.admit(candidate, NOW));
    Candidate others = new Transaction().nonce(6).from(SENDER);
    machine.inLog(others);
    assertEquals(new AdmissionAnswer.AlreadyKnown(others.hash(), true), machine.admit(others, NOW));
  }

  /** The shard may know it already: what stands in its log has the nonce, and may take the ETH. */
  @Test
  void aTransactionInTheLogCountsThoughItsTokenIsNotKnownHere() {
    view.account(SENDER, 5, 400_000_000);
    Address token = Address.parse("0x" + "7b".repeat(20));
    Transaction others =
        new Transaction().call(token, "transfer(address,uint256)", BigInteger.TWO, BigInteger.TWO);
    machine.inLog(others.nonce(5).from(SENDER));
    machine.inLog(others.nonce(6).gasLimit(60_000).from(SENDER));
    assertEquals(7, machine.pending().pendingNonce(SENDER, 5));
    assertEquals(200_000 + 60_000, machine.inFlight().gas());
    Candidate own = new Transaction().nonce(7).value(1).from(SENDER);
    assertEquals(
        "insufficient funds for gas * price + value: balance 400000000, in flight 520000000,"
            + " tx cost 42000001",
        machine.admit(own, NOW).message());
  }

  /** Of each kind of room, a quarter is kept from what stands in a log. */
  @ParameterizedTest
  @CsvSource({"8, 1000, 1000", "1000, 8, 1000", "1000, 1000, 8"})
  void transactionsOutOfALogLeaveRoomForOthers(int inCount, int inBytes, int inGas) {
    long bytesEach = new Transaction().nonce(5).from(SENDER).raw().length;
    AdmissionLimits limits =
        new AdmissionLimits(
            inCount,
            inBytes * bytesEach,
            inGas * 21_000L,
            1_000,
            AdmissionLimits.DEFAULTS.accountRate(),
            AdmissionLimits.DEFAULTS.sourceRate(),
            10,
            10);
    AdmissionMachine small = new AdmissionMachine(new ShardCount(4), view, _ -> 0, limits);
    int nonce = 5;
    AdmissionAnswer answer;
    do {
      answer = small.admitFromLog(new Transaction().nonce(nonce++).from(SENDER), NOW);
    } while (answer instanceof AdmissionAnswer.Accepted);
    assertEquals(
        "overloaded: too many transactions are in flight; retry after 100 ms", answer.message());
    int fromLog = small.pending().count();
    assertNull(small.mayTry("somebody", NOW));
    nonce--;
    while (small.mayTry("somebody", NOW) == null) {
      Candidate candidate = new Transaction().nonce(nonce++).from(SENDER);
      assertInstanceOf(AdmissionAnswer.Accepted.class, small.admit(candidate, NOW));
    }
    assertEquals(6, fromLog);
    assertEquals(8, small.pending().count());
  }

  @Test
  void whatStandsInALogWaitsUntilTheViewIsReady() {
    Candidate candidate = new Transaction().nonce(5).from(SENDER);
    view.ready(false);
    assertEquals(
        "not ready: this gateway has not caught up with the logs; retry after 1000 ms",
        machine.admitFromLog(candidate, NOW).message());
    view.ready(true);
    assertInstanceOf(AdmissionAnswer.Accepted.class, machine.admitFromLog(candidate, NOW));
  }
}
