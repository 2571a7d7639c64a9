package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.balance;
import static io.braid.protocol.shard.ByHand.brief;
import static io.braid.protocol.shard.ByHand.bundle;
import static io.braid.protocol.shard.ByHand.credit;
import static io.braid.protocol.shard.ByHand.deposit;
import static io.braid.protocol.shard.ByHand.handle;
import static io.braid.protocol.shard.ByHand.header;
import static io.braid.protocol.shard.ByHand.payment;
import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shard does at a header, and bundles that wait for one. */
class HeaderTest {

  private static final Address ALICE = user(1, 0);
  private static final Address BOB = user(1, 1);

  private static ShardMachine inBlockOne() {
    ShardMachine machine = ByHand.machine(1);
    handle(machine, header(1).bytes());
    return machine;
  }

  private static ShardMachine from(PlainSnapshot snapshot) {
    return ShardMachine.fromSnapshot(
        snapshot.bytes(), ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
  }

  /** The origins of the steps in a diff, in order. */
  private static List<Word> origins(Diff diff) {
    return diff.outcomes().stream().map(outcome -> ((Outcome.Stepped) outcome).origin()).toList();
  }

  @Test
  void newTokenIsKnownFromItsHeaderOn() {
    ShardMachine machine = inBlockOne();
    Address token = user(2, 60);
    ByHand.Sent transfer =
        new ByHand.Transaction()
            .call(
                token,
                "transfer(address,uint256)",
                new BigInteger(1, BOB.toBytes()),
                BigInteger.valueOf(40))
            .from("transfer", ALICE, 0);
    assertEquals(
        List.of("refused transfer NO_PROGRAM_AT_ADDRESS"),
        brief(handle(machine, transactions(transfer)), transfer));
    L1Event deposit = new L1Event(1, ALICE, 2L << 32, Word.of(50), List.of());
    Diff diff = handle(machine, header(2).token(token).event(deposit).bytes());
    assertEquals(List.of("finished 0"), brief(diff));
    assertEquals(
        List.of("done transfer"), brief(handle(machine, transactions(transfer)), transfer));
    ByHand.Header third = header(3);
    assertEquals(RecordFault.WRONG_TOKEN, handle(machine, third.bytes()).fault());
    third.firstToken = 3;
    third.firstEvent = 1;
    assertEquals(Disposition.APPLIED, handle(machine, third.bytes()).disposition());
  }

  @Test
  void eventsRunInOrderOnTheirOwnersShard() {
    ShardMachine machine = inBlockOne();
    ByHand.Header second =
        header(2)
            .event(deposit(ALICE, 5))
            .event(deposit(user(2, 0), 7))
            .event(new L1Event(2, ALICE, 0, Word.ZERO, List.of()))
            .event(deposit(BOB, 9))
            .event(deposit(ALICE, 11));
    Diff diff = handle(machine, second.bytes());
    assertEquals(List.of(Word.ZERO, Word.of(2), Word.of(3), Word.of(4)), origins(diff));
    assertEquals(BigInteger.valueOf(11), balance(machine, ALICE));
    assertEquals(BigInteger.valueOf(ByHand.RICH + 9), balance(machine, BOB));
    Outcome.Stepped exit = (Outcome.Stepped) diff.outcomes().get(1);
    assertEquals(Word.of(ByHand.RICH + 5), exit.withdrawals().getFirst().amount());
    ByHand.Header third = header(3).event(deposit(BOB, 1));
    third.firstEvent = 5;
    assertEquals(List.of(Word.of(5)), origins(handle(machine, third.bytes())));
  }

  @Test
  void expiryThenEventsThenBundlesKeptAside() {
    ShardMachine machine = inBlockOne();
    ByHand.Sent waiting = payment(ALICE, 1);
    handle(machine, transactions(waiting));
    MessageBundle.Message[] messages = {named(1), named(2), named(3)};
    assertEquals(
        Disposition.KEPT_ASIDE,
        handle(machine, bundle(3, 1, 0, 2, messages[0], messages[1]).encode()).disposition());
    assertEquals(
        Disposition.KEPT_ASIDE,
        handle(machine, bundle(0, 1, 0, 2, messages[2]).encode()).disposition());
    assertEquals(
        Disposition.APPLIED, handle(machine, bundle(2, 1, 0, 1, named(9)).encode()).disposition());
    Diff diff = handle(machine, header(2).time(1_601).event(deposit(BOB, 77)).bytes());
    assertEquals(
        List.of("refused 1 QUEUE_EXPIRED", "finished 0", "finished 0", "finished 0", "finished 0"),
        brief(diff, waiting));
    assertEquals(
        List.of(Word.ZERO, Word.of(1), Word.of(2), Word.of(3)),
        diff.outcomes().stream()
            .skip(1)
            .map(outcome -> ((Outcome.Stepped) outcome).origin())
            .toList());
    assertEquals(List.of(), machine.keptAside());
    assertEquals(List.of(), brief(handle(machine, next(3).bytes())));
  }

  private static ByHand.Header next(long number) {
    ByHand.Header header = header(number).time(1_700);
    header.firstEvent = 1;
    return header;
  }

  private static MessageBundle.Message named(long origin) {
    MessageBundle.Message credit = credit(BOB, 1);
    return new MessageBundle.Message(
        1,
        Word.of(origin),
        credit.sender(),
        0,
        credit.owner(),
        credit.payee(),
        0,
        credit.amount1(),
        0,
        Word.ZERO,
        List.of());
  }

  @Test
  void bundleKeptAsideOnlyUntilItsBlock() {
    ShardMachine machine = inBlockOne();
    handle(machine, header(2).bytes());
    assertEquals(
        Disposition.APPLIED,
        handle(machine, bundle(0, 1, 0, 1, credit(BOB, 1)).encode()).disposition());
    assertEquals(
        Disposition.APPLIED,
        handle(machine, bundle(0, 1, 1, 2, credit(BOB, 1)).encode()).disposition());
    assertEquals(
        Disposition.KEPT_ASIDE,
        handle(machine, bundle(0, 1, 2, 3, credit(BOB, 1)).encode()).disposition());
    assertEquals(
        Disposition.APPLIED,
        handle(machine, bundle(0, 1, 3, 2, credit(BOB, 1)).encode()).disposition());
    assertEquals(BigInteger.valueOf(ByHand.RICH + 3), balance(machine, BOB));
    assertEquals(List.of("finished 0"), brief(handle(machine, header(3).bytes())));
    assertEquals(BigInteger.valueOf(ByHand.RICH + 4), balance(machine, BOB));
  }

  @Test
  void nextGenerationBeginsAtAHeader() {
    ShardMachine machine = inBlockOne();
    byte[] old = bundle(0, 1, 0, 2, credit(BOB, 1)).encode();
    assertEquals(Disposition.KEPT_ASIDE, handle(machine, old).disposition());
    final byte[] before = machine.snapshot();
    ByHand.Header second = header(2);
    second.generation = 1;
    Diff diff = handle(machine, second.bytes());
    assertEquals(Disposition.NEXT_GENERATION, diff.disposition());
    assertEquals(0, diff.generation());
    assertEquals(List.of(), brief(diff));
    ShardMachine closed = machine;
    assertThrows(IllegalStateException.class, () -> handle(closed, header(2).bytes()));
    assertThrows(IllegalStateException.class, closed::snapshot);
    // A repair opens the generation as a replay does.
    machine = ShardMachine.fromSnapshot(before, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    machine.beginHeader(machine.nextOffset(), second.bytes());
    machine.runKeptAside();
    machine.endHeader();
    diff = DiffCodec.decode(machine.diff(), 0, machine.diffLength()).value();
    assertEquals(1, diff.generation());
    assertEquals(List.of("finished 0"), brief(diff));
    byte[] late = bundle(0, 1, 1, 2, credit(BOB, 1)).encode();
    assertEquals(Disposition.OTHER_GENERATION, handle(machine, late).disposition());
    assertEquals(Disposition.OTHER_GENERATION, handle(machine, header(3).bytes()).disposition());
    ByHand.Sent far = new ByHand.Transaction().to(user(3, 0)).from("far", ALICE, 0);
    assertEquals(1, handle(machine, transactions(far)).bundles().getFirst().generation());
    MessageBundle current = new MessageBundle(0, 9, 1, 1, 1, 2, List.of(credit(BOB, 1)));
    assertEquals(Disposition.APPLIED, handle(machine, current.encode()).disposition());
  }

  @Test
  void lastGenerationHasNoNext() {
    PlainSnapshot snapshot = PlainSnapshot.empty();
    snapshot.generation = 0xffff_ffffL;
    ShardMachine machine = from(snapshot);
    ByHand.Header third = header(3);
    assertEquals(Disposition.OTHER_GENERATION, handle(machine, third.bytes()).disposition());
    third.generation = 0xffff_ffffL;
    assertEquals(Disposition.APPLIED, handle(machine, third.bytes()).disposition());
  }

  @Test
  void lastBlocks() {
    PlainSnapshot snapshot = PlainSnapshot.empty();
    snapshot.block = -3;
    ShardMachine machine = from(snapshot);
    assertEquals(Disposition.REPEATED, handle(machine, header(1).bytes()).disposition());
    assertEquals(Disposition.REPEATED, handle(machine, late(-3)).disposition());
    assertEquals(Disposition.GAP, handle(machine, late(-1)).disposition());
    assertEquals(RecordFault.BLOCK_TOO_HIGH, handle(machine, bundleOf(0, -1)).fault());
    assertEquals(Disposition.KEPT_ASIDE, handle(machine, bundleOf(0, -2)).disposition());
    assertEquals(List.of("finished 0"), brief(handle(machine, late(-2))));
    assertEquals(Disposition.APPLIED, handle(machine, late(-1)).disposition());
    assertEquals(Disposition.APPLIED, handle(machine, bundleOf(1, -2)).disposition());
    assertEquals(Disposition.APPLIED, handle(machine, bundleOf(2, 0)).disposition());
    assertEquals(Disposition.APPLIED, handle(machine, bundleOf(3, -1)).disposition());
    for (long number : new long[] {0, 1, -2, -1}) {
      assertEquals(Disposition.REPEATED, handle(machine, late(number)).disposition());
    }
  }

  private static byte[] late(long number) {
    return header(number).time(2_000).bytes();
  }

  private static byte[] bundleOf(long number, long block) {
    return bundle(0, 1, number, block, credit(BOB, 1)).encode();
  }

  @Test
  void timeMayStandStillAndReachItsLimit() {
    ShardMachine machine = inBlockOne();
    assertEquals(Disposition.APPLIED, handle(machine, header(2).time(1_001).bytes()).disposition());
    ByHand.Sent waiting = payment(ALICE, 1);
    assertEquals(
        Disposition.APPLIED, handle(machine, header(3).time(0xffff_ffffL).bytes()).disposition());
    handle(machine, transactions(waiting));
    assertEquals(List.of(), brief(handle(machine, header(4).time(0xffff_ffffL).bytes())));
    byte[] snapshot = machine.snapshot();
    assertEquals(
        1,
        SnapshotCodec.decode(snapshot, ByHand.PROGRAMS.commitment(), Seeds.TABLE)
            .queue
            .all()
            .size());
  }

  @Test
  void offsetsAscend() {
    ShardMachine machine = inBlockOne();
    assertEquals(1, machine.nextOffset());
    machine.handle(5, header(2).bytes());
    for (long offset : new long[] {5, 0, -1, Long.MIN_VALUE}) {
      IllegalArgumentException fault =
          assertThrows(
              IllegalArgumentException.class, () -> machine.handle(offset, header(3).bytes()));
      assertEquals(
          "offset %d does not come after the last one: the next is at least 6".formatted(offset),
          fault.getMessage());
    }
    assertEquals(Disposition.APPLIED, handle(machine, header(3).bytes()).disposition());
  }
}
