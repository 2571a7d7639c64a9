package io.braid.sequencer.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionAnswer.TryLater;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.Transaction;
import io.braid.sequencer.admission.TransactionExaminer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lane between an admission and a log of answers that do what a test says, when it says so. */
class IngressLaneTest {

  private static final int PARTITION = 2;
  private static final ShardCount SHARDS = new ShardCount(4);
  private static final Address ALICE = Address.parse("0x" + "0".repeat(39) + "2");
  private static final Address OF_ANOTHER_SHARD = Address.parse("0x" + "0".repeat(39) + "3");
  private static final IngressAnswer.Entry TAKEN = IngressAnswer.Entry.ACKNOWLEDGED;

  /** A batch that is under examination. */
  private record Batch(List<IngressBundle.Entry> entries, Consumer<List<Candidate>> whenExamined) {}

  private final Map<Bytes, Candidate> candidates = new HashMap<>();
  private final Map<Bytes, Deque<AdmissionAnswer>> scripted = new HashMap<>();

  private final Deque<Runnable> catchingUp = new ArrayDeque<>();
  private final Set<Bytes> admissionFails = new HashSet<>();

  private final Deque<Batch> examining = new ArrayDeque<>();
  private final List<Bytes> admitted = new ArrayList<>();
  private final Map<Bytes, Runnable> accepted = new HashMap<>();
  private final List<IngressAnswer> answers = new ArrayList<>();
  private final Deque<Runnable> appending = new ArrayDeque<>();
  private long nonce;
  private long nextOffset = 10;
  private long now = 1_000;

  private final IngressGate gate =
      new IngressGate() {
        @Override
        public void catchUp(Runnable whenCaughtUp) {
          catchingUp.add(whenCaughtUp);
        }

        @Override
        public void examine(
            List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined) {
          examining.add(new Batch(transactions, whenExamined));
        }

        @Override
        public AdmissionAnswer admit(Candidate candidate, Runnable whenInLog) {
          Bytes raw = Bytes.of(candidate.raw());
          admitted.add(raw);
          if (admissionFails.contains(raw)) {
            return null;
          }
          Deque<AdmissionAnswer> script = scripted.get(raw);
          if (script != null && !script.isEmpty()) {
            return script.remove();
          }
          accepted.put(raw, whenInLog);
          return new AdmissionAnswer.Accepted(candidate.hash(), candidate.sender(), PARTITION);
        }
      };

  private final IngressLane lane =
      new IngressLane(
          PARTITION,
          SHARDS,
          nextOffset,
          gate,
          (answer, whenDurable) -> {
            answers.add(answer);
            appending.add(whenDurable);
          });

  @BeforeEach
  void catchUp() {
    lane.start();
    catchingUp.remove().run();
  }

  /** A transaction that admission takes, unless a script says something else. */
  private Bytes transaction() {
    return transaction(ALICE);
  }

  private Bytes transaction(Address sender) {
    Candidate candidate = new Transaction().nonce(nonce++).from(sender);
    Bytes raw = Bytes.of(candidate.raw());
    candidates.put(raw, candidate);
    return raw;
  }

  private Bytes scripted(AdmissionAnswer... script) {
    Bytes raw = transaction();
    scripted.put(raw, new ArrayDeque<>(List.of(script)));
    return raw;
  }

  private long read(Bytes... raws) {
    List<IngressBundle.Entry> entries =
        List.of(raws).stream().map(raw -> new IngressBundle.Entry(raw, null)).toList();
    return readBytes(new IngressBundle(entries).encode());
  }

  private long readBytes(byte[] record) {
    long offset = nextOffset++;
    lane.read(offset, record);
    lane.advance(now);
    return offset;
  }

  private void examined() {
    Batch batch = examining.remove();
    batch
        .whenExamined()
        .accept(batch.entries().stream().map(entry -> candidates.get(entry.raw())).toList());
    lane.advance(now);
  }

  private void inLog(Bytes raw) {
    accepted.remove(raw).run();
    lane.advance(now);
  }

  private void appended() {
    appending.remove().run();
    lane.advance(now);
  }

  private static IngressAnswer answer(long offset, IngressAnswer.Entry... entries) {
    return new IngressAnswer(PARTITION, offset, null, List.of(entries));
  }

  @Test
  void aRecordIsAnsweredWhenAllOfItIsInTheLogAndDoneWhenTheAnswerIs() {
    Bytes first = transaction();
    Bytes second = transaction();
    long offset = read(first, second);
    assertEquals(offset, lane.doneOffset());
    examined();
    assertEquals(List.of(first, second), admitted);
    inLog(second);
    assertEquals(List.of(), answers);
    inLog(first);
    assertEquals(List.of(answer(offset, TAKEN, TAKEN)), answers);
    assertEquals(offset, lane.doneOffset());
    appended();
    assertEquals(offset + 1, lane.doneOffset());
  }

