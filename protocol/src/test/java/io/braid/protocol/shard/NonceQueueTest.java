package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.BASE_FEE;
import static io.braid.protocol.shard.ByHand.brief;
import static io.braid.protocol.shard.ByHand.handle;
import static io.braid.protocol.shard.ByHand.nonce;
import static io.braid.protocol.shard.ByHand.payment;
import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions whose nonce is not the account's. */
class NonceQueueTest {

  private static final Address ALICE = user(1, 0);
  private static final Address BOB = user(1, 1);
  private static final BigInteger MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private ShardMachine machine;

  @BeforeEach
  void machineInBlockOne() {
    machine = ByHand.machine(1);
    handle(machine, ByHand.header(1).bytes());
  }

  private static ByHand.Sent[] payments(long... nonces) {
    return LongStream.of(nonces)
        .mapToObj(nonce -> payment(ALICE, nonce))
        .toArray(ByHand.Sent[]::new);
  }

  /** What becomes of transactions that come in one record. */
  private List<String> send(ByHand.Sent... all) {
    return brief(handle(machine, transactions(all)), all);
  }

  private List<String> open(long number, long time, ByHand.Sent... known) {
    return brief(handle(machine, ByHand.header(number).time(time).bytes()), known);
  }

  @Test
  void gapsAreFilledInOneRecord() {
    ByHand.Sent[] all = payments(3, 1, 2, 5, 0);
    assertEquals(
        List.of(
            "queued 3", "queued 1", "queued 2", "queued 5", "done 0", "done 1", "done 2", "done 3"),
        send(all));
    assertEquals(BigInteger.valueOf(4), nonce(machine, ALICE));
    assertEquals(List.of("refused 3 NONCE_TOO_LOW"), send(payment(ALICE, 3)));
    ByHand.Sent fourth = payment(ALICE, 4);
    assertEquals(
        List.of("done 4", "done 5"), brief(handle(machine, transactions(fourth)), fourth, all[3]));
    assertEquals(List.of("done 6"), send(payment(ALICE, 6)));
  }

  @Test
  void gapsAreFilledAcrossRecords() {
    send(payments(1, 3));
    assertEquals(
        List.of("done 0", "done 1"),
        brief(handle(machine, transactions(payment(ALICE, 0))), payments(0, 1)));
    assertEquals(
        List.of("done 2", "done 3"),
        brief(handle(machine, transactions(payment(ALICE, 2))), payments(2, 3)));
  }

  @Test
  void othersAreNotDrained() {
    ByHand.Sent bobs = new ByHand.Transaction().from("bob's 1", BOB, 1);
    assertEquals(List.of("queued bob's 1", "done 0"), send(bobs, payment(ALICE, 0)));
    ByHand.Sent first = new ByHand.Transaction().from("bob's 0", BOB, 0);
    assertEquals(
        List.of("done bob's 0", "done bob's 1"),
        brief(handle(machine, transactions(first)), first, bobs));
  }

  @Test
  void nonceAtMost64Ahead() {
    assertEquals(List.of("queued 64", "refused 65 NONCE_TOO_HIGH"), send(payments(64, 65)));
    send(payment(ALICE, 0));
    assertEquals(List.of("queued 65"), send(payment(ALICE, 65)));
  }

  @Test
  void sameTransactionAgainIsNothing() {
    assertEquals(List.of("queued 2"), send(payment(ALICE, 2), payment(ALICE, 2)));
    Diff again = handle(machine, transactions(payment(ALICE, 2)));
    assertEquals(List.of(), again.outcomes());
  }

  /** Fees of a transaction in the queue and of its rival, and whether that replaces it. */
  record Rivals(long maxFee, long tip, long newMaxFee, long newTip, boolean wins) {}

  private static Rivals rivals(long maxFee, long tip, long newMaxFee, long newTip, boolean wins) {
    return new Rivals(maxFee, tip, newMaxFee, newTip, wins);
  }

