package io.braid.log;

import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes transactions into the ingress, in bundles by the shard of their senders, and tells what
 * became of each. Transactions of one sender are admitted in the order in which they are written.
 *
 * <p>For any number of threads. Who writes faster than answers come waits in {@link #write}.
 */
public final class IngressWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngressWriter.class);

  /** Version, type and count. */
  private static final int BUNDLE_HEADER_BYTES = 4;

  /** Transactions of a shard that wait for others. Guarded by the lock. */
  private static final class Gathering {
    private List<IngressBundle.Entry> entries = new ArrayList<>();
    private List<CompletableFuture<IngressAnswer.Entry>> waiting = new ArrayList<>();
    private int bytes = BUNDLE_HEADER_BYTES;
    private long sinceNanos;
  }

  /** A bundle, and those who wait for the answers to its transactions, in their order. */
  private static final class Bundle {
    private final int partition;
    private final List<CompletableFuture<IngressAnswer.Entry>> waiting;

    Bundle(int partition, List<CompletableFuture<IngressAnswer.Entry>> waiting) {
      this.partition = partition;
      this.waiting = waiting;
    }
  }

  /** A bundle that stands in the ingress. */
  private record Appended(Bundle bundle, long offset) {}

  private final Topics topics;
  private final ShardCount shards;
  private final String name;
  private final LogAppender appender;
  private final LogReader answers;
  private final Thread thread;
  private final Semaphore room = new Semaphore(LogLimits.UNANSWERED_MAX);

  /** Guards the two below. The appender's thread never takes it, since an append may wait. */
  private final ReentrantLock lock = new ReentrantLock();

  private final List<Gathering> gatherings = new ArrayList<>();
  private boolean isAbandoned;

  private final Set<Bundle> unanswered = ConcurrentHashMap.newKeySet();

  private final Queue<Appended> appended = new ConcurrentLinkedQueue<>();

  /** By partition, bundles of which the offset is not known yet. */
  private final List<AtomicInteger> onTheWay = new ArrayList<>();

  /** By partition; used by the thread alone. */
  private final List<AwaitedAnswers> awaited = new ArrayList<>();

  /** Why nothing is written any more, or null. */
  private final AtomicReference<String> ended = new AtomicReference<>();

  private volatile boolean isClosing;

  /**
   * A writer into the ingress of a chain, whose topics must exist.
   *
   * @param name of the writer, for operators: it stands in the keys of its records
   */
  public IngressWriter(KafkaCluster cluster, Topics topics, ShardCount shards, String name) {
    this.topics = topics;
    this.shards = shards;
    this.name = name;
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      gatherings.add(new Gathering());
      onTheWay.add(new AtomicInteger());
      awaited.add(new AwaitedAnswers());
      from.put(shard, 0L);
    }
    answers = new LogReader(cluster, name + "-answers", topics.answers(), from);
    answers.endOffsets().forEach(answers::seek);
    appender = new LogAppender(cluster, name + "-ingress", this::end);
    thread = Thread.ofPlatform().name(name + "-answers").daemon().unstarted(this::run);
    thread.start();
  }

  /**
   * Writes a transaction.
   *
   * @param sender who has signed it: another one's shard refuses it
   * @param transaction the bytes, with or without the public key
   * @return the answer, completed on a thread that all answers share, which must not wait; it fails
   *     if nobody knows what became of the transaction
   * @throws IllegalStateException if the writer is closed, or an append has failed
   */
  public CompletableFuture<IngressAnswer.Entry> write(
      Address sender, IngressBundle.Entry transaction) {
    room.acquireUninterruptibly();
    CompletableFuture<IngressAnswer.Entry> answer = new CompletableFuture<>();
    lock.lock();
    try {
      if (ended.get() != null || isAbandoned) {
        room.release();
        throw new IllegalStateException("nothing is written any more: " + ended.get());
      }
      gather(shards.homeOf(sender), transaction, answer);
    } finally {
      lock.unlock();
    }
    return answer.whenComplete((_, _) -> room.release());
  }

  private void gather(
      int shard, IngressBundle.Entry transaction, CompletableFuture<IngressAnswer.Entry> answer) {
    Gathering gathering = gatherings.get(shard);
    if (gathering.bytes + transaction.encodedBytes() > LogLimits.INGRESS_BUNDLE_BYTES) {
      append(shard);
    }
    if (gathering.entries.isEmpty()) {
      gathering.sinceNanos = System.nanoTime();
    }
    gathering.entries.add(transaction);
    gathering.waiting.add(answer);
    gathering.bytes += transaction.encodedBytes();
    if (gathering.entries.size() == LogLimits.INGRESS_BUNDLE_TRANSACTIONS) {
      append(shard);
    }
  }

  /** Under the lock, so that transactions stand in the ingress in the order of their writes. */
  private void append(int shard) {
    Gathering gathering = gatherings.get(shard);
    if (gathering.entries.isEmpty()) {
      return;
    }
    byte[] record = new IngressBundle(gathering.entries).encode();
    Bundle bundle = new Bundle(shard, gathering.waiting);
    gathering.entries = new ArrayList<>();
    gathering.waiting = new ArrayList<>();
    gathering.bytes = BUNDLE_HEADER_BYTES;
    unanswered.add(bundle);
    var _ = bundle.waiting.getFirst().whenComplete((_, _) -> unanswered.remove(bundle));
    onTheWay.get(shard).incrementAndGet();
    appender.append(
        topics.ingress(),
        shard,
        name,
        record,
        offset -> appended.add(new Appended(bundle, offset)));
  }

  private void run() {
    try {
      while (!isClosing) {
        List<LogRecord> records = answers.poll(Duration.ofMillis(LogLimits.INGRESS_LINGER_MS));
        takeAppended();
        records.forEach(this::takeAnswer);
        steer();
        appendDue();
      }
    } catch (RuntimeException fault) {
      LOG.error("the answers to the ingress cannot be read any more", fault);
      end(fault);
    } finally {
      abandon();
      answers.close();
    }
  }

  private void takeAppended() {
    for (Appended next = appended.poll(); next != null; next = appended.poll()) {
      Bundle bundle = next.bundle();
      awaited.get(bundle.partition).appended(next.offset(), bundle.waiting);
      onTheWay.get(bundle.partition).decrementAndGet();
    }
  }

  private void takeAnswer(LogRecord record) {
    byte[] value = record.value();
    Decoded<IngressAnswer> decoded = IngressAnswer.decode(value, 0, value.length);
    int partition = record.partition();
    if (decoded.fault() != null || decoded.value().partition() != partition) {
      LOG.warn(
          "what stands at offset {} of {}, partition {} is no answer to it ({})",
          record.offset(),
          topics.answers(),
          partition,
          decoded.fault());
      return;
    }
    awaited.get(partition).read(decoded.value(), onTheWay.get(partition).get() > 0);
  }

  private void steer() {
    List<Integer> full = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int partition = 0; partition < shards.count(); partition++) {
      (awaited.get(partition).isFull() ? full : others).add(partition);
    }
    answers.pause(full);
    answers.resume(others);
  }

  private void appendDue() {
    long lingerNanos = TimeUnit.MILLISECONDS.toNanos(LogLimits.INGRESS_LINGER_MS);
    long now = System.nanoTime();
    lock.lock();
    try {
      for (int shard = 0; ended.get() == null && shard < shards.count(); shard++) {
        if (now - gatherings.get(shard).sinceNanos >= lingerNanos) {
          append(shard);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(RuntimeException cause) {
    ended.compareAndSet(null, cause.getMessage());
    isClosing = true;
  }

  /** Fails what nobody answers any more. */
  private void abandon() {
    List<CompletableFuture<IngressAnswer.Entry>> all = new ArrayList<>();
    lock.lock();
    try {
      isAbandoned = true;
      gatherings.forEach(gathering -> all.addAll(gathering.waiting));
    } finally {
      lock.unlock();
    }
    unanswered.forEach(bundle -> all.addAll(bundle.waiting));
    IllegalStateException unknown =
        new IllegalStateException("no answer came before the end: " + ended.get());
    // Those that are answered already stay so.
    all.forEach(answer -> answer.completeExceptionally(unknown));
  }

  /**
   * Appends what is gathered and ends. Answers that have not come are not waited for: who wants
   * them all waits for them first.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      for (int shard = 0; ended.get() == null && shard < shards.count(); shard++) {
        append(shard);
      }
      ended.compareAndSet(null, "the writer is closed");
    } finally {
      lock.unlock();
    }
    appender.close();
    isClosing = true;
    answers.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
