package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.MessageBundle;
import java.util.ArrayList;
import java.util.List;

/** The logs of all shards, written by hand; each shard handles a record as it is appended. */
final class ByHandLogs {

  private final List<ShardMachine> machines = new ArrayList<>();
  private final List<List<byte[]>> logs = new ArrayList<>();
  private final List<List<byte[]>> diffs = new ArrayList<>();

  ByHandLogs() {
    for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
      machines.add(
          ShardMachine.atGenesis(
              ByHand.genesis(), shard, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE));
      logs.add(new ArrayList<>());
      diffs.add(new ArrayList<>());
    }
  }

  ByHandLogs append(int shard, byte[] record) {
    machines.get(shard).handle(logs.get(shard).size(), record);
    logs.get(shard).add(record);
    diffs.get(shard).add(machines.get(shard).diff());
    return this;
  }

  /** Appends a header to every log. */
  ByHandLogs header(ByHand.Header header) {
    for (int shard = 0; shard < logs.size(); shard++) {
      append(shard, header.bytes());
    }
    return this;
  }

  /** The bundle that a record sent to a shard. */
  byte[] emitted(int shard, int offset, int destination) {
    return diffOf(shard, offset).bundles().stream()
        .filter(bundle -> bundle.destination() == destination)
        .map(MessageBundle::encode)
        .findFirst()
        .orElseThrow();
  }

  byte[] diff(int shard, int offset) {
    return diffs.get(shard).get(offset);
  }

  Diff lastDiff(int shard) {
    return diffOf(shard, diffs.get(shard).size() - 1);
  }

  private Diff diffOf(int shard, int offset) {
    byte[] diff = diff(shard, offset);
    return DiffCodec.decode(diff, 0, diff.length).value();
  }

  /** A replay to which the whole logs are offered. */
  GlobalReplay replay(GlobalReplay.Messages messages) {
    GlobalReplay replay =
        GlobalReplay.atGenesis(
            ByHand.genesis(), ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE, messages);
    for (int shard = 0; shard < logs.size(); shard++) {
      for (int offset = 0; offset < logs.get(shard).size(); offset++) {
        replay.offer(shard, offset, logs.get(shard).get(offset));
      }
    }
    replay.endLogs();
    return replay;
  }

  ShardMachine machine(int shard) {
    return machines.get(shard);
  }

  void assertSameStates(GlobalReplay replay) {
    for (int shard = 0; shard < machines.size(); shard++) {
      int which = shard;
      assertArrayEquals(
          machines.get(shard).snapshot(), replay.machine(shard).snapshot(), () -> "shard " + which);
    }
  }
}
