package io.braid.node.simulation;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Word;
import java.util.Random;

/** What all parts of a simulation share. */
final class World {

  static final ProgramSet PROGRAMS = LedgerPrograms.build();
  static final Word COMMITMENT = Word.of(PROGRAMS.commitment());

  /** Milliseconds since 1970 at which the clocks begin. */
  private static final long START_MS = 1_700_000_000_000L;

  final Random random;
  final Faults faults;
  final Trace trace = new Trace();
  final Genesis genesis;

  /** One for all machines: to compile the programs is most of what a restart costs. */
  final NativeRunner runner = new NativeRunner(PROGRAMS);

  final L1 l1;
  final Judge judge;
  final Logs logs;
  private long event;
  private long nowMs = START_MS;

  World(Random random, Faults faults, Genesis genesis, L1 l1) {
    this.random = random;
    this.faults = faults;
    this.genesis = genesis;
    this.l1 = l1;
    logs = new Logs(genesis.shards().count(), this::appended);
    judge = new Judge(this);
  }

  private void appended(Partition to, int offset, byte[] record) {
    judge.appended(to, offset, record);
  }

  /** A shard before its first record. */
  ShardMachine machine(int shard) {
    return ShardMachine.atGenesis(genesis, shard, PROGRAMS, runner, tableSeed());
  }

  /** A shard as it was when a snapshot was taken. */
  ShardMachine machine(byte[] snapshot) {
    return ShardMachine.fromSnapshot(snapshot, PROGRAMS, runner, tableSeed());
  }

  int shards() {
    return genesis.shards().count();
  }

  long event() {
    return event;
  }

  void nextEvent() {
    event++;
  }

  long nowMs() {
    return nowMs;
  }

  void pass(long milliseconds) {
    nowMs += milliseconds;
  }

  /** A seed for a hash table: nothing may depend on it. */
  long tableSeed() {
    return Seeds.TABLE ^ random.nextLong();
  }

  void tell(String what) {
    trace.add(event, what);
  }
}