  static Stream<Rivals> rivals() {
    long most = ByHand.RICH / 21_000 / 11 * 11;
    long old = most / 11 * 10;
    return Stream.of(
        rivals(2_000, 100, 2_200, 110, true),
        rivals(2_000, 100, 2_199, 110, false),
        rivals(2_000, 100, 2_200, 109, false),
        rivals(2_000, 100, 9_000, 100, false),
        rivals(2_000, 0, 2_200, 0, true),
        rivals(2_000, 0, 2_199, 0, false),
        rivals(2_001, 1, 2_202, 2, true),
        rivals(2_001, 1, 2_201, 2, false),
        rivals(2_001, 1, 2_202, 1, false),
        rivals(2_009, 9, 2_210, 10, true),
        rivals(2_009, 9, 2_209, 10, false),
        rivals(2_000, 0, 2_000, 0, false),
        rivals(2_000, 0, 2_000, 2_000, false),
        rivals(old, 0, most, 0, true),
        rivals(old + 1, 0, most, 0, false),
        rivals(most, 0, most, 0, false));
  }

  @ParameterizedTest
  @MethodSource("rivals")
  void rivalMustOfferATenthMoreOfBothFees(Rivals rivals) {
    ByHand.Sent old =
        new ByHand.Transaction().fees(rivals.maxFee(), rivals.tip()).from("old", ALICE, 2);
    ByHand.Sent rival =
        new ByHand.Transaction()
            .fees(rivals.newMaxFee(), rivals.newTip())
            .value(BigInteger.TWO)
            .from("new", ALICE, 2);
    assertEquals(
        rivals.wins()
            ? List.of("queued old", "refused old REPLACED", "queued new")
            : List.of("queued old", "refused new REPLACEMENT_UNDERPRICED"),
        send(old, rival));
  }