  @Test
  void nothingIsAdmittedBeforeWhatOthersHaveAdmittedIsKnown() {
    IngressLane starting =
        new IngressLane(PARTITION, SHARDS, 0, gate, (answer, _) -> answers.add(answer));
    starting.start();
    Bytes raw = transaction();
    starting.read(0, bundle(raw, 1));
    starting.advance(now);
    examined();
    starting.advance(now);
    assertEquals(List.of(), admitted);
    assertEquals(Long.MAX_VALUE, starting.dueAtMs());
    catchingUp.remove().run();
    starting.advance(now);
    assertEquals(List.of(raw), admitted);
  }

  @Test
  void answersLeaveInTheOrderOfTheRecords() {
    Bytes slow = transaction();
    Bytes fast = transaction();
    long first = read(slow);
    long second = read(fast);
    examined();
    examined();
    inLog(fast);
    assertEquals(List.of(), answers);
    inLog(slow);
    assertEquals(List.of(answer(first, TAKEN), answer(second, TAKEN)), answers);
    assertEquals(first, lane.doneOffset());
    appended();
    assertEquals(second, lane.doneOffset());
    appended();
    assertEquals(second + 1, lane.doneOffset());
    assertTrue(lane.isSettled());
  }

  @Test
  void holesInTheLogAreNothing() {
    long first = read(transaction());
    nextOffset += 5;
    long second = read(transaction());
    examined();
    examined();
    List.copyOf(accepted.keySet()).forEach(this::inLog);
    appended();
    assertEquals(second, lane.doneOffset());
    appended();
    assertEquals(second + 1, lane.doneOffset());
    assertEquals(first + 6, second);
    assertEquals(
        "offset 16 of partition 2 is read after offset 16",
        assertThrows(IllegalArgumentException.class, () -> lane.read(second, new byte[] {1}))
            .getMessage());
  }

  @Test
  void whatIsNoBundleIsAnsweredWithItsFaultAndStopsNothing() {
    byte[] trailing =
        new IngressBundle(List.of(new IngressBundle.Entry(Bytes.EMPTY, null))).encode();
    trailing = Arrays.copyOf(trailing, trailing.length + 1);
    List<byte[]> records = List.of(new byte[0], new byte[] {2, 7}, new byte[] {1, 2}, trailing);
    List<RecordFault> faults =
        List.of(
            RecordFault.TRUNCATED,
            RecordFault.UNKNOWN_VERSION,
            RecordFault.UNKNOWN_TYPE,
            RecordFault.TRAILING_BYTES);
    long first = nextOffset;
    records.forEach(this::readBytes);
    for (int i = 0; i < records.size(); i++) {
      assertEquals(
          new IngressAnswer(PARTITION, first + i, faults.get(i), List.of()), answers.get(i));
    }
    Bytes good = transaction();
    long behind = read(good);
    examined();
    inLog(good);
    assertEquals(answer(behind, TAKEN), answers.getLast());
  }

