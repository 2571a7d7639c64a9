package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.header;
import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.ReceiptAssembler;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The replay of all shards: its order, and logs that it cannot agree with. */
class GlobalReplayTest {

  private static GlobalReplay replay(Genesis genesis) {
    return GlobalReplay.atGenesis(
        genesis,
        ByHand.PROGRAMS,
        new NativeRunner(ByHand.PROGRAMS),
        Seeds.TABLE,
        GlobalReplay.Messages.RECORDED);
  }

  private static String place(Replayed replayed) {
    return replayed.shard() + ":" + replayed.offset();
  }

  private static List<String> places(GlobalReplay replay) {
    List<String> places = new ArrayList<>();
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      places.add(place(next));
    }
    return places;
  }

  /** A payment from a user of shard 0 to one of another shard. */
  private static byte[] payment(int index, int shard, long amount) {
    return transactions(
        new ByHand.Transaction()
            .to(user(shard, 7))
            .value(BigInteger.valueOf(amount))
            .from("payment", user(0, index), 0));
  }

  private static ByHandLogs inBlockOne() {
    return new ByHandLogs().header(header(1));
  }

  @Test
  void unitsOfABlockByShardAsSoonAsTheirBundlesAreEmitted() {
    ByHandLogs logs = inBlockOne();
    logs.append(0, payment(0, 3, 5)).append(1, transactions(ByHand.payment(user(1, 0), 0)));
    logs.append(3, logs.emitted(0, 1, 3)).append(3, transactions());
    logs.header(header(2));
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    assertEquals(
        List.of("0:0", "0:1", "1:0", "1:1", "2:0", "3:0", "3:1", "3:2", "0:2", "1:2", "2:1", "3:3"),
        places(replay));
    logs.assertSameStates(replay);
  }

  @Test
  void bundleWaitsForAHigherShardThatEmitsIt() {
    ByHandLogs logs = inBlockOne();
    logs.append(
        3, transactions(new ByHand.Transaction().to(user(0, 0)).from("payment", user(3, 0), 0)));
    logs.append(0, logs.emitted(3, 1, 0)).append(0, payment(0, 0, 1)).header(header(2));
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    assertEquals(
        List.of("0:0", "1:0", "2:0", "3:0", "3:1", "0:1", "0:2", "0:3", "1:1", "2:1", "3:2"),
        places(replay));
    logs.assertSameStates(replay);
  }

  @Test
  void keptAsideBundlesAreTheFirstUnitAfterTheHeader() {
    ByHandLogs logs = inBlockOne();
    logs.append(3, header(2).bytes());
    logs.append(
        3, transactions(new ByHand.Transaction().to(user(0, 0)).from("payment", user(3, 0), 0)));
    logs.append(0, logs.emitted(3, 2, 0));
    for (int shard = 0; shard < 3; shard++) {
      logs.append(shard, header(2).bytes());
    }
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    assertEquals(
        List.of("0:0", "0:1", "1:0", "2:0", "3:0", "1:1", "2:1", "3:1", "3:2", "0:2"),
        places(replay));
    logs.assertSameStates(replay);
  }

  /** Runs until the replay finds a difference; gives its message. */
  private static String difference(ByHandLogs logs) {
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    return assertThrows(ReplayDifferenceException.class, () -> places(replay)).getMessage();
  }

  @Test
  void everyByteOfABundleCounts() {
    byte[] right = inBlockOne().append(0, payment(0, 3, 5)).emitted(0, 1, 3);
    int differences = 0;
    // Behind source and source offset, which name the bundle, and the destination.
    for (int at = 14; at < right.length; at++) {
      byte[] changed = right.clone();
      changed[at] ^= 1;
      ByHandLogs logs = inBlockOne().append(0, payment(0, 3, 5)).append(3, changed);
      if (logs.lastDiff(3).disposition() == Disposition.APPLIED) {
        assertEquals(
            "shard 3, offset 1: a message bundle differs from what shard 0 emits",
            difference(logs));
        differences++;
      }
    }
    // All but the number, generation, block, count, kind, word count and the owner's last byte;
    // of the block, a lower one is taken.
    assertEquals(right.length - 14 - 8 - 4 - 7 - 4 - 1 - 1 - 1, differences);
  }

  @Test
  void bundleKeptAsideThatDiffers() {
    byte[] right =
        inBlockOne().append(0, header(2).bytes()).append(0, payment(0, 3, 5)).emitted(0, 2, 3);
    right[right.length - 2] ^= 1;
    ByHandLogs logs = inBlockOne().append(3, right);
    logs.header(header(2)).append(0, payment(0, 3, 5));
    assertEquals(
        "shard 3, offset 2: a message bundle differs from what shard 0 emits", difference(logs));
  }

  @Test
  void bundleThatNobodyEmitted() {
    ByHandLogs logs = inBlockOne();
    logs.append(2, ByHand.bundle(0, 2, 0, 1, ByHand.credit(user(2, 0), 1)).encode());
    logs.append(2, transactions(ByHand.payment(user(2, 1), 0))).append(0, payment(0, 0, 1));
    logs.header(header(2));
    assertEquals("shard 2, offset 1: shard 0 emits no such message bundle", difference(logs));
  }

  @Test
  void bundleKeptAsideThatNobodyEmitted() {
    ByHandLogs logs = inBlockOne();
    logs.append(2, ByHand.bundle(0, 2, 0, 2, ByHand.credit(user(2, 0), 1)).encode());
    logs.header(header(2)).append(2, transactions(ByHand.payment(user(2, 1), 0)));
    assertEquals("shard 2, offset 2: shard 0 emits no such message bundle", difference(logs));
  }

  @Test
  void bundleIsConsumedOnce() {
    ByHandLogs logs = inBlockOne().append(0, payment(0, 3, 5));
    byte[] first = logs.emitted(0, 1, 3);
    MessageBundle bundle = MessageBundle.decode(first, 0, first.length).value();
    byte[] second = new MessageBundle(0, 1, 3, 1, 0, 1, bundle.messages()).encode();
    logs.append(3, first).append(3, first).append(3, second).header(header(2));
    assertEquals("shard 3, offset 3: shard 0 emits no such message bundle", difference(logs));
  }

  @Test
  void headersThatDiffer() {
    ByHandLogs logs = inBlockOne();
    for (int shard = 0; shard < 4; shard++) {
      logs.append(shard, header(2).baseFee(shard == 2 ? 7 : 8).bytes());
    }
    assertEquals("shard 2, offset 1: the header is not that of shard 0", difference(logs));
  }

  @Test
  void recordsThatTheShardsDoNotApplyWaitForNobody() {
    ByHandLogs logs = inBlockOne();
    logs.append(0, new byte[] {9, 9}).append(0, header(1).bytes());
    logs.append(0, ByHand.bundle(1, 0, 5, 1, ByHand.credit(user(0, 0), 1)).encode());
    logs.append(0, ByHand.bundle(1, 3, 0, 1, ByHand.credit(user(0, 0), 1)).encode());
    logs.append(0, header(3).bytes()).header(header(2));
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    assertEquals(
        List.of("0:0", "0:1", "0:2", "0:3", "0:4", "0:5", "1:0", "2:0", "3:0"),
        places(replay).subList(0, 9));
    logs.assertSameStates(replay);
  }

  @Test
  void orderDependsOnTheLogsAlone() {
    Seeds.run(
        "interleaved replay",
        seed -> {
          RandomLogs logs = new RandomLogs(seed, 1_500);
          GlobalReplay whole = replay(logs.genesis());
          for (int shard = 0; shard < 4; shard++) {
            for (int offset = 0; offset < logs.log(shard).size(); offset++) {
              whole.offer(shard, offset, logs.log(shard).get(offset));
            }
          }
          whole.endLogs();
          List<String> expected = places(whole);
          Random random = new Random(seed);
          for (int round = 0; round < 6; round++) {
            assertEquals(expected, interleaved(logs, random, round % 2 == 0));
          }
        });
  }

  /** Offers records at random and runs the replay now and then, or all the time. */
  private static List<String> interleaved(RandomLogs logs, Random random, boolean eagerly) {
    GlobalReplay replay = replay(logs.genesis());
    int[] offered = new int[4];
    List<String> places = new ArrayList<>();
    int left = 0;
    for (int shard = 0; shard < 4; shard++) {
      left += logs.log(shard).size();
    }
    while (left > 0) {
      int shard = random.nextInt(4);
      for (int i = random.nextInt(20); i > 0; i--) {
        if (offered[shard] < logs.log(shard).size()) {
          replay.offer(shard, offered[shard], logs.log(shard).get(offered[shard]));
          offered[shard]++;
          left--;
        }
      }
      if (eagerly || random.nextInt(4) == 0) {
        places.addAll(places(replay));
      }
    }
    replay.endLogs();
    places.addAll(places(replay));
    return places;
  }

  @Test
  void sendersWhoSignedTheSameFieldsGetTheirOwnReceipts() {
    ByHand.Transaction same = new ByHand.Transaction().to(user(3, 7));
    ByHandLogs logs = inBlockOne();
    // A signature is no part of the signing hash, so raw bytes of the same fields do for both.
    logs.append(0, transactions(same.from("a", user(0, 0), 0), same.from("b", user(0, 1), 0)));
    logs.append(3, logs.emitted(0, 1, 3)).header(header(2));
    List<Receipt> receipts = new ArrayList<>();
    ReceiptAssembler assembler = new ReceiptAssembler(receipts::add);
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      assembler.accept(decode(next.diff()));
    }
    assertEquals(2, receipts.size());
    assertEquals(receipts.get(0).signing(), receipts.get(1).signing());
    assertEquals(user(0, 0), receipts.get(0).sender());
    assertEquals(user(0, 1), receipts.get(1).sender());
    assertEquals(0, receipts.get(0).place());
    assertEquals(1, receipts.get(1).place());
    assertEquals(0, assembler.pendingCount());
  }

  private static Diff decode(byte[] diff) {
    return DiffCodec.decode(diff, 0, diff.length).value();
  }

  @Test
  void diffsAreThoseOfTheShards() {
    ByHandLogs logs = inBlockOne().append(0, payment(0, 3, 5));
    logs.append(3, logs.emitted(0, 1, 3)).header(header(2));
    GlobalReplay replay = logs.replay(GlobalReplay.Messages.RECORDED);
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      assertArrayEquals(logs.diff(next.shard(), (int) next.offset()), next.diff());
      assertFalse(HexFormat.of().formatHex(next.diff()).isEmpty());
    }
  }
}
