package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.log.LogGroupReader;
import io.braid.log.LogKeys;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.types.ShardCount;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.ingress.AnswerLog;
import io.braid.sequencer.ingress.IngressGate;
import io.braid.sequencer.ingress.IngressLane;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of the ingress that the group of all sequencers gives to this process, and
 * answers each record once. One thread; what others tell it is queued.
 *
 * <p>A partition is done up to where its answers stand: whoever gets one looks at the last answers
 * and goes on behind them, so that nothing that was answered is admitted again. What was admitted
 * and not answered before a crash is admitted again, and the shards run it once.
 */
final class IngressReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngressReader.class);

  private static final long POLL_MS = 100;
  private static final long COMMIT_MS = 1_000;

  /** How long what is under way may take to its answer when a partition is given away. */
  private static final long SETTLE_MS = 2_000;

  /**
   * So many answers at the end of the log are looked at for the last one: who was cut off may have
   * written some behind it.
   */
  private static final long LAST_ANSWERS = 256;

  private final SequencerSettings settings;
  private final ShardCount shards;
  private final LogAppender appender;
  private final LongSupplier clockMs;
  private final Consumer<RuntimeException> fatal;
  private final IngressGate gate;
  private final LogGroupReader reader;
  private final Thread thread;

  private final Map<Integer, IngressLane> lanes = new HashMap<>();
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();

  /** Whether the thread was woken up for what it is told. */
  private final AtomicBoolean isWoken = new AtomicBoolean();

  private final Map<Integer, Long> committed = new HashMap<>();
  private long nextCommitMs;
  private volatile boolean isClosed;

  private IngressReader(
      SequencerSettings settings,
      ShardCount shards,
      IngressGate gate,
      LogAppender appender,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    this.settings = settings;
    this.shards = shards;
    this.gate = new OnThread(gate);
    this.appender = appender;
    this.clockMs = clockMs;
    this.fatal = fatal;
    reader =
        new LogGroupReader(
            settings.cluster(),
            settings.name() + "-ingress",
            settings.topics().ingress(),
            settings.topics().ingressGroup(),
            settings.sessionTimeoutMs(),
            new Lanes());
    thread = Thread.ofPlatform().name("ingress-reader").daemon().unstarted(this::run);
  }

  /**
   * Begins to read.
   *
   * @param gate called on the reader's thread; may call back on any
   * @param appender of the answers, which must be closed after this
   * @param clockMs milliseconds since 1970
   * @param fatal called once, on the reader's thread, when it cannot go on
   */
  static IngressReader start(
      SequencerSettings settings,
      ShardCount shards,
      IngressGate gate,
      LogAppender appender,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    IngressReader started = new IngressReader(settings, shards, gate, appender, clockMs, fatal);
    started.thread.start();
    return started;
  }

  private void run() {
    try (reader) {
      while (!isClosed) {
        for (LogRecord record : reader.poll(Duration.ofMillis(pollMs()))) {
          lanes.get(record.partition()).read(record.offset(), record.value());
        }
        isWoken.set(false);
        for (Runnable next = told.poll(); next != null; next = told.poll()) {
          next.run();
        }
        advance();
        reader.pauseOnly(full());
        commitNowAndThen();
      }
    } catch (RuntimeException | Error fault) {
      // An error too must not end the thread in silence: a batch may unpack to more than there is
      // memory for.
      if (!isClosed) {
        LOG.error("the ingress cannot be read further", fault);
        fatal.accept(
            new IllegalStateException(
                "the ingress cannot be read further: " + fault.getMessage(), fault));
      }
    }
  }

  private long pollMs() {
    long dueAtMs =
        lanes.values().stream().mapToLong(IngressLane::dueAtMs).min().orElse(Long.MAX_VALUE);
    return Math.clamp(dueAtMs - clockMs.getAsLong(), 0, POLL_MS);
  }

  private void advance() {
    lanes.values().forEach(lane -> lane.advance(clockMs.getAsLong()));
  }

  private Set<Integer> full() {
    Set<Integer> full = new HashSet<>();
    lanes.forEach((partition, lane) -> {
      if (lane.isFull()) {
        full.add(partition);
      }
    });
    return full;
  }

  private void commitNowAndThen() {
    long now = clockMs.getAsLong();
    if (now < nextCommitMs && nextCommitMs - now <= COMMIT_MS) {
      return;
    }
    nextCommitMs = now + COMMIT_MS;
    Map<Integer, Long> done = done(lanes.keySet());
    done.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    committed.putAll(done);
    reader.commit(done);
  }

  private Map<Integer, Long> done(Set<Integer> partitions) {
    Map<Integer, Long> done = new HashMap<>();
    partitions.forEach(partition -> done.put(partition, lanes.get(partition).doneOffset()));
    return done;
  }

  /** Queues what happened for the reader's thread. */
  private void tell(Runnable happened) {
    told.add(happened);
    if (isWoken.compareAndSet(false, true)) {
      reader.wakeUp();
    }
  }

  /** The gate for lanes: what it calls is called by the reader's thread. */
  private final class OnThread implements IngressGate {
    private final IngressGate gate;

    OnThread(IngressGate gate) {
      this.gate = gate;
    }

    @Override
    public void catchUp(Runnable whenCaughtUp) {
      gate.catchUp(() -> tell(whenCaughtUp));
    }

    @Override
    public void examine(
        List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined) {
      gate.examine(transactions, candidates -> tell(() -> whenExamined.accept(candidates)));
    }

    @Override
    public AdmissionAnswer admit(Candidate candidate, Runnable whenInLog) {
      return gate.admit(candidate, () -> tell(whenInLog));
    }
  }

  private final class Answers implements AnswerLog {

    @Override
    public void append(IngressAnswer answer, Runnable whenDurable) {
      appender.append(
          settings.topics().answers(),
          answer.partition(),
          LogKeys.answer(answer.offset()),
          answer.encode(),
          _ -> tell(whenDurable));
    }
  }

  private final class Lanes implements LogGroupReader.Partitions {

    @Override
    public long come(int partition, long doneOffset) {
      long nextOffset = Math.max(doneOffset, behindLastAnswer(partition));
      IngressLane lane = new IngressLane(partition, shards, nextOffset, gate, new Answers());
      lane.start();
      lanes.put(partition, lane);
      return nextOffset;
    }

    @Override
    public Map<Integer, Long> go(Set<Integer> partitions) {
      partitions.forEach(partition -> lanes.get(partition).stop());
      settle(partitions);
      Map<Integer, Long> done = done(partitions);
      lost(partitions);
      return done;
    }

    @Override
    public void lost(Set<Integer> partitions) {
      lanes.keySet().removeAll(partitions);
      committed.keySet().removeAll(partitions);
    }
  }

  /** Waits until what lanes that are stopped have begun is answered, or time is up. */
  private void settle(Set<Integer> partitions) {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MS);
    advance();
    while (!partitions.stream().allMatch(partition -> lanes.get(partition).isSettled())) {
      try {
        Runnable next = told.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          LOG.warn(
              "partitions {} of the ingress are given away before all is answered", partitions);
          return;
        }
        next.run();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      advance();
    }
  }

  /** The offset behind the last record of a partition that was answered; 0 if none was. */
  private long behindLastAnswer(int partition) {
    String name = settings.name() + "-answered";
    String topic = settings.topics().answers();
    long behind = 0;
    try (LogReader answers =
        new LogReader(settings.cluster(), name, topic, Map.of(partition, 0L))) {
      long end = answers.endOffsets().get(partition);
      long begin = answers.beginOffsets().get(partition);
      answers.seek(partition, Math.max(begin, end - LAST_ANSWERS));
      while (answers.position(partition) < end) {
        for (LogRecord record : answers.poll(Duration.ofMillis(POLL_MS))) {
          byte[] value = record.value();
          Decoded<IngressAnswer> answer = IngressAnswer.decode(value, 0, value.length);
          if (answer.fault() == null && answer.value().partition() == partition) {
            behind = Math.max(behind, answer.value().offset() + 1);
          }
        }
      }
    }
    return behind;
  }

  /** Brings what is under way to its answer, leaves the group and waits for the thread's end. */
  @Override
  public void close() {
    isClosed = true;
    reader.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
