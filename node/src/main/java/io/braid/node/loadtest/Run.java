package io.braid.node.loadtest;

import io.braid.node.loadtest.outcome.DiffObserver;
import io.braid.node.loadtest.outcome.HashIndex;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.rpc.BlockWatch;
import io.braid.node.loadtest.rpc.EventLoop;
import io.braid.node.loadtest.rpc.HttpSender;
import io.braid.node.loadtest.rpc.Questions;
import io.braid.node.loadtest.rpc.ReceiptAudit;
import io.braid.node.loadtest.rpc.RequestBodies;
import io.braid.node.loadtest.rpc.SocketSender;
import io.braid.node.loadtest.rpc.TransactionSender;
import io.braid.node.loadtest.workload.Schedule;
import io.braid.node.loadtest.workload.SignedTransactions;
import io.braid.protocol.types.Word;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The part of a load test for which the clock runs, and the accounting behind it. */
final class Run {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final double NANOS_IN_MS = 1e6;

  private final ChainAddress chain;
  private final LoadTestOptions options;
  private final PreparedRun prepared;
  private final BiFunction<TransactionSender, Observations, TransactionSender> path;
  private final Supplier<RuntimeException> fault;
  private final Consumer<String> progress;
  private final Observations observations;

  /**
   * A run that has not begun.
   *
   * @param path puts something between the run and the sender
   * @param fault of the chain, or null
   */
  Run(
      ChainAddress chain,
      LoadTestOptions options,
      PreparedRun prepared,
      BiFunction<TransactionSender, Observations, TransactionSender> path,
      Supplier<RuntimeException> fault,
      Consumer<String> progress) {
    this.chain = chain;
    this.options = options;
    this.prepared = prepared;
    this.path = path;
    this.fault = fault;
    this.progress = progress;
    observations = new Observations(prepared.plan().count());
  }

  /** Sends everything, waits for what is to come of it, and reads the receipts. */
  Measured execute(Questions questions) {
    Word[] hashes = prepared.signed().hashes();
    HashIndex byHash = new HashIndex(hashes);
    DiffObserver diffs = new DiffObserver(prepared.signed(), byHash, observations);
    RunClock clock = new RunClock();
    long newest;
    Measured measured;
    try (EventLoop loop = new EventLoop();
        DiffWatch diffWatch =
            chain.kafka().isPresent() ? DiffWatch.start(chain, diffs, clock) : null;
        BlockWatch blocks =
            new BlockWatch(loop, chain.rpc(), prepared.newestBlock(), byHash, observations, clock);
        TransactionSender sender = path.apply(sender(loop, clock), observations)) {
      CpuMeter meter = new CpuMeter(List.of(Thread.currentThread().threadId(), loop.threadId()));
      long late = send(sender, clock);
      double length = prepared.schedule().endNanos();
      double generatorCores = meter.threadsNanos() / length;
      double processCores = meter.processNanos() / length;
      awaitOutcomes(diffWatch);
      newest = blocks.newest();
      measured =
          new Measured(
              observations, diffWatch != null, generatorCores, processCores, late / NANOS_IN_MS);
    }
    progress.accept("reading the receipts");
    ReceiptAudit audit = new ReceiptAudit(questions, observations);
    audit.readReceipts(prepared.newestBlock(), newest, byHash);
    audit.askAfterOpen(hashes);
    return measured;
  }

  private TransactionSender sender(EventLoop loop, RunClock clock) {
    URI url = chain.rpc();
    int connections = options.load().connections();
    Schedule schedule = prepared.schedule();
    SignedTransactions signed = prepared.signed();
    return switch (options.via()) {
      case RPC, RPC_BATCH -> {
        byte[][] bodies =
            options.via() == Via.RPC
                ? RequestBodies.single(schedule, signed)
                : RequestBodies.batches(schedule, signed);
        yield new HttpSender(loop, url, connections, schedule, bodies, observations, clock);
      }
      case WEBSOCKET -> {
        byte[][] bodies = RequestBodies.single(schedule, signed);
        yield new SocketSender(loop, url, connections, schedule, bodies, observations, clock);
      }
      case KAFKA -> new IngressSender(chain, schedule, signed, observations, clock);
    };
  }

  /** Gives how late the latest request was handed over, in nanoseconds. */
  private long send(TransactionSender sender, RunClock clock) {
    Schedule schedule = prepared.schedule();
    progress.accept(
        "sending %,d transactions, %,d a second"
            .formatted(schedule.transactions(), schedule.rate()));
    clock.start();
    long late = 0;
    int next = 0;
    while (next < schedule.requests()) {
      clock.await(schedule.dueNanos(next));
      failIfBroken(null);
      long now = clock.getAsLong();
      int end = schedule.firstNotDue(now, next);
      if (end > next) {
        late = Math.max(late, now - schedule.dueNanos(next));
        sender.send(next, end);
        next = end;
      }
    }
    clock.await(schedule.endNanos());
    return late;
  }

  /** Ends when every transaction is settled, or when nothing has happened for a long time. */
  private void awaitOutcomes(DiffWatch diffs) {
    progress.accept("waiting for the last outcomes");
    long patience = TimeUnit.SECONDS.toNanos(options.patienceSeconds());
    long events = observations.events();
    long since = System.nanoTime();
    while (!isSettled() && System.nanoTime() - since < patience) {
      failIfBroken(diffs);
      pause();
      if (observations.events() != events) {
        events = observations.events();
        since = System.nanoTime();
      }
    }
  }

  private boolean isSettled() {
    long _ = observations.events();
    for (int i = 0; i < observations.count(); i++) {
      if (!observations.isSettled(i)) {
        return false;
      }
    }
    return true;
  }

  private void failIfBroken(DiffWatch diffs) {
    RuntimeException broken = fault.get();
    if (broken == null && diffs != null) {
      broken = diffs.failure();
    }
    if (broken != null) {
      throw new IllegalStateException("the run broke down: " + broken.getMessage(), broken);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while outcomes were awaited", interrupted);
    }
  }
}
