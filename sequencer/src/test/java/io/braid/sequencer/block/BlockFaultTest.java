package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs of which something is missing or changed: each fault names its place. */
class BlockFaultTest {

  /** Where the byte of the disposition stands in a diff. */
  private static final int DISPOSITION_AT = 24;

  private static final int GENERATION_AT = 10;

  private SimulatedLogs logs;
  private final List<List<byte[]>> records = new ArrayList<>();
  private final List<List<byte[]>> diffs = new ArrayList<>();

  @BeforeEach
  void makeLogs() {
    logs = new SimulatedLogs(4, 2, 400);
    logs.records.forEach(log -> records.add(new ArrayList<>(log)));
    logs.diffs.forEach(log -> diffs.add(new ArrayList<>(log)));
  }

  /** Runs all; an entry that is null is not offered. */
  private String fault() {
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int shard = 0; shard < 2; shard++) {
      for (int offset = 0; offset < records.get(shard).size(); offset++) {
        if (records.get(shard).get(offset) != null) {
          assembler.offerRecord(shard, offset, records.get(shard).get(offset));
        }
        if (diffs.get(shard).get(offset) != null) {
          assembler.offerDiff(shard, offset, diffs.get(shard).get(offset));
        }
      }
    }
    return assertThrows(
            BlockFaultException.class,
            () -> {
              while (assembler.next() != null) {}
            })
        .getMessage();
  }

  /** The first offset of a shard whose diff is such. */
  private int find(int shard, Predicate<Diff> predicate) {
    for (int offset = 0; offset < diffs.get(shard).size(); offset++) {
      if (predicate.test(diff(shard, offset))) {
        return offset;
      }
    }
    throw new AssertionError("no such record");
  }

  private Diff diff(int shard, int offset) {
    byte[] bytes = diffs.get(shard).get(offset);
    return DiffCodec.decode(bytes, 0, bytes.length).value();
  }

  private static boolean has(Diff diff, Class<? extends Outcome> type) {
    return diff.outcomes().stream().anyMatch(type::isInstance);
  }

  @Test
  void missingRecord() {
    records.get(0).set(5, null);
    assertEquals("shard 0, offset 5: its record is missing: the next one has offset 6", fault());
  }

  @Test
  void malformedDiff() {
    diffs.get(0).set(2, new byte[] {1, 4, 0});
    assertEquals("shard 0, offset 2: the diff is malformed: TRUNCATED", fault());
  }

  @Test
  void diffOfAnotherShard() {
    diffs.get(0).set(2, logs.diffs.get(1).get(7));
    assertEquals("shard 0, offset 2: the diff is that of shard 1, offset 7", fault());
  }

  @Test
  void headersThatDiffer() {
    int offset = find(1, diff -> diff.block() == 2);
    byte[] header = records.get(1).get(offset).clone();
    header[GENERATION_AT]++;
    records.get(1).set(offset, header);
    assertEquals(
        "shard 1, offset %d: the header is not that of shard 0".formatted(offset), fault());
  }

  @Test
  void headerThatSkipsABlock() {
    for (int shard = 0; shard < 2; shard++) {
      int offset = find(shard, diff -> diff.block() == 2);
      byte[] header = records.get(shard).get(offset).clone();
      header[9]++;
      records.get(shard).set(offset, header);
    }
    assertTrue(fault().endsWith(": header 3 follows block 1"), this::fault);
  }

  @Test
  void nextGeneration() {
    for (int shard = 0; shard < 2; shard++) {
      int offset = find(shard, diff -> diff.block() == 2);
      byte[] header = records.get(shard).get(offset).clone();
      header[GENERATION_AT + 3]++;
      records.get(shard).set(offset, header);
    }
    String fault = fault();
    assertTrue(
        fault.endsWith(": the logs go on in generation 1: begin with the checkpoint of its repair"),
        fault);
  }

  @Test
  void diffOfAnotherBlock() {
    int offset = find(0, diff -> diff.block() == 3 && has(diff, Outcome.Ran.class));
    byte[] diff = diffs.get(0).get(offset).clone();
    diff[19]++;
    diffs.get(0).set(offset, diff);
    assertEquals(
        "shard 0, offset %d: the diff is of block 4, in block 3".formatted(offset), fault());
  }

  @Test
  void bytesOfATransactionThatRan() {
    int offset = find(0, diff -> has(diff, Outcome.Ran.class));
    Outcome.Ran ran =
        (Outcome.Ran)
            diff(0, offset).outcomes().stream()
                .filter(Outcome.Ran.class::isInstance)
                .findFirst()
                .get();
    int other = find(0, diff -> diff.offset() > offset + 20 && has(diff, Outcome.Ran.class));
    records.get(0).set(offset, records.get(0).get(other));
    assertEquals(
        "shard 0, offset %d: transaction %s of %s has an outcome, but its bytes are nowhere"
            .formatted(offset, ran.transaction(), ran.sender()),
        fault());
  }

  @Test
  void stepOfATransactionThatDidNotBegin() {
    int offset =
        find(
            1,
            diff ->
                records.get(1).get((int) diff.offset())[1] == RecordType.MESSAGES.code()
                    && has(diff, Outcome.Stepped.class));
    Outcome.Stepped step = (Outcome.Stepped) diff(1, offset).outcomes().getFirst();
    byte[] diff = diffs.get(1).get(offset).clone();
    // Behind the count of outcomes and the type of the first stands the origin.
    diff[DISPOSITION_AT + 2 + 4 + 1 + 31] ^= 1;
    diffs.get(1).set(offset, diff);
    Outcome.Stepped changed = (Outcome.Stepped) diff(1, offset).outcomes().getFirst();
    assertFalse(changed.origin().equals(step.origin()));
    assertEquals(
        "shard 1, offset %d: a step of %s of %s, which did not begin"
            .formatted(offset, changed.origin(), changed.sender()),
        fault());
  }

  @Test
  void eventWithoutOutcome() {
    var header = logs.headers().stream().filter(one -> !one.events().isEmpty()).findFirst().get();
    int shard = logs.genesis.shards().homeOf(header.events().getFirst().owner());
    int offset = find(shard, diff -> diff.block() == header.number());
    byte[] diff = diffs.get(shard).get(offset).clone();
    diff[DISPOSITION_AT + 2 + 4 + 1 + 31] ^= 1;
    diffs.get(shard).set(offset, diff);
    assertTrue(diff(shard, offset).outcomes().getFirst() instanceof Outcome.Stepped);
    assertEquals(
        "shard %d, offset %d: the outcome of L1 event %d is missing"
            .formatted(shard, offset, header.firstEvent()),
        fault());
  }

  @Test
  void noMoreThanThereIsRoomFor() {
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    byte[] large = new byte[(int) BlockAssembler.WAITING_BYTES_MAX - 1];
    assembler.offerRecord(0, 0, large);
    assertTrue(assembler.hasRoomForRecord(0));
    assembler.offerRecord(0, 1, large);
    assertFalse(assembler.hasRoomForRecord(0));
    assertTrue(assembler.hasRoomForRecord(1) && assembler.hasRoomForDiff(0));
    assertEquals(
        "shard 0, offset 2: 33554430 bytes wait already; ask for room before",
        assertThrows(IllegalStateException.class, () -> assembler.offerRecord(0, 2, large))
            .getMessage());
    assembler.offerRecord(0, 1, large);
    assembler.offerDiff(0, 0, large);
    assembler.offerDiff(0, 1, large);
    assertFalse(assembler.hasRoomForDiff(0));
  }
}
