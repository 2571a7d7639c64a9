package io.braid.protocol.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Logs of shards, written as the services write them: transactions at any time, bundles some time
 * after the record that emitted them, in order, and now and then again; a header into every log at
 * its own time, the next only when all have it.
 */
public final class LogSimulation {

  /** A shard machine. */
  @FunctionalInterface
  public interface Shard {
    /** Handles a record; gives the diff. */
    byte[] handle(long offset, byte[] record);
  }

  /** Sees every record that was handled, in the order of the simulation. */
  @FunctionalInterface
  public interface Observer {
    /** The diff is decoded. */
    void handled(int shard, long offset, byte[] record, byte[] diffBytes, Diff diff);
  }

  /** One in so many bundles and headers is appended again. */
  private static final int REPEAT_ODDS = 16;

  /** A header takes its time, so that bundles of its block overtake it. */
  private static final int HEADER_ODDS = 3;

  private final Random random;
  private final Word programCommitment;
  private final Workload workload;
  private final List<Shard> shards;
  private final Observer observer;
  private final List<List<byte[]>> logs = new ArrayList<>();
  private final int[] positions;

  /** Bundles on their way, by source and destination. */
  private final List<Deque<byte[]>> underway = new ArrayList<>();

  private byte[] header;
  private int headerMissingIn;
  private final boolean[] hasHeader;
  private long block;
  private long time = 1_700_000_000L;
  private long tokens;
  private long events;

  /** A simulation before its first record; {@code tokens} are known from genesis. */
  public LogSimulation(
      long seed,
      Word programCommitment,
      long tokens,
      Workload workload,
      List<Shard> shards,
      Observer observer) {
    this.random = new Random(seed);
    this.programCommitment = programCommitment;
    this.tokens = tokens;
    this.workload = workload;
    this.shards = shards;
    this.observer = observer;
    this.positions = new int[shards.size()];
    this.hasHeader = new boolean[shards.size()];
    for (int i = 0; i < shards.size(); i++) {
      logs.add(new ArrayList<>());
    }
    for (int i = 0; i < shards.size() * shards.size(); i++) {
      underway.add(new ArrayDeque<>());
    }
  }

  /** What a shard's log holds. */
  public List<byte[]> log(int shard) {
    return logs.get(shard);
  }

  /** Runs until so many transactions were appended, then until nothing is left to do. */
  public void run(int transactions) {
    int appended = 0;
    while (appended < transactions) {
      switch (random.nextInt(8)) {
        case 0 -> appended += appendTransactions();
        case 1 -> {
          if (headerMissingIn == 0 || random.nextInt(HEADER_ODDS) == 0) {
            writeHeader();
          }
        }
        case 2, 3 -> deliver(random.nextInt(underway.size()));
        default -> handleNext(random.nextInt(shards.size()));
      }
    }
    while (!isIdle()) {
      writeHeader();
      for (int i = 0; i < underway.size(); i++) {
        deliver(i);
      }
      for (int i = 0; i < shards.size(); i++) {
        handleNext(i);
      }
    }
  }

  private boolean isIdle() {
    for (int i = 0; i < shards.size(); i++) {
      if (positions[i] < logs.get(i).size()) {
        return false;
      }
    }
    return headerMissingIn == 0 && underway.stream().allMatch(Deque::isEmpty);
  }

  private int appendTransactions() {
    int shard = random.nextInt(shards.size());
    byte[] bundle = workload.transactions(shard, time);
    if (bundle == null) {
      return 0;
    }
    append(shard, bundle);
    return workload.lastCount();
  }

  private void append(int shard, byte[] record) {
    logs.get(shard).add(record);
  }

  private void writeHeader() {
    if (headerMissingIn == 0) {
      decideHeader();
      return;
    }
    int shard = random.nextInt(shards.size());
    if (!hasHeader[shard]) {
      hasHeader[shard] = true;
      headerMissingIn--;
      append(shard, header);
    } else if (random.nextInt(REPEAT_ODDS) == 0) {
      append(shard, header);
    }
  }

  private void decideHeader() {
    block++;
    time += random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(3);
    List<TokenEntry> newTokens = workload.newTokens();
    tokens += newTokens.size();
    List<L1Event> newEvents = workload.events(tokens);
    BlockHeader next =
        new BlockHeader(
            block,
            0,
            time,
            workload.baseFee(),
            1,
            programCommitment,
            0,
            0,
            tokens - newTokens.size() + 1,
            newTokens,
            events,
            newEvents);
    events += newEvents.size();
    header = BlockHeaderCodec.encode(next);
    headerMissingIn = shards.size();
    for (int i = 0; i < shards.size(); i++) {
      hasHeader[i] = false;
    }
  }

  private void deliver(int channel) {
    Deque<byte[]> queue = underway.get(channel);
    if (queue.isEmpty()) {
      return;
    }
    boolean isRepeated = random.nextInt(REPEAT_ODDS) == 0;
    append(channel % shards.size(), isRepeated ? queue.peek() : queue.remove());
  }

  private void handleNext(int shard) {
    int offset = positions[shard];
    if (offset == logs.get(shard).size()) {
      return;
    }
    positions[shard]++;
    byte[] record = logs.get(shard).get(offset);
    byte[] bytes = shards.get(shard).handle(offset, record);
    Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
    if (diff == null) {
      throw new AssertionError(
          "shard %d, offset %d: the diff does not decode".formatted(shard, offset));
    }
    for (MessageBundle bundle : diff.bundles()) {
      underway.get(shard * shards.size() + bundle.destination()).add(bundle.encode());
    }
    workload.learn(diff);
    observer.handled(shard, offset, record, bytes, diff);
  }
}
