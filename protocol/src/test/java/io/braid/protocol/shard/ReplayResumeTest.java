package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.shard.GlobalReplay.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A global replay that stops between two records and goes on elsewhere. */
class ReplayResumeTest {

  private static final int SHARDS = ByHand.SHARDS.count();

  private static GlobalReplay atGenesis(RandomLogs logs) {
    return GlobalReplay.atGenesis(
        logs.genesis(),
        ByHand.PROGRAMS,
        new NativeRunner(ByHand.PROGRAMS),
        Seeds.TABLE,
        Messages.RECORDED);
  }

  private static List<byte[]> snapshots(GlobalReplay replay) {
    return IntStream.range(0, SHARDS).mapToObj(i -> replay.machine(i).snapshot()).toList();
  }

  private static GlobalReplay resumed(GlobalReplay replay) {
    return GlobalReplay.resumed(
        snapshots(replay),
        replay.inFlight(),
        ByHand.PROGRAMS,
        new NativeRunner(ByHand.PROGRAMS),
        Seeds.TABLE + 1,
        Messages.RECORDED);
  }

  /** Offers what the machines have not taken yet. */
  private static void offerRest(GlobalReplay replay, RandomLogs logs) {
    for (int shard = 0; shard < SHARDS; shard++) {
      List<byte[]> log = logs.log(shard);
      for (long at = replay.machine(shard).nextOffset(); at < log.size(); at++) {
        replay.offer(shard, at, log.get((int) at));
      }
    }
    replay.endLogs();
  }

  private static List<String> run(GlobalReplay replay, int most) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Replayed next = replay.next();
      if (next == null) {
        break;
      }
      places.add(next.shard() + ":" + next.offset());
    }
    return places;
  }

  @Test
  void goesOnFromSnapshotsAndWhatIsInFlight() {
    Seeds.run(
        "replay, resumed",
        seed -> {
          RandomLogs logs = new RandomLogs(seed, 1_500);
          GlobalReplay whole = atGenesis(logs);
          offerRest(whole, logs);
          List<String> expected = run(whole, Integer.MAX_VALUE);
          Random random = new Random(seed);
          GlobalReplay replay = atGenesis(logs);
          offerRest(replay, logs);
          List<String> places = new ArrayList<>();
          int resumptions = 0;
          int withBundles = 0;
          while (places.size() < expected.size()) {
            places.addAll(run(replay, 1 + random.nextInt(40)));
            if (replay.isBetweenRecords()) {
              withBundles += replay.inFlight().isEmpty() ? 0 : 1;
              replay = resumed(replay);
              offerRest(replay, logs);
              resumptions++;
            }
          }
          assertEquals(expected, places);
          assertTrue(resumptions > 4 && withBundles > 3, resumptions + ", " + withBundles);
          for (int shard = 0; shard < SHARDS; shard++) {
            assertArrayEquals(whole.machine(shard).snapshot(), replay.machine(shard).snapshot());
          }
        });
  }

  @Test
  void headerThatNotAllHaveFinishedIsNotBetweenRecords() {
    RandomLogs logs = new RandomLogs(1, 100);
    GlobalReplay replay = atGenesis(logs);
    offerRest(replay, logs);
    assertTrue(replay.isBetweenRecords());
    while (replay.isBetweenRecords()) {
      assertEquals(1, run(replay, 1).size());
    }
    // One shard has finished the header of the block, others have yet to.
    while (!replay.isBetweenRecords()) {
      assertEquals(1, run(replay, 1).size());
    }
  }

  @Test
  void whatIsInFlightMustBeBundles() {
    GlobalReplay replay = atGenesis(new RandomLogs(1, 100));
    List<byte[]> snapshots = snapshots(replay);
    NativeRunner runner = new NativeRunner(ByHand.PROGRAMS);
    List<byte[]> inFlight = List.of(new byte[] {1, 3});
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                GlobalReplay.resumed(
                    snapshots, inFlight, ByHand.PROGRAMS, runner, 0, Messages.RECORDED));
    assertEquals("what is in flight is no message bundle", fault.getMessage());
  }
}
