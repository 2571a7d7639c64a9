package io.braid.sequencer.ingress;

import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AccountView;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.admission.AdmissionMachine;
import io.braid.sequencer.admission.Bundle;
import io.braid.sequencer.admission.BundleBuilder;
import io.braid.sequencer.admission.Candidate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A process that reads the ingress of a simulated chain: lanes, admission and bundles, and what is
 * on its way to and from the broker. It can end between any two steps.
 */
final class IngressProcess implements IngressGate {

  private static final int UNACKNOWLEDGED_BUNDLES_MAX = 3;

  /** A submission that waits for its bundle. */
  private record Waiting(Word hash, Runnable whenInLog) {}

  /** Something that the broker makes durable, and then acknowledges. */
  private record Append(Runnable durable, Runnable acknowledged) {}

  private final Function<Bytes, Candidate> examination;
  private final Predicate<Word> hasRun;
  private final Consumer<Bundle<?>> log;
  private final Consumer<IngressAnswer> answerLog;
  private final AdmissionMachine admission;
  private final BundleBuilder<Waiting> bundles;
  private final List<IngressLane> lanes = new ArrayList<>();

  /** By partition, appends of bundles and behind them those of answers. */
  private final List<Deque<Append>> wires = new ArrayList<>();

  private final Deque<Runnable> acknowledgements = new ArrayDeque<>();
  private final Deque<Runnable> examining = new ArrayDeque<>();
  private final Deque<Runnable> catchingUp = new ArrayDeque<>();
  private long now;

  IngressProcess(
      ShardCount shards,
      AccountView view,
      Function<Bytes, Candidate> examination,
      Predicate<Word> hasRun,
      Consumer<Bundle<?>> log,
      Consumer<IngressAnswer> answerLog,
      long[] nextOffsets) {
    this.examination = examination;
    this.hasRun = hasRun;
    this.log = log;
    this.answerLog = answerLog;
    bundles = new BundleBuilder<>(shards.count(), 2, UNACKNOWLEDGED_BUNDLES_MAX);
    admission =
        new AdmissionMachine(
            shards, view, shard -> bundles.isFull(shard) ? 5 : 0, AdmissionLimits.DEFAULTS);
    for (int partition = 0; partition < shards.count(); partition++) {
      wires.add(new ArrayDeque<>());
      wires.add(new ArrayDeque<>());
      lanes.add(new IngressLane(partition, shards, nextOffsets[partition], this, this::answer));
    }
    lanes.forEach(IngressLane::start);
  }

  IngressLane lane(int partition) {
    return lanes.get(partition);
  }

  @Override
  public void catchUp(Runnable whenCaughtUp) {
    catchingUp.add(whenCaughtUp);
  }

  @Override
  public void examine(
      List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined) {
    List<Candidate> candidates =
        transactions.stream().map(entry -> examination.apply(entry.raw())).toList();
    examining.add(() -> whenExamined.accept(candidates));
  }

  @Override
  public AdmissionAnswer admit(Candidate candidate, Runnable whenInLog) {
    AdmissionAnswer answer = admission.admitFromLog(candidate, now);
    if (answer instanceof AdmissionAnswer.Accepted accepted) {
      Waiting waiting = new Waiting(accepted.hash(), whenInLog);
      Bundle<Waiting> full =
          bundles.add(accepted.shard(), accepted.sender(), candidate.raw(), waiting, now);
      if (full != null) {
        append(full);
      }
    }
    return answer instanceof AdmissionAnswer.Refused refused
            && refused.reason() == Refusal.NONCE_TOO_LOW
            && hasRun.test(refused.hash())
        ? new AdmissionAnswer.AlreadyKnown(refused.hash(), true)
        : answer;
  }

  private void append(Bundle<Waiting> bundle) {
    wires
        .get(2 * bundle.shard())
        .add(new Append(() -> log.accept(bundle), () -> acknowledged(bundle.number())));
  }

  private void acknowledged(long bundle) {
    for (Waiting waiting : bundles.acknowledged(bundle)) {
      admission.appended(waiting.hash());
      waiting.whenInLog().run();
    }
  }

  private void answer(IngressAnswer answer, Runnable whenDurable) {
    wires
        .get(2 * answer.partition() + 1)
        .add(new Append(() -> answerLog.accept(answer), whenDurable));
  }

  /**
   * One of the things that can happen now.
   *
   * @param inLogs transactions that the shards have not handled yet
   */
  void step(Random random, long nowMs, Supplier<List<Candidate>> inLogs) {
    now = nowMs;
    switch (random.nextInt(6)) {
      case 0, 1 -> takeOne(wires.get(random.nextInt(wires.size())));
      case 2 -> run(acknowledgements);
      case 3 -> run(examining);
      case 4 -> bundles.tick(now).forEach(this::append);
      default -> {
        if (!catchingUp.isEmpty()) {
          inLogs.get().forEach(admission::inLog);
          run(catchingUp);
        }
      }
    }
    lanes.forEach(lane -> lane.advance(now));
  }

  private void takeOne(Deque<Append> wire) {
    Append next = wire.poll();
    if (next != null) {
      next.durable().run();
      acknowledgements.add(next.acknowledged());
    }
  }

  private static void run(Deque<Runnable> happened) {
    if (!happened.isEmpty()) {
      happened.remove().run();
    }
  }

  /** The process ends; of what is on its way to the broker, the first arrive. */
  void crash(Random random) {
    for (Deque<Append> wire : wires) {
      for (int left = random.nextInt(wire.size() + 1); left > 0; left--) {
        wire.remove().durable().run();
      }
    }
  }

  /** An outcome that the view holds. */
  void learn(Outcome outcome) {
    admission.learn(outcome);
  }
}