  static Stream<Arguments> unpayable() {
    BigInteger most = BigInteger.valueOf(ByHand.RICH / 21_000);
    return Stream.of(
        Arguments.of(BigInteger.valueOf(BASE_FEE), "queued it"),
        Arguments.of(BigInteger.valueOf(BASE_FEE - 1), "refused it FEE_CAP_BELOW_BASE_FEE"),
        Arguments.of(BigInteger.ZERO, "refused it FEE_CAP_BELOW_BASE_FEE"),
        Arguments.of(most, "queued it"),
        Arguments.of(most.add(BigInteger.ONE), "refused it INSUFFICIENT_FUNDS_FOR_FEE"),
        Arguments.of(BigInteger.ONE.shiftLeft(128), "refused it INSUFFICIENT_FUNDS_FOR_FEE"),
        Arguments.of(
            BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE),
            "refused it INSUFFICIENT_FUNDS_FOR_FEE"),
        Arguments.of(BigInteger.ONE.shiftLeft(64), "refused it INSUFFICIENT_FUNDS_FOR_FEE"),
        Arguments.of(
            MAX.divide(BigInteger.valueOf(400_000)), "refused it INSUFFICIENT_FUNDS_FOR_FEE"));
  }

  @ParameterizedTest
  @MethodSource("unpayable")
  void onlyWhatTheSenderCouldPayNowWaits(BigInteger maxFee, String outcome) {
    assertEquals(
        List.of(outcome),
        send(new ByHand.Transaction().fees(maxFee, BigInteger.ZERO).from("it", ALICE, 2)));
  }

  @Test
  void timeIsUpAfter600Seconds() {
    ByHand.Sent[] all = payments(3, 2);
    send(all[0]);
    send(all[1]);
    assertEquals(List.of(), open(2, 1_600, all));
    assertEquals(
        List.of("refused 3 QUEUE_EXPIRED", "refused 2 QUEUE_EXPIRED"), open(3, 1_601, all));
    assertEquals(List.of("done 0"), send(payment(ALICE, 0)));
    assertEquals(List.of("done 1"), send(payment(ALICE, 1)));
    assertEquals(List.of("done 2"), send(payment(ALICE, 2)));
  }

  @Test
  void replacementWaitsAnew() {
    ByHand.Sent[] all = payments(2, 3);
    send(all);
    assertEquals(List.of(), open(2, 1_100));
    ByHand.Sent rival = new ByHand.Transaction().fees(3_000, 0).from("rival", ALICE, 2);
    assertEquals(
        List.of("refused 2 REPLACED", "queued rival"),
        brief(handle(machine, transactions(rival)), all[0], rival));
    assertEquals(List.of("refused 3 QUEUE_EXPIRED"), open(3, 1_601, all));
    assertEquals(List.of(), open(4, 1_699, rival));
    assertEquals(List.of("refused rival QUEUE_EXPIRED"), open(5, 1_700, rival));
  }

  @Test
  void refusalEndsTheDraining() {
    ByHand.Sent poor = new ByHand.Transaction().fees(BASE_FEE, 0).from("poor", ALICE, 2);
    ByHand.Sent[] all = {
      payment(ALICE, 1), poor, payment(ALICE, 3), payment(ALICE, 4), payment(ALICE, 0)
    };
    assertEquals(
        List.of("queued 1", "queued poor", "queued 3", "queued 4"),
        send(all[0], all[1], all[2], all[3]));
    handle(machine, ByHand.header(2).baseFee(BASE_FEE + 1).bytes());
    assertEquals(
        List.of("done 0", "done 1", "refused poor FEE_CAP_BELOW_BASE_FEE"),
        brief(handle(machine, transactions(all[4])), all));
    assertEquals(BigInteger.TWO, nonce(machine, ALICE));
    ByHand.Sent second = payment(ALICE, 2);
    assertEquals(
        List.of("done 2", "done 3", "done 4"),
        brief(handle(machine, transactions(second)), second, all[2], all[3]));
  }

  @Test
  void whatIsBehindARefusalExpires() {
    ByHand.Sent poor = new ByHand.Transaction().fees(BASE_FEE, 0).from("poor", ALICE, 1);
    ByHand.Sent third = payment(ALICE, 2);
    send(third, poor);
    handle(machine, ByHand.header(2).baseFee(BASE_FEE + 1).bytes());
    send(payment(ALICE, 0));
    assertEquals(List.of("refused 2 QUEUE_EXPIRED"), open(3, 1_601, third));
  }

  @Test
  void recipientThatBecameATokenIsRefusedWhenItsTurnComes() {
    Address token = user(1, 60);
    ByHand.Sent late = new ByHand.Transaction().to(token).from("late", ALICE, 1);
    send(late);
    handle(machine, ByHand.header(2).token(token).bytes());
    ByHand.Sent first = payment(ALICE, 0);
    // What takes no data at a user's address is an unknown function at a token's.
    assertEquals(
        List.of("done 0", "refused late UNKNOWN_FUNCTION"),
        brief(handle(machine, transactions(first)), first, late));
  }

  @Test
  void lastNonces() {
    PlainSnapshot snapshot = PlainSnapshot.empty();
    snapshot.cells.add(PlainSnapshot.holding(ALICE, new Word(ByHand.RICH, 0, -4, 0)));
    machine =
        ShardMachine.fromSnapshot(
            snapshot.bytes(), ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    ByHand.Sent[] all = payments(-5, -2, -3, -1, 0, -4);
    assertEquals(
        List.of(
            "refused 18446744073709551611 NONCE_TOO_LOW",
            "queued 18446744073709551614",
            "queued 18446744073709551613",
            "refused 18446744073709551615 NONCE_MAX",
            "refused 0 NONCE_TOO_LOW",
            "done 18446744073709551612",
            "done 18446744073709551613",
            "done 18446744073709551614"),
        send(all));
    assertEquals(BigInteger.TWO.pow(64).subtract(BigInteger.ONE), nonce(machine, ALICE));
    assertEquals(
        List.of(
            "refused 18446744073709551614 NONCE_TOO_LOW", "refused 18446744073709551615 NONCE_MAX"),
        send(payments(-2, -1)));
    byte[] restored = machine.snapshot();
    assertArrayEquals(
        restored,
        SnapshotCodec.encode(
            SnapshotCodec.decode(restored, ByHand.PROGRAMS.commitment(), Seeds.TABLE),
            ByHand.PROGRAMS.commitment()));
  }

  @Test
  void queueThatIsFull() {
    PlainSnapshot snapshot = PlainSnapshot.empty();
    List<ByHand.Sent> queued = new ArrayList<>();
    for (int i = 0; i < 65_535; i++) {
      Address sender = user(1, 100 + i / 64);
      queued.add(
          new ByHand.Transaction().value(BigInteger.TWO).from("other's", sender, 1 + i % 64));
      snapshot.queue(queued.getLast(), 1_602);
    }
    snapshot.cells.add(PlainSnapshot.holding(ALICE, Word.of(ByHand.RICH)));
    machine =
        ShardMachine.fromSnapshot(
            snapshot.bytes(), ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    ByHand.Sent oldest = named("oldest", queued.get(0));
    ByHand.Sent second = named("second", queued.get(1));
    ByHand.Sent[] first = payments(1, 2, 65);
    assertEquals(
        List.of("queued 1", "refused oldest QUEUE_FULL", "queued 2", "refused 65 NONCE_TOO_HIGH"),
        brief(handle(machine, transactions(first)), first[0], first[1], first[2], oldest));
    ByHand.Sent rival = new ByHand.Transaction().fees(3_000, 0).from("rival", ALICE, 1);
    assertEquals(
        List.of("refused 1 REPLACED", "queued rival"),
        brief(handle(machine, transactions(rival)), payment(ALICE, 1), rival));
    assertEquals(List.of(), send(rival));
    ByHand.Sent filler = payment(ALICE, 0);
    assertEquals(
        List.of("done 0", "done rival", "done 2"),
        brief(handle(machine, transactions(filler)), filler, rival, first[1]));
    ByHand.Sent[] more = payments(4, 5, 6);
    assertEquals(
        List.of("queued 4", "queued 5", "refused second QUEUE_FULL", "queued 6"),
        brief(handle(machine, transactions(more)), more[0], more[1], more[2], second));
    // No header holds more than its share of those whose time is up.
    assertEquals(Limits.EXPIRIES_IN_HEADER_MAX, open(3, 1_602).size());
    assertEquals(Limits.EXPIRIES_IN_HEADER_MAX, open(4, 1_602).size());
  }

  private static ByHand.Sent named(String name, ByHand.Sent sent) {
    return sent.named(name);
  }

  @Test
  void bytesThatMayWait() {
    NonceQueue queue = new NonceQueue();
    WaitingTransaction large = waiting(1, Limits.TRANSACTION_BYTES_MAX);
    int count = Limits.QUEUED_BYTES_MAX / Limits.TRANSACTION_BYTES_MAX;
    for (int nonce = 1; nonce <= count; nonce++) {
      WaitingTransaction next = waiting(nonce, Limits.TRANSACTION_BYTES_MAX);
      assertTrue(queue.hasRoomFor(next));
      queue.add(next);
    }
    assertFalse(queue.hasRoomFor(waiting(count + 1, 1)));
    assertEquals(1, queue.removeOldest().nonce());
    assertTrue(queue.hasRoomFor(large));
    queue.add(waiting(count + 1, 1));
    assertFalse(queue.hasRoomFor(large));
    assertEquals(2, queue.remove(large.words(), WaitingTransaction.SENDER, 2).nonce());
    assertTrue(queue.hasRoomFor(large));
  }

  private static WaitingTransaction waiting(long nonce, int bytes) {
    TransactionFields fields = new TransactionFields();
    byte[] raw = payment(ALICE, nonce).raw();
    assertNull(new TransactionDecoder().decode(raw, 0, raw.length, fields));
    return new WaitingTransaction(
        ALICE.word().toLongs(), 0, fields, Arrays.copyOf(raw, bytes), 1_600);
  }
}
