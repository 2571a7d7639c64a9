package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Snapshots out of the middle of a log: what goes on from them, and what damaged ones do. */
class SnapshotTest {

  private static final int MUTATIONS = 20_000;
  private static final int SHARD = 2;

  /** A machine that goes on from a snapshot, and where that was taken. */
  private record Taken(ShardMachine machine, int offset) {}

  /** Runs a log and shows the machine before every record. */
  private static ShardMachine run(
      RandomLogs logs, int shard, BiConsumer<Integer, ShardMachine> before) {
    ProgramRunner runner = new NativeRunner(ByHand.PROGRAMS);
    ShardMachine machine =
        ShardMachine.atGenesis(logs.genesis(), shard, ByHand.PROGRAMS, runner, Seeds.TABLE);
    for (int offset = 0; offset < logs.log(shard).size(); offset++) {
      before.accept(offset, machine);
      machine.handle(offset, logs.log(shard).get(offset));
    }
    return machine;
  }

  @Test
  void machineGoesOnFromAnyPoint() {
    Seeds.run(
        "snapshots of a log",
        seed -> {
          RandomLogs logs = new RandomLogs(seed, 5_000);
          Random random = new Random(seed);
          int queued = 0;
          int keptAside = 0;
          for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
            for (ShardState state : goOnFromSnapshots(logs, shard, random)) {
              queued += state.queue.all().size();
              keptAside += state.keptAside.size();
            }
          }
          assertTrue(queued > 20 && keptAside > 5, queued + " queued, kept aside " + keptAside);
        });
  }

  /** Runs a log, and again from snapshots on the way; gives the states they hold. */
  private static List<ShardState> goOnFromSnapshots(RandomLogs logs, int shard, Random random) {
    List<ShardState> states = new ArrayList<>();
    List<Taken> restored = new ArrayList<>();
    List<byte[]> log = logs.log(shard);
    ShardMachine last =
        run(
            logs,
            shard,
            (offset, machine) -> {
              if (offset > 0) {
                restored.forEach(taken -> goOn(taken, offset - 1, log.get(offset - 1), machine));
              }
              if (random.nextInt(machine.keptAside().isEmpty() ? 60 : 4) == 0) {
                byte[] snapshot = machine.snapshot();
                states.add(
                    SnapshotCodec.decode(snapshot, ByHand.PROGRAMS.commitment(), Seeds.TABLE));
                restored.add(new Taken(restore(snapshot), offset));
              }
            });
    for (Taken taken : restored) {
      goOn(taken, log.size() - 1, log.getLast(), last);
      assertArrayEquals(last.snapshot(), taken.machine().snapshot());
    }
    return states;
  }

  private static ShardMachine restore(byte[] snapshot) {
    ShardMachine machine =
        ShardMachine.fromSnapshot(snapshot, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    assertArrayEquals(snapshot, machine.snapshot());
    return machine;
  }

  private static void goOn(Taken taken, int offset, byte[] record, ShardMachine other) {
    taken.machine().handle(offset, record);
    assertArrayEquals(
        other.diff(),
        taken.machine().diff(),
        () -> "offset %d, from a snapshot at %d".formatted(offset, taken.offset()));
  }

  @Test
  void damagedSnapshotIsRefusedOrIsAnother() {
    Seeds.run(
        "damaged snapshots",
        seed -> {
          RandomLogs logs = new RandomLogs(seed, 2_000);
          List<byte[]> snapshots = new ArrayList<>();
          List<Integer> offsets = new ArrayList<>();
          run(
              logs,
              SHARD,
              (offset, machine) -> {
                if (!machine.keptAside().isEmpty() || offset % 50 == 49) {
                  snapshots.add(machine.snapshot());
                  offsets.add(offset);
                }
              });
          assertTrue(snapshots.stream().anyMatch(SnapshotTest::holdsBoth), "too little waits");
          Random random = new Random(seed);
          int taken = 0;
          for (int i = 0; i < MUTATIONS; i++) {
            int which = random.nextInt(snapshots.size());
            byte[] snapshot = snapshots.get(which);
            byte[] body = Arrays.copyOf(snapshot, snapshot.length - 32);
            byte[] mutated =
                random.nextInt(8) == 0
                    ? Mutations.of(snapshot, random)
                    : sealed(Mutations.of(body, random));
            int goesOn = i % 4 == 0 ? 8 : 0;
            if (isTaken(mutated, logs.log(SHARD), offsets.get(which), goesOn)) {
              taken++;
            }
          }
          assertTrue(taken > MUTATIONS / 20 && taken < MUTATIONS, "taken: " + taken);
        });
  }

  /** Whether transactions and bundles wait. */
  private static boolean holdsBoth(byte[] snapshot) {
    ShardState state = SnapshotCodec.decode(snapshot, ByHand.PROGRAMS.commitment(), Seeds.TABLE);
    return !state.queue.isEmpty() && !state.keptAside.isEmpty();
  }

  /** Whether a snapshot is taken; if it is, it is canonical and a machine goes on from it. */
  private static boolean isTaken(byte[] snapshot, List<byte[]> log, int offset, int goesOn) {
    ShardMachine machine;
    try {
      machine =
          ShardMachine.fromSnapshot(snapshot, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    } catch (IllegalArgumentException _) {
      return false;
    }
    assertArrayEquals(snapshot, machine.snapshot());
    for (int i = offset; i < Math.min(offset + goesOn, log.size()); i++) {
      machine.handle(Math.max(machine.nextOffset(), i), log.get(i));
    }
    restore(machine.snapshot());
    return true;
  }

  /** A body with its digest. */
  static byte[] sealed(byte[] body) {
    byte[] out = Arrays.copyOf(body, body.length + 32);
    System.arraycopy(Keccak256.hash(body), 0, out, body.length, 32);
    return out;
  }

  @Test
  void everyLengthButTheOwnIsRefused() {
    byte[] snapshot = ByHand.machine(0).snapshot();
    for (int length = 0; length < snapshot.length; length++) {
      byte[] cut = Arrays.copyOf(snapshot, length);
      String expected =
          length <= 32 ? "the snapshot is too short" : "the snapshot does not match its digest";
      assertEquals(expected, refusal(cut));
      if (length >= 32) {
        byte[] body = Arrays.copyOf(snapshot, length - 32);
        assertThrows(
            IllegalArgumentException.class,
            () -> SnapshotCodec.decode(sealed(body), ByHand.PROGRAMS.commitment(), Seeds.TABLE));
      }
    }
    byte[] longer = Arrays.copyOf(snapshot, snapshot.length - 31);
    longer[longer.length - 1] = 0;
    assertEquals("the snapshot goes on behind its end", refusal(sealed(longer)));
  }

  private static String refusal(byte[] snapshot) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> SnapshotCodec.decode(snapshot, ByHand.PROGRAMS.commitment(), Seeds.TABLE))
        .getMessage();
  }
}
