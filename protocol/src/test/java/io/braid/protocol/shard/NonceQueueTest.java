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

import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  record Rivals(
      BigInteger maxFee, BigInteger tip, BigInteger newMaxFee, BigInteger newTip, boolean wins) {}

  private static Rivals rivals(long maxFee, long tip, long newMaxFee, long newTip, boolean wins) {
    return new Rivals(
        BigInteger.valueOf(maxFee),
        BigInteger.valueOf(tip),
        BigInteger.valueOf(newMaxFee),
        BigInteger.valueOf(newTip),
        wins);
  }

  static Stream<Rivals> rivals() {
    // The largest fee cap whose product with the gas limit fits a word, as large fees go.
    BigInteger most = MAX.divide(BigInteger.valueOf(400_000));
    BigInteger old = most.multiply(BigInteger.TEN).divide(BigInteger.valueOf(11));
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
        rivals(0, 0, 0, 0, true),
        new Rivals(old, BigInteger.ZERO, most, BigInteger.ZERO, true),
        new Rivals(old.add(BigInteger.ONE), BigInteger.ZERO, most, BigInteger.ZERO, false),
        new Rivals(most, BigInteger.ZERO, most, BigInteger.ZERO, false));
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
    ByHand.Sent poor = new ByHand.Transaction().fees(BASE_FEE - 1, 0).from("poor", ALICE, 2);
    ByHand.Sent[] all = {
      payment(ALICE, 1), poor, payment(ALICE, 3), payment(ALICE, 4), payment(ALICE, 0)
    };
    assertEquals(
        List.of(
            "queued 1",
            "queued poor",
            "queued 3",
            "queued 4",
            "done 0",
            "done 1",
            "refused poor FEE_CAP_BELOW_BASE_FEE"),
        send(all));
    assertEquals(BigInteger.TWO, nonce(machine, ALICE));
    ByHand.Sent second = payment(ALICE, 2);
    assertEquals(
        List.of("done 2", "done 3", "done 4"),
        brief(handle(machine, transactions(second)), second, all[2], all[3]));
  }

  @Test
  void whatIsBehindARefusalExpires() {
    ByHand.Sent poor = new ByHand.Transaction().fees(BASE_FEE - 1, 0).from("poor", ALICE, 1);
    ByHand.Sent third = payment(ALICE, 2);
    send(third, poor, payment(ALICE, 0));
    assertEquals(List.of("refused 2 QUEUE_EXPIRED"), open(2, 1_601, third));
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
    machine = ShardMachine.fromSnapshot(snapshot.bytes(), ByHand.PROGRAMS, new Interpreter());
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
    assertArrayEquals(restored, SnapshotCodec.encode(SnapshotCodec.decode(restored)));
  }

  @Test
  void queueThatIsFull() {
    PlainSnapshot snapshot = PlainSnapshot.empty();
    List<ByHand.Sent> queued = new ArrayList<>();
    for (int i = 0; i < 65_535; i++) {
      queued.add(payment(user(1, 100 + i / 64), 1 + i % 64));
      snapshot.queue(queued.getLast(), 1_602);
    }
    snapshot.cells.add(PlainSnapshot.holding(ALICE, Word.of(ByHand.RICH)));
    machine = ShardMachine.fromSnapshot(snapshot.bytes(), ByHand.PROGRAMS, new Interpreter());
    assertEquals(
        List.of("queued 1", "refused 2 QUEUE_FULL", "refused 65 NONCE_TOO_HIGH"),
        send(payments(1, 2, 65)));
    ByHand.Sent rival = new ByHand.Transaction().fees(3_000, 0).from("rival", ALICE, 1);
    assertEquals(
        List.of("refused 1 REPLACED", "queued rival"),
        brief(handle(machine, transactions(rival)), payment(ALICE, 1), rival));
    assertEquals(List.of(), send(rival));
    ByHand.Sent first = payment(ALICE, 0);
    assertEquals(
        List.of("done 0", "done rival"), brief(handle(machine, transactions(first)), first, rival));
    assertEquals(List.of("queued 3", "refused 4 QUEUE_FULL"), send(payments(3, 4)));
    assertEquals(65_536, open(3, 1_602).size());
    assertEquals(List.of("queued 4"), send(payment(ALICE, 4)));
  }
}
