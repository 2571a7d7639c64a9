package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.balance;
import static io.braid.protocol.shard.ByHand.header;
import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replays in which the record of a bundle only says where it is consumed. */
class RecomputedReplayTest {

  private static final Address RECEIVER = user(3, 7);
  private static final BigInteger RICH = BigInteger.valueOf(ByHand.RICH);

  /** A user of shard 0 pays an amount to the receiver on shard 3. */
  private static byte[] payment(int index, long amount) {
    return transactions(
        new ByHand.Transaction()
            .to(RECEIVER)
            .value(BigInteger.valueOf(amount))
            .from("payment", user(0, index), 0));
  }

  /** A user of shard 3 pays one wei to another. */
  private static byte[] localPayment(Address sender) {
    return transactions(new ByHand.Transaction().to(user(3, 6)).from("local", sender, 0));
  }

  private static ByHandLogs inBlockOne() {
    return new ByHandLogs().header(header(1));
  }

  /** Runs all; gives the diffs by shard and offset, as "3:1". */
  private static Map<String, Diff> run(GlobalReplay replay) {
    Map<String, Diff> diffs = new HashMap<>();
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      byte[] diff = next.diff();
      diffs.put(next.shard() + ":" + next.offset(), DiffCodec.decode(diff, 0, diff.length).value());
    }
    return diffs;
  }

  private static GlobalReplay recomputed(ByHandLogs logs) {
    return logs.replay(GlobalReplay.Messages.RECOMPUTED);
  }

  private static MessageBundle decode(byte[] bundle) {
    return MessageBundle.decode(bundle, 0, bundle.length).value();
  }

  /** The same bundle with other messages. */
  private static byte[] withMessages(byte[] bundle, MessageBundle.Message... messages) {
    MessageBundle old = decode(bundle);
    return new MessageBundle(
            old.source(),
            old.sourceOffset(),
            old.destination(),
            old.number(),
            old.generation(),
            old.block(),
            List.of(messages))
        .encode();
  }

  private static ByHandLogs twoPayments(boolean isFaulty) {
    ByHandLogs logs = inBlockOne().append(0, payment(0, 5)).append(0, payment(1, 6));
    byte[] first = logs.emitted(0, 1, 3);
    byte[] second = logs.emitted(0, 2, 3);
    if (isFaulty) {
      first = withMessages(first, ByHand.credit(RECEIVER, 1_000), ByHand.credit(user(3, 1), 7));
      second = withMessages(second, ByHand.credit(user(3, 2), 1));
    }
    logs.append(3, first);
    logs.append(3, localPayment(RECEIVER));
    return logs.append(3, second).header(header(2));
  }

  /** What the receiver holds after it got some and paid one wei and the fee. */
  private static BigInteger received(long amount) {
    return RICH.add(BigInteger.valueOf(amount - 1 - 21_000 * ByHand.BASE_FEE));
  }

  @Test
  void faultyBundlesAreRepaired() {
    ByHandLogs faulty = twoPayments(true);
    ByHandLogs right = twoPayments(false);
    assertEquals(received(1_000), balance(faulty.machine(3), RECEIVER));
    GlobalReplay replay = recomputed(faulty);
    Map<String, Diff> diffs = run(replay);
    assertEquals(4 + 2 + 2 + 5, diffs.size());
    assertEquals(received(11), balance(replay.machine(3), RECEIVER));
    assertEquals(RICH, balance(replay.machine(3), user(3, 1)));
    right.assertSameStates(replay);
    assertEquals(right.lastDiff(3), diffs.get("3:4"));
  }

  @Test
  void rightLogsGiveTheSameState() {
    ByHandLogs right = twoPayments(false);
    GlobalReplay replay = recomputed(right);
    run(replay);
    right.assertSameStates(replay);
  }

  @Test
  void bundleIsConsumedWhereItsRecordStands() {
    ByHandLogs logs = inBlockOne().append(0, payment(0, 5));
    logs.append(3, ByHand.bundle(0, 3, 0, 1, ByHand.credit(user(3, 1), 9)).encode());
    byte[] place = withMessages(logs.emitted(0, 1, 3), ByHand.credit(user(3, 2), 9));
    logs.append(3, place).append(3, place).header(header(2));
    GlobalReplay replay = recomputed(logs);
    Map<String, Diff> diffs = run(replay);
    // Source offset 0 emitted nothing: consumed as nothing. The second copy finds it consumed.
    for (String nothing : List.of("3:1", "3:3")) {
      assertEquals(List.of(), diffs.get(nothing).outcomes());
      assertEquals(List.of(), diffs.get(nothing).changes());
    }
    assertEquals(1, diffs.get("3:2").outcomes().size());
    assertEquals(RICH.add(BigInteger.valueOf(5)), balance(replay.machine(3), RECEIVER));
    assertEquals(RICH, balance(replay.machine(3), user(3, 1)));
    assertEquals(RICH, balance(replay.machine(3), user(3, 2)));
  }

  @Test
  void bundleFromNoShardIsNothing() {
    ByHandLogs logs = inBlockOne();
    logs.append(3, ByHand.bundle(9, 3, 0, 1, ByHand.credit(RECEIVER, 9)).encode());
    GlobalReplay replay = recomputed(logs);
    assertEquals(5, run(replay).size());
    assertEquals(RICH, balance(replay.machine(3), RECEIVER));
  }

  @Test
  void bundleWithoutRecordIsConsumedWithTheNextHeader() {
    ByHandLogs logs = inBlockOne().append(0, payment(0, 5));
    logs.append(3, localPayment(user(3, 0)));
    logs.header(header(2)).header(header(3));
    GlobalReplay replay = recomputed(logs);
    Map<String, Diff> diffs = run(replay);
    assertEquals(List.of(), diffs.get("3:0").outcomes());
    assertEquals(1, diffs.get("3:1").outcomes().size());
    assertEquals(1, diffs.get("3:2").outcomes().size());
    assertEquals(List.of(), diffs.get("3:3").outcomes());
    assertEquals(RICH.add(BigInteger.valueOf(5)), balance(replay.machine(3), RECEIVER));
  }

  @Test
  void bundleWhoseRecordCameAheadIsConsumedWithItsHeader() {
    ByHandLogs logs = inBlockOne().append(0, header(2).bytes()).append(0, payment(0, 5));
    logs.append(3, withMessages(logs.emitted(0, 2, 3), ByHand.credit(RECEIVER, 8)));
    for (int shard = 1; shard <= 3; shard++) {
      logs.append(shard, header(2).bytes());
    }
    GlobalReplay replay = recomputed(logs);
    Map<String, Diff> diffs = run(replay);
    assertEquals(List.of(), diffs.get("3:1").outcomes());
    assertEquals(1, diffs.get("3:2").outcomes().size());
    assertEquals(RICH.add(BigInteger.valueOf(5)), balance(replay.machine(3), RECEIVER));
  }

  @Test
  void bundleAheadOfASourceThatNeverGetsThereStopsTheReplay() {
    ByHandLogs logs = inBlockOne();
    MessageBundle far = new MessageBundle(0, 7, 3, 0, 0, 1, List.of(ByHand.credit(RECEIVER, 9)));
    logs.append(3, far.encode()).header(header(2));
    GlobalReplay replay = recomputed(logs);
    assertEquals(4, run(replay).size());
    assertNull(replay.next());
  }
}
