package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.bundle;
import static io.braid.protocol.shard.ByHand.credit;
import static io.braid.protocol.shard.ByHand.handle;
import static io.braid.protocol.shard.ByHand.header;
import static io.braid.protocol.shard.ByHand.payment;
import static io.braid.protocol.shard.ByHand.transactions;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.types.Address;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of records that are not applied: each reason, and of two the one that is first. */
class DispositionTest {

  private static final int SHARD = WrongRecords.SHARD;
  private static final Address OWNER = WrongRecords.OWNER;

  /** A shard in block 2, which took bundle 0 of shard 0 and has a transaction in the queue. */
  private static ShardMachine machine() {
    ShardMachine machine = ByHand.machine(SHARD);
    handle(machine, header(1).bytes());
    handle(machine, bundle(0, SHARD, 0, 1, credit(OWNER, 5)).encode());
    handle(machine, header(2).bytes());
    handle(machine, transactions(payment(OWNER, 0), payment(OWNER, 2)));
    handle(machine, bundle(3, SHARD, 0, 3, credit(OWNER, 5)).encode());
    return machine;
  }

  private static <T> Stream<List<WrongRecords.Wrong<T>>> alone(List<WrongRecords.Wrong<T>> all) {
    return all.stream().map(List::of);
  }

  /** Pairs of different reasons, in order; of one reason a record can have only one here. */
  private static <T> Stream<List<WrongRecords.Wrong<T>>> pairs(List<WrongRecords.Wrong<T>> all) {
    return all.stream()
        .flatMap(first ->
            all.stream()
                .skip(all.indexOf(first))
                .filter(second -> isOther(first, second))
                .map(second -> List.of(first, second)));
  }

  private static boolean isOther(WrongRecords.Wrong<?> first, WrongRecords.Wrong<?> second) {
    // REPEATED and GAP are both about the number, which cannot be wrong in two ways.
    boolean areNumbers =
        first.disposition() == Disposition.REPEATED && second.disposition() == Disposition.GAP;
    return !areNumbers
        && (first.disposition() != second.disposition() || first.fault() != second.fault());
  }

  private static byte[] wrongHeader(List<WrongRecords.Wrong<ByHand.Header>> wrongs) {
    ByHand.Header header = header(3);
    wrongs.forEach(wrong -> wrong.change().accept(header));
    return header.bytes();
  }

  private static byte[] wrongBundle(List<WrongRecords.Wrong<WrongRecords.Bundle>> wrongs) {
    WrongRecords.Bundle bundle = new WrongRecords.Bundle();
    wrongs.forEach(wrong -> wrong.change().accept(bundle));
    return bundle.bytes();
  }

  /** Handles a record that must not be applied and change nothing but the next offset. */
  private static void assertNothingHappens(
      ShardMachine machine, byte[] record, Disposition disposition, RecordFault fault, String why) {
    byte[] before = withoutOffset(machine.snapshot());
    long offset = machine.nextOffset();
    Diff diff = handle(machine, record);
    assertEquals(
        new Diff(SHARD, offset, 2, 0, disposition, fault, List.of(), List.of(), List.of()),
        diff,
        why);
    assertEquals(disposition, machine.disposition(), why);
    assertEquals(offset + 1, machine.nextOffset(), why);
    assertArrayEquals(before, withoutOffset(machine.snapshot()), why);
    for (int destination = 0; destination < ByHand.SHARDS.count(); destination++) {
      assertEquals(null, machine.bundle(destination), why);
    }
  }

  /** A snapshot without the next offset and the digest. */
  private static byte[] withoutOffset(byte[] snapshot) {
    byte[] rest = Arrays.copyOf(snapshot, snapshot.length - 32);
    Arrays.fill(rest, 46, 54, (byte) 0);
    return rest;
  }

  private static <T> void assertFirstWins(
      ShardMachine machine, List<WrongRecords.Wrong<T>> wrongs, byte[] record) {
    WrongRecords.Wrong<T> first = wrongs.getFirst();
    assertNothingHappens(machine, record, first.disposition(), first.fault(), wrongs.toString());
    byte[] longer = Arrays.copyOf(record, record.length + 1);
    assertNothingHappens(
        machine, longer, Disposition.MALFORMED, RecordFault.TRAILING_BYTES, wrongs.toString());
  }

