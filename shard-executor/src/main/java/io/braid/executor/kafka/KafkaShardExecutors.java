package io.braid.executor.kafka;

import io.braid.executor.ShardMachines;
import io.braid.log.ClusterException;
import io.braid.log.GroupMember;
import io.braid.log.LogAppender;
import io.braid.log.LogRecord;
import io.braid.log.PartJoiner;
import io.braid.log.ShardReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards that this process runs: those whose partitions of the transactions its consumer group
 * gives it. A process that has none, or some, is the standby of the others. When a shard moves, the
 * new process begins from the newest snapshot and appends everything behind it again; the old one
 * may do so too for a while, which readers drop.
 *
 * <p>One thread polls, one thread a shard works. Offsets are committed so that Kafka's tools show
 * the lag, and are never read.
 */
public final class KafkaShardExecutors implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaShardExecutors.class);

  private final ExecutorSettings settings;
  private final ShardMachines machines;
  private final Consumer<RuntimeException> fatal;
  private final LogAppender appender;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PartJoiner parts;
  private final Thread poller;

  /** Changed by the polling thread alone. */
  private final Map<Integer, ShardWorker> workers = new ConcurrentSkipListMap<>();

  /** Shards whose log is read from where they need it; used by the polling thread alone. */
  private final Map<Integer, ShardWorker> reading = new HashMap<>();

  private volatile boolean isMember;
  private volatile boolean isClosing;
  private long nextCommitNanos = System.nanoTime();

  private KafkaShardExecutors(
      ExecutorSettings settings, ShardMachines machines, Consumer<RuntimeException> fatal) {
    this.settings = settings;
    this.machines = machines;
    this.fatal = fatal;
    this.appender =
        new LogAppender(settings.cluster(), settings.name() + "-outputs", fatal::accept);
    this.consumer =
        new KafkaConsumer<>(
            GroupMember.config(
                settings.cluster(),
                settings.name(),
                settings.topics().executorGroup(),
                settings.sessionTimeoutMs()));
    this.parts =
        new PartJoiner(
            settings.cluster(), settings.name() + "-parts", settings.topics().transactions());
    this.poller =
        Thread.ofPlatform().name("shard-poller").daemon().unstarted(this::pollUntilClosed);
  }

  /**
   * Joins the executors of a chain, whose topics must exist.
   *
   * @param fatal called, on any thread, when the process must end and start again: an append has
   *     failed, or the group cannot be a part of
   */
  public static KafkaShardExecutors start(
      ExecutorSettings settings, ShardMachines machines, Consumer<RuntimeException> fatal) {
    KafkaShardExecutors executors = new KafkaShardExecutors(settings, machines, fatal);
    executors.poller.start();
    return executors;
  }

  /** How the shards of this process are doing, by ascending shard. */
  public List<ShardStatus> status() {
    return workers.values().stream().map(ShardWorker::status).toList();
  }

  /** Whether the group has given this process its shards before, if only none. */
  public boolean isMember() {
    return isMember;
  }

  private void pollUntilClosed() {
    try {
      consumer.subscribe(List.of(settings.topics().transactions()), new Assignment());
      while (!isClosing) {
        dispatch(poll());
        steer();
        commitNowAndThen();
      }
      finish();
    } catch (InvalidSessionTimeoutException e) {
      fail(
          "the brokers refuse a session of %d ms: configure one between their group.min.session.timeout.ms and group.max.session.timeout.ms, or change those"
              .formatted(settings.sessionTimeoutMs()),
          e);
    } catch (AuthorizationException | AuthenticationException e) {
      RuntimeException told = ClusterException.ofReader(e);
      fail("the executors cannot go on: " + told.getMessage(), told);
    } catch (RuntimeException e) {
      fail("the executors cannot read " + settings.topics().transactions() + ": " + e, e);
    } finally {
      stop(List.copyOf(workers.keySet()));
      parts.close();
      consumer.close(CloseOptions.timeout(Duration.ofMillis(ExecutorLimits.LEAVE_TIMEOUT_MS)));
    }
  }

  private void fail(String message, RuntimeException cause) {
    LOG.error(message, cause);
    fatal.accept(new IllegalStateException(message, cause));
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(Duration.ofMillis(ExecutorLimits.POLL_MS));
    } catch (WakeupException _) {
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::stopOutOfRange);
      return ConsumerRecords.empty();
    }
  }

  private void stopOutOfRange(TopicPartition partition, long offset) {
    consumer.pause(List.of(partition));
    ShardWorker worker = workers.get(partition.partition());
    if (worker != null) {
      worker.failOutside(
          "%s does not hold offset %d of partition %d, where the shard must go on: the log was cut off, or the snapshots are another chain's"
              .formatted(partition.topic(), offset, partition.partition()));
    }
  }

  private void dispatch(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ShardWorker worker = reading.get(record.partition());
      LogRecord whole = worker == null ? null : parts.whole(LogRecord.of(record));
      if (whole != null) {
        worker.offer(whole);
      }
    }
  }

  /** Lets each partition be read exactly while its shard wants records. */
  private void steer() {
    for (Map.Entry<Integer, ShardWorker> entry : workers.entrySet()) {
      int shard = entry.getKey();
      ShardWorker worker = entry.getValue();
      List<TopicPartition> partition = List.of(partition(shard));
      if (worker.startOffset() >= 0 && reading.get(shard) != worker) {
        consumer.seek(partition.getFirst(), worker.startOffset());
        reading.put(shard, worker);
      }
      if (reading.get(shard) == worker && worker.wantsRecords()) {
        consumer.resume(partition);
      } else {
        consumer.pause(partition);
      }
      OptionalLong lag = consumer.currentLag(partition.getFirst());
      if (reading.get(shard) == worker && lag.isPresent()) {
        worker.setEndOffset(consumer.position(partition.getFirst()) + lag.getAsLong());
      }
    }
  }

  private void commitNowAndThen() {
    long now = System.nanoTime();
    if (now - nextCommitNanos < 0) {
      return;
    }
    nextCommitNanos = now + TimeUnit.MILLISECONDS.toNanos(ExecutorLimits.COMMIT_MS);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    workers.forEach((shard, worker) -> {
      if (worker.acknowledgedOffset() >= 0) {
        offsets.put(
            partition(shard),
            new OffsetAndMetadata(worker.acknowledgedOffset(), report(worker.status())));
      }
    });
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (_, exception) -> {
            if (exception != null) {
              LOG.debug("offsets were not committed, which nobody depends on", exception);
            }
          });
    }
  }

  private String report(ShardStatus status) {
    return new ShardReport(
            settings.name(),
            status.phase().name(),
            status.block(),
            status.snapshotOffset(),
            status.gaps(),
            status.malformed(),
            System.currentTimeMillis())
        .toText();
  }

  private TopicPartition partition(int shard) {
    return new TopicPartition(settings.topics().transactions(), shard);
  }

  /** Called by the consumer inside of a poll. */
  private final class Assignment implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      isMember = true;
      for (TopicPartition partition : partitions) {
        int shard = partition.partition();
        // Any offset will do until the shard says where it goes on: it is paused.
        consumer.seek(partition, 0);
        consumer.pause(List.of(partition));
        LOG.info("shard {} is this process's", shard);
        ShardWorker worker = new ShardWorker(shard, settings, machines, appender, consumer::wakeup);
        workers.put(shard, worker);
        worker.start();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      stop(partitions.stream().map(TopicPartition::partition).toList());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn("shards {} were given to another process", partitions);
      onPartitionsRevoked(partitions);
    }
  }

  /** Lets the shards come to an end that nothing has to be repeated after, if that is quick. */
  private void finish() {
    workers.values().forEach(ShardWorker::finish);
    await(List.copyOf(workers.values()), ExecutorLimits.FINISH_TIMEOUT_MS);
  }

  private void stop(List<Integer> shards) {
    List<ShardWorker> stopping = new ArrayList<>();
    for (int shard : shards) {
      ShardWorker worker = workers.remove(shard);
      reading.remove(shard);
      if (worker != null) {
        worker.stop();
        stopping.add(worker);
      }
    }
    for (ShardWorker worker : await(stopping, ExecutorLimits.STOP_TIMEOUT_MS)) {
      // It appends at most what it has begun, and that repeats what its successor appends.
      LOG.warn("shard {} does not stop at once", worker.status().shard());
    }
  }

  /** Waits until shards have ended; gives those that have not, in time. */
  private static List<ShardWorker> await(List<ShardWorker> ending, int timeoutMs) {
    List<ShardWorker> left = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    for (ShardWorker worker : ending) {
      try {
        if (!worker.join(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()))) {
          left.add(worker);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return left;
  }

  /**
   * Lets the shards end behind a snapshot, leaves the group, so that others take them over at once,
   * and waits for the appends that are under way. What a shard has handled and not appended, if it
   * did not come to its end in time, its successor handles again.
   */
  @Override
  public void close() {
    isClosing = true;
    consumer.wakeup();
    try {
      if (!poller.join(Duration.ofMillis(ExecutorLimits.CLOSE_TIMEOUT_MS))) {
        LOG.warn("the polling thread does not stop in {} ms", ExecutorLimits.CLOSE_TIMEOUT_MS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    appender.close();
  }
}
