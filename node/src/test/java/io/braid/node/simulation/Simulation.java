package io.braid.node.simulation;

import io.braid.protocol.simulation.Crowd;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.BaseFee;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** One run of the whole system, from one seed. */
final class Simulation {

  private static final ShardCount SHARDS = new ShardCount(4);
  private static final int USERS = 24;
  private static final int QUIET_USERS = 8;

  /** Users with so much that a pool can overflow. */
  private static final int RICH_USERS = 3;

  /** Events between two comparisons with reference and replay. */
  private static final int CHECKPOINT_EVENTS = 2_000;

  private static final int L1_ODDS = 60;
  private static final int MEAN_MS_MAX = 6;

  private final long seed;
  private final World world;
  private final Executors executors;
  private final Sequencers sequencers;
  private final Wallets wallets;
  private final ReferenceCheck reference;
  private final ReplayCheck replay;
  private final int meanMs;
  private final int walletWeight;

  private Simulation(long seed) {
    this.seed = seed;
    // Neighbouring seeds give a Random neighbouring numbers at first.
    Random random = new Random(new SplittableRandom(seed).nextLong());
    Faults faults = new Faults(random);
    List<Wallet> everybody = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      Wallet.Manner manner = i < QUIET_USERS ? Wallet.Manner.QUIET : Wallet.Manner.WILD;
      everybody.add(new Wallet(new QuickSigner(seed, i), manner, random.nextInt(2)));
    }
    Crowd crowd =
        new Crowd(random, SHARDS, USERS, i -> everybody.get(i).address(), Simulation::holding);
    Workload workload = crowd.workload(random.nextLong());
    Set<Address> undisturbed = new HashSet<>();
    everybody.stream().filter(Wallet::isQuiet).forEach(wallet -> undisturbed.add(wallet.address()));
    BaseFee fees = new BaseFee(random.nextLong(100_000, 2_000_000), 1_000_000);
    L1 l1 = new L1(workload, fees, undisturbed);
    world = new World(random, faults, crowd.genesis(), l1);
    world.judge.transactions().setUndisturbed(undisturbed);
    executors = new Executors(world);
    sequencers = new Sequencers(world);
    wallets = new Wallets(world, sequencers, workload.operations(), everybody);
    reference = new ReferenceCheck(world);
    replay = new ReplayCheck(world);
    meanMs = 1 + random.nextInt(MEAN_MS_MAX);
    walletWeight = 1 + random.nextInt(2);
  }

  private static Word holding(int user) {
    boolean isRich = user >= QUIET_USERS && user < QUIET_USERS + RICH_USERS;
    return isRich ? new Word(0, 1L << 56, 0, 0) : Word.of(Long.MAX_VALUE - user);
  }

  /** Runs so many events, then until nothing is left to do. */
  static Verdict run(long seed, int events) {
    Simulation simulation = new Simulation(seed);
    try {
      for (int i = 0; i < events; i++) {
        simulation.step();
      }
      simulation.end();
      return simulation.verdict(null, null, null);
    } catch (Violation violation) {
      return simulation.verdict(violation.invariant(), violation.getMessage(), violation);
    } catch (RuntimeException fault) {
      return simulation.verdict(Invariant.NO_EXCEPTION, fault.toString(), fault);
    }
  }

  private Verdict verdict(Invariant broken, String what, Throwable cause) {
    return new Verdict(seed, broken, what, world.event(), summary(), world.trace.lines(), cause);
  }

  private void step() {
    world.nextEvent();
    world.pass(world.random.nextInt(2 * meanMs + 1));
    executors.goOn();
    sequencers.goOn();
    if (world.random.nextInt(L1_ODDS) == 0) {
      world.l1.goOn();
    }
    if (world.faults.strikes(Fault.FOREIGN_RECORD)) {
      appendForeignRecord();
    }
    somebody().act();
    if (world.event() % CHECKPOINT_EVENTS == 0) {
      reference.catchUp();
      replay.catchUp();
    }
  }

  private Actor somebody() {
    List<Actor> actors = new ArrayList<>();
    for (int i = 0; i < walletWeight; i++) {
      actors.add(wallets);
    }
    actors.addAll(executors.actors());
    actors.addAll(sequencers.actors());
    actors.addAll(sequencers.actors());
    return actors.get(world.random.nextInt(actors.size()));
  }

  private void appendForeignRecord() {
    byte[] record = new byte[world.random.nextInt(40)];
    world.random.nextBytes(record);
    if (record.length > 2 && world.random.nextBoolean()) {
      record[0] = 1;
      record[1] = (byte) world.random.nextInt(8);
    }
    world.logs.append(world.logs.inputs.get(world.random.nextInt(SHARDS.count())), record);
  }

  private void end() {
    new Drain(world, executors, sequencers).run();
    reference.catchUp();
    replay.end();
    executors.checkStates();
    world.judge.transactions().checkOutcomes(world.judge.blocks().all());
    sequencers.checkGateways();
  }

  private Summary summary() {
    TransactionLedger transactions = world.judge.transactions();
    return new Summary(
        world.event(),
        wallets.sent(),
        transactions.acknowledged(),
        transactions.ran(),
        transactions.refused(),
        world.judge.messages().emitted(),
        world.judge.messages().keptAside(),
        world.judge.blocks().count(),
        world.judge.headers().ahead(),
        world.judge.snapshots().published(),
        executors.starts(),
        sequencers.restarts(),
        world.faults.counts());
  }
}