  @Test
  void rightRecordsAreApplied() {
    assertEquals(Disposition.APPLIED, handle(machine(), wrongHeader(List.of())).disposition());
    assertEquals(Disposition.APPLIED, handle(machine(), wrongBundle(List.of())).disposition());
  }

  static Stream<List<WrongRecords.Wrong<ByHand.Header>>> headersWrongInOneWay() {
    return alone(WrongRecords.headers());
  }

  @ParameterizedTest
  @MethodSource("headersWrongInOneWay")
  void headerThatIsWrong(List<WrongRecords.Wrong<ByHand.Header>> wrong) {
    assertFirstWins(machine(), wrong, wrongHeader(wrong));
  }

  @Test
  void headerThatIsWrongInTwoWays() {
    ShardMachine machine = machine();
    pairs(WrongRecords.headers())
        .forEach(wrongs -> assertFirstWins(machine, wrongs, wrongHeader(wrongs)));
  }

  static Stream<List<WrongRecords.Wrong<WrongRecords.Bundle>>> bundlesWrongInOneWay() {
    return alone(WrongRecords.bundles());
  }

  @ParameterizedTest
  @MethodSource("bundlesWrongInOneWay")
  void bundleThatIsWrong(List<WrongRecords.Wrong<WrongRecords.Bundle>> wrong) {
    assertFirstWins(machine(), wrong, wrongBundle(wrong));
  }

  @Test
  void bundleThatIsWrongInTwoWays() {
    ShardMachine machine = machine();
    pairs(WrongRecords.bundles())
        .forEach(wrongs -> assertFirstWins(machine, wrongs, wrongBundle(wrongs)));
  }

  @Test
  void bytesThatAreNoInputRecord() {
    ShardMachine machine = machine();
    byte[][] records = {
      {}, {1}, {2}, {1, 0}, {1, 4}, {1, 5}, {1, -1}, {0, 0}, {2, 4}, {2, 1}, {-1, 2}, {1, 1},
      {1, 2}, {1, 3}
    };
    RecordFault[] faults = {
      RecordFault.TRUNCATED,
      RecordFault.TRUNCATED,
      RecordFault.TRUNCATED,
      RecordFault.UNKNOWN_TYPE,
      RecordFault.UNKNOWN_TYPE,
      RecordFault.UNKNOWN_TYPE,
      RecordFault.UNKNOWN_TYPE,
      RecordFault.UNKNOWN_VERSION,
      RecordFault.UNKNOWN_VERSION,
      RecordFault.UNKNOWN_VERSION,
      RecordFault.UNKNOWN_VERSION,
      RecordFault.TRUNCATED,
      RecordFault.TRUNCATED,
      RecordFault.TRUNCATED
    };
    for (int i = 0; i < records.length; i++) {
      String why = Arrays.toString(records[i]);
      assertNothingHappens(machine, records[i], Disposition.MALFORMED, faults[i], why);
    }
  }

  @Test
  void transactionsThatAreNoBundle() {
    ShardMachine machine = machine();
    byte[] bundle = transactions(payment(OWNER, 1), payment(OWNER, 5));
    for (int length = 2; length < bundle.length; length++) {
      assertNothingHappens(
          machine,
          Arrays.copyOf(bundle, length),
          Disposition.MALFORMED,
          RecordFault.TRUNCATED,
          "length " + length);
    }
    bundle[3] = 0;
    assertNothingHappens(
        machine, bundle, Disposition.MALFORMED, RecordFault.OUT_OF_RANGE, "no transaction");
  }

  @Test
  void bundleOfTheNextBlockIsKeptAside() {
    ShardMachine machine = machine();
    long offset = machine.nextOffset();
    byte[] next = bundle(0, SHARD, 1, 3, credit(OWNER, 1)).encode();
    assertEquals(
        new Diff(
            SHARD, offset, 2, 0, Disposition.KEPT_ASIDE, null, List.of(), List.of(), List.of()),
        handle(machine, next));
    assertEquals(2, machine.keptAside().size());
    assertNothingHappens(machine, next, Disposition.REPEATED, null, "kept aside already");
  }
}