  @Test
  void refusalsAreAnswersOfTheirTransactionAlone() {
    Bytes malformed = Bytes.of(new byte[] {2, (byte) 0xc0});
    candidates.put(
        malformed,
        new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery())
            .examine(malformed.toArray(), null));
    Bytes failing = transaction();
    candidates.put(failing, null);
    Bytes failingLater = transaction();
    admissionFails.add(failingLater);
    Bytes low =
        scripted(
            new AdmissionAnswer.Refused(
                candidates.get(failingLater).hash(), Refusal.NONCE_TOO_LOW, "next nonce 5"));
    Bytes elsewhere = transaction(OF_ANOTHER_SHARD);
    Bytes good = transaction();
    long offset = read(malformed, failing, failingLater, low, elsewhere, good);
    examined();
    assertEquals(
        List.of(failingLater, low, good), admitted, "what is refused before is not admitted");
    inLog(good);
    assertEquals(
        List.of(
            answer(
                offset,
                IngressAnswer.Entry.of(Refusal.TOO_FEW_FIELDS),
                IngressAnswer.Entry.FAILED,
                IngressAnswer.Entry.FAILED,
                IngressAnswer.Entry.of(Refusal.NONCE_TOO_LOW),
                IngressAnswer.Entry.of(Refusal.WRONG_SHARD),
                TAKEN)),
        answers);
  }

  @ParameterizedTest
  @EnumSource(
      value = TryLater.Reason.class,
      names = {"NOT_READY", "OVERLOADED", "SOURCE_RATE", "SHARD_OVERLOADED"})
  void withoutRoomTheLaneWaitsAndKeepsTheOrder(TryLater.Reason reason) {
    TryLater later = new TryLater(reason, 70);
    Bytes first = scripted(later, later);
    Bytes second = transaction();
    read(first);
    read(second);
    examined();
    examined();
    assertEquals(List.of(first), admitted);
    assertEquals(now + 70, lane.dueAtMs());
    now += 69;
    lane.advance(now);
    assertEquals(List.of(first), admitted);
    now += 1;
    lane.advance(now);
    assertEquals(List.of(first, first), admitted);
    now += 70;
    lane.advance(now);
    assertEquals(List.of(first, first, first, second), admitted);
    assertEquals(Long.MAX_VALUE, lane.dueAtMs());
    assertEquals(List.of(), answers);
  }

  @Test
  void aClockThatIsSetBackHoldsNothingBack() {
    Bytes first = scripted(new TryLater(TryLater.Reason.OVERLOADED, 70));
    read(first);
    examined();
    now -= 1_000_000;
    lane.advance(now);
    assertEquals(List.of(first), admitted);
    now += 1_000;
    lane.advance(now);
    assertEquals(List.of(first, first), admitted);
  }

  @Test
  void limitsOfAnAccountAreAnswersAndHoldUpNobody() {
    Bytes full = scripted(new TryLater(TryLater.Reason.ACCOUNT_FULL, 100));
    Bytes fast = scripted(new TryLater(TryLater.Reason.ACCOUNT_RATE, 100));
    Bytes other = transaction();
    long offset = read(full, fast, other);
    examined();
    assertEquals(List.of(full, fast, other), admitted);
    inLog(other);
    assertEquals(
        List.of(
            answer(
                offset,
                IngressAnswer.Entry.of(IngressAnswer.Busy.ACCOUNT_FULL),
                IngressAnswer.Entry.of(IngressAnswer.Busy.ACCOUNT_RATE),
                TAKEN)),
        answers);
  }

  @Test
  void whatIsKnownIsAcknowledgedOnceItIsInTheLog() {
    Bytes known = transaction();
    scripted.put(
        known,
        new ArrayDeque<>(
            List.of(
                new AdmissionAnswer.AlreadyKnown(candidates.get(known).hash(), false),
                new AdmissionAnswer.AlreadyKnown(candidates.get(known).hash(), true))));
    long offset = read(known);
    examined();
    assertEquals(List.of(), answers);
    assertEquals(now + IngressLane.RETRY_UNTIL_IN_LOG_MS, lane.dueAtMs());
    now = lane.dueAtMs();
    lane.advance(now);
    assertEquals(List.of(answer(offset, TAKEN)), answers);
    assertEquals(Map.of(), accepted);
  }

  @Test
  void aBatchIsExaminedWhileTheOneBeforeItWaitsAndNoFurtherOne() {
    int max = IngressLane.EXAMINED_AT_ONCE_MAX;
    Bytes first = scripted(new TryLater(TryLater.Reason.OVERLOADED, 70));
    lane.read(nextOffset++, bundle(first, 2));
    lane.read(nextOffset++, bundle(transaction(), max));
    lane.read(nextOffset++, bundle(transaction(), max));
    lane.advance(now);
    assertEquals(max, examining.peek().entries().size(), "a batch goes over records");
    assertEquals(1, examining.size());
    examined();
    assertEquals(1, examining.size());
    examined();
    assertEquals(0, examining.size(), "enough waits for admission");
    now += 70;
    lane.advance(now);
    assertEquals(1 + 2 * max, admitted.size());
    assertEquals(2, examining.peek().entries().size());
  }

  /** A record of the same transaction again and again. */
  private static byte[] bundle(Bytes raw, int count) {
    return new IngressBundle(Collections.nCopies(count, new IngressBundle.Entry(raw, null)))
        .encode();
  }

  @Test
  void whatIsReadIsBounded() {
    for (int i = 0; i < IngressLane.RECORDS_MAX; i++) {
      assertFalse(lane.isFull());
      readBytes(bundle(transaction(), 1));
    }
    assertTrue(lane.isFull());
    while (!examining.isEmpty()) {
      examined();
    }
    inLog(admitted.getFirst());
    assertFalse(lane.isFull(), "an answer makes room");
  }

  @Test
  void bytesThatAreReadAreBounded() {
    byte[] large = new byte[(int) IngressLane.BYTES_MAX];
    large[0] = 1;
    large[1] = 7;
    large[3] = 1;
    Bytes before = transaction();
    read(before);
    readBytes(large);
    assertTrue(lane.isFull());
    examined();
    inLog(before);
    assertFalse(lane.isFull());
    assertEquals(RecordFault.TRAILING_BYTES, answers.getLast().fault());
  }

  @Test
  void aLaneThatStopsBringsToItsAnswerWhatItHasBegun() {
    Bytes begun = transaction();
    Bytes half = scripted(new TryLater(TryLater.Reason.OVERLOADED, 70));
    long first = read(begun);
    long second = read(transaction(), half);
    read(transaction());
    examined();
    examined();
    lane.stop();
    assertFalse(lane.isSettled());
    List.copyOf(accepted.keySet()).forEach(this::inLog);
    assertEquals(List.of(answer(first, TAKEN)), answers);
    assertFalse(lane.isSettled(), "the answer is on its way");
    appended();
    assertTrue(lane.isSettled());
    assertEquals(second, lane.doneOffset());
    int count = admitted.size();
    now += 1_000;
    read(transaction());
    while (!examining.isEmpty()) {
      examined();
    }
    assertEquals(count, admitted.size());
    assertEquals(second, lane.doneOffset());
    assertEquals(1, answers.size());
  }
}
