package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptAssemblerTest {

  private static final Address ALICE = Address.parse("0x" + "a1".repeat(20));
  private static final Address BOB = Address.parse("0x" + "b0".repeat(20));
  private static final Address NOBODY = new Address(Word.ZERO);
  private static final Word SIGNING = Word.of(77);

  private final List<Receipt> receipts = new ArrayList<>();
  private final ReceiptAssembler assembler = new ReceiptAssembler(receipts::add);

  private void accept(int shard, long offset, Outcome... outcomes) {
    assembler.accept(
        new Diff(
            shard,
            offset,
            10 + offset,
            0,
            Disposition.APPLIED,
            null,
            List.of(outcomes),
            List.of(),
            List.of()));
  }

  private static LogEntry log(long operand) {
    return new LogEntry(1, List.of(Word.of(operand)));
  }

  private static Withdrawal withdrawal(long amount) {
    return new Withdrawal(ALICE, 0, Word.of(amount));
  }

  private static Outcome.Ran ran(long hash, Address sender, Integer code, LogEntry... logs) {
    return new Outcome.Ran(
        Word.of(hash), SIGNING, sender, 5, 21_000, Word.of(9), code, List.of(), List.of(logs));
  }

  private static Outcome.Stepped stepped(Address sender, Integer code, LogEntry... logs) {
    return new Outcome.Stepped(SIGNING, sender, code, List.of(), List.of(logs));
  }

  private static Receipt receipt(
      long hash, Address sender, int code, int shard, long offset, int place, LogEntry... logs) {
    return new Receipt(
        Word.of(hash),
        SIGNING,
        sender,
        5,
        21_000,
        Word.of(9),
        code,
        10 + offset,
        shard,
        offset,
        place,
        List.of(),
        List.of(logs));
  }

  private void assertReceipts(int pending, Receipt... expected) {
    assertEquals(List.of(expected), receipts);
    assertEquals(pending, assembler.pendingCount());
  }

  @Test
  void operationThatEndsInItsFirstStep() {
    accept(3, 8, stepped(BOB, 0), ran(1, ALICE, 0, log(1), log(2)));
    assertReceipts(0, receipt(1, ALICE, 0, 3, 8, 1, log(1), log(2)));
  }

  @Test
  void operationThatFailsInItsFirstStep() {
    accept(3, 8, ran(1, ALICE, 255, log(1)));
    assertReceipts(0, receipt(1, ALICE, 255, 3, 8, 0));
  }

  @Test
  void chainOverThreeShards() {
    accept(0, 1, ran(1, ALICE, null, log(1)));
    assertReceipts(1);
    accept(1, 4, stepped(ALICE, null, log(2), log(3)));
    assertReceipts(1);
    accept(2, 9, stepped(BOB, 0), stepped(ALICE, 0, log(4)));
    assertReceipts(0, receipt(1, ALICE, 0, 2, 9, 1, log(1), log(2), log(3), log(4)));
    accept(2, 10, stepped(ALICE, 0, log(5)));
    assertReceipts(0, receipt(1, ALICE, 0, 2, 9, 1, log(1), log(2), log(3), log(4)));
  }

  @Test
  void chainThatFailsLaterHasNoLogs() {
    accept(0, 1, ran(1, ALICE, null, log(1)));
    accept(1, 4, stepped(ALICE, null, log(2)));
    accept(0, 2, stepped(ALICE, 3, log(3)));
    assertReceipts(0, receipt(1, ALICE, 3, 0, 2, 0));
  }

  @Test
  void withdrawalsOfAllStepsCount() {
    Outcome.Ran first =
        new Outcome.Ran(
            Word.of(1),
            SIGNING,
            ALICE,
            5,
            21_000,
            Word.of(9),
            null,
            List.of(withdrawal(1)),
            List.of());
    accept(0, 1, first);
    accept(
        1,
        4,
        new Outcome.Stepped(SIGNING, ALICE, 0, List.of(withdrawal(2), withdrawal(3)), List.of()));
    assertEquals(
        List.of(withdrawal(1), withdrawal(2), withdrawal(3)), receipts.getFirst().withdrawals());
  }

  @Test
  void twoSendersWhoSignedTheSameFields() {
    accept(0, 1, ran(1, ALICE, null, log(1)));
    accept(0, 2, ran(2, BOB, null, log(2)));
    assertReceipts(2);
    accept(1, 4, stepped(BOB, null, log(3)), stepped(ALICE, null, log(4)));
    accept(2, 5, stepped(BOB, 13));
    assertReceipts(1, receipt(2, BOB, 13, 2, 5, 0));
    accept(3, 6, stepped(ALICE, 0, log(5)));
    assertReceipts(
        0, receipt(2, BOB, 13, 2, 5, 0), receipt(1, ALICE, 0, 3, 6, 0, log(1), log(4), log(5)));
  }

  @Test
  void eventsRefusalsAndQueuedMakeNoReceipt() {
    accept(
        0,
        1,
        new Outcome.Refused(Word.of(1), ALICE, 80),
        new Outcome.Queued(Word.of(2), ALICE, 7),
        new Outcome.Stepped(Word.ZERO, NOBODY, 0, List.of(withdrawal(1)), List.of(log(1))),
        new Outcome.Stepped(Word.of(1), NOBODY, null, List.of(), List.of()));
    accept(1, 1, new Outcome.Stepped(Word.of(1), NOBODY, 0, List.of(), List.of()));
    assertReceipts(0);
  }

  @Test
  void transactionThatWaitedGetsAReceiptThoughItsRepetitionIsRefused() {
    accept(0, 1, new Outcome.Queued(Word.of(1), ALICE, 5));
    accept(0, 2, ran(1, ALICE, 0), new Outcome.Refused(Word.of(1), ALICE, 80));
    assertReceipts(0, receipt(1, ALICE, 0, 0, 2, 0));
  }
}
