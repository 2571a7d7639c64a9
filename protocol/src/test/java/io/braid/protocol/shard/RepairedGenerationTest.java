package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.balance;
import static io.braid.protocol.shard.ByHand.header;
import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A generation whose bundles are wrong, the header that opens the next one, the repair by a
 * recomputed replay, and how shards go on from its snapshots.
 */
class RepairedGenerationTest {

  private static final Address RECEIVER = user(3, 7);
  private static final BigInteger RICH = BigInteger.valueOf(ByHand.RICH);

  private static byte[] payment(int index, long nonce, long amount) {
    return transactions(
        new ByHand.Transaction()
            .to(RECEIVER)
            .value(BigInteger.valueOf(amount))
            .from("payment", user(0, index), nonce));
  }

  /**
   * Shard 0 pays the receiver 5 and 6. The first bundle arrives with another amount, the second
   * never does.
   */
  private static ByHandLogs faultyGeneration() {
    ByHandLogs logs = new ByHandLogs().header(header(1));
    logs.append(0, payment(0, 0, 5)).append(0, payment(1, 0, 6));
    byte[] first = logs.emitted(0, 1, 3);
    MessageBundle right = MessageBundle.decode(first, 0, first.length).value();
    MessageBundle wrong =
        new MessageBundle(
            right.source(),
            right.sourceOffset(),
            right.destination(),
            right.number(),
            right.generation(),
            right.block(),
            List.of(ByHand.credit(RECEIVER, 1_000)));
    logs.append(3, wrong.encode());
    return logs.header(ofGenerationOne(2));
  }

  private static ByHand.Header ofGenerationOne(long number) {
    ByHand.Header header = header(number);
    header.generation = 1;
    return header;
  }

  private static GlobalReplay repaired() {
    GlobalReplay replay = faultyGeneration().replay(GlobalReplay.Messages.RECOMPUTED);
    Replayed last = null;
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      last = next;
    }
    Diff diff = decode(last.diff());
    assertEquals(Disposition.APPLIED, diff.disposition());
    assertEquals(1, diff.generation());
    return replay;
  }

  private static Diff decode(byte[] diff) {
    return DiffCodec.decode(diff, 0, diff.length).value();
  }

  @Test
  void executorsStopAtTheHeader() {
    ByHandLogs logs = faultyGeneration();
    assertEquals(Disposition.NEXT_GENERATION, logs.lastDiff(3).disposition());
    assertEquals(RICH.add(BigInteger.valueOf(1_000)), balance(logs.machine(3), RECEIVER));
  }

  @Test
  void repairPaysWhatWasSent() {
    GlobalReplay replay = repaired();
    assertEquals(RICH.add(BigInteger.valueOf(11)), balance(replay.machine(3), RECEIVER));
    assertEquals(List.of(), replay.inFlight());
  }

  @Test
  void repairEndsWithTheHeader() {
    GlobalReplay replay = repaired();
    replay.offer(0, 4, payment(0, 1, 7));
    assertNull(replay.next());
  }

  @Test
  void shardsGoOnFromTheRepairedSnapshots() {
    GlobalReplay repair = repaired();
    List<byte[]> snapshots = new ArrayList<>();
    List<ShardMachine> machines = new ArrayList<>();
    for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
      snapshots.add(repair.machine(shard).snapshot());
      machines.add(
          ShardMachine.fromSnapshot(
              snapshots.getLast(), ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE));
    }
    GlobalReplay replay =
        GlobalReplay.resumed(
            snapshots,
            repair.inFlight(),
            ByHand.PROGRAMS,
            new Interpreter(),
            Seeds.TABLE,
            GlobalReplay.Messages.RECORDED);
    byte[] payment = payment(0, 1, 7);
    machines.get(0).handle(4, payment);
    byte[] bundle = machines.get(0).bundle(3);
    assertEquals(1, MessageBundle.decode(bundle, 0, bundle.length).value().generation());
    machines.get(3).handle(3, bundle);
    assertEquals(Disposition.APPLIED, machines.get(3).disposition());
    assertEquals(RICH.add(BigInteger.valueOf(18)), balance(machines.get(3), RECEIVER));
    replay.offer(0, 4, payment);
    replay.offer(3, 3, bundle);
    replay.endLogs();
    assertArrayEquals(machines.get(0).diff(), replay.next().diff());
    assertArrayEquals(machines.get(3).diff(), replay.next().diff());
    assertNull(replay.next());
  }
}
