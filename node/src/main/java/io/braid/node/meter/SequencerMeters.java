package io.braid.node.meter;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.transaction.Refusal;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockTransaction;
import io.braid.sequencer.kafka.SequencerListener;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What comes in, how far the chain is, and what becomes of transactions. */
public final class SequencerMeters implements SequencerListener {

  /** Headers whose block is awaited, of which the time is kept; no more than can be behind. */
  private static final int AWAITED_MAX = 10_000;

  private static final String NO_REASON = "none";

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter known;
  private final Map<AdmissionAnswer.TryLater.Reason, Counter> later =
      new EnumMap<>(AdmissionAnswer.TryLater.Reason.class);
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
  private final Counter succeeded;
  private final Counter failed;
  private final Counter refusedByShard;
  private final Counter gasUsed;
  private final Counter blocks;
  private final Timer completion;

  /** When the header that ends a block was read, by the number of the block. */
  private final Map<Long, Long> endedAtNanos = new HashMap<>();

  private volatile BlockHeader newest;

  /** As it was before the last scrape, or null. */
  private volatile SystemStatus status;

  SequencerMeters(MeterRegistry registry, int shards) {
    this.registry = registry;
    accepted = admission("accepted", NO_REASON);
    known = admission("known", NO_REASON);
    for (AdmissionAnswer.TryLater.Reason reason : AdmissionAnswer.TryLater.Reason.values()) {
      later.put(reason, admission("later", reason.name().toLowerCase(Locale.ROOT)));
    }
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, admission("refused", refusal.name().toLowerCase(Locale.ROOT)));
    }
    succeeded = outcome("success");
    failed = outcome("failed");
    refusedByShard = outcome("refused");
    gasUsed =
        Counter.builder("braid.gas.used").description("Gas in complete blocks.").register(registry);
    blocks =
        Counter.builder("braid.blocks")
            .description("Blocks that were completed.")
            .register(registry);
    completion =
        Timer.builder("braid.block.completion")
            .description(
                "From reading the header that ends a block until it is complete and stored.")
            .serviceLevelObjectives(Buckets.latency())
            .register(registry);
    registerHeaders();
    registerStages(shards);
  }

  private Counter admission(String answer, String reason) {
    return Counter.builder("braid.admissions")
        .description("Transactions that were judged, by the answer and why they were not taken.")
        .tag("answer", answer)
        .tag("reason", reason)
        .register(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("braid.transactions")
        .description("Transactions in complete blocks, by what became of them.")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void registerHeaders() {
    gauge(
        "braid.header.number",
        "Number of the newest block header in the logs.",
        SystemStatus::header);
    Gauge.builder("braid.header.age", this, meters -> meters.ofStatus(SequencerMeters::ageSeconds))
        .description("Age of the newest block header, by its own time, which has whole seconds.")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("braid.base.fee", this, SequencerMeters::baseFeeWei)
        .description("Base fee of the newest block header, for a unit of gas.")
        .baseUnit("wei")
        .register(registry);
    gauge(
        "braid.header.writer",
        "1 if this process writes the headers.",
        now -> now.isWritingHeaders() ? 1 : 0);
    Gauge.builder("braid.in.flight", this, meters -> meters.ofStatus(SystemStatus::inFlight))
        .description("Acknowledged transactions that have no outcome yet.")
        .baseUnit("transactions")
        .register(registry);
  }

  private void registerStages(int shards) {
    for (int shard = 0; shard < shards; shard++) {
      stage(
          "braid.follower.lag", "Records of a shard that wait to be read here.", "follower", shard);
      stage(
          "braid.execution.lag",
          "Records of a shard whose outcome was not read here.",
          "executor",
          shard);
    }
    Gauge.builder("braid.blocks.behind", this, meters -> meters.lag("blocks", -1))
        .description("Headers that wait for their block to be complete.")
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<SystemStatus> value) {
    Gauge.builder(name, this, meters -> meters.ofStatus(value))
        .description(description)
        .register(registry);
  }

  private void stage(String name, String description, String role, int shard) {
    Gauge.builder(name, this, meters -> meters.lag(role, shard))
        .description(description)
        .baseUnit("records")
        .tag("shard", Integer.toString(shard))
        .register(registry);
  }

  private double ofStatus(ToDoubleFunction<SystemStatus> value) {
    SystemStatus now = status;
    return now == null ? Double.NaN : value.applyAsDouble(now);
  }

  private double lag(String role, int shard) {
    return ofStatus(now ->
        now.stages().stream()
            .filter(stage -> stage.role().equals(role) && stage.shard() == shard)
            .mapToDouble(SequencerMeters::lagOrUnknown)
            .findFirst()
            .orElse(Double.NaN));
  }

  private static double lagOrUnknown(StageStatus stage) {
    return stage.lag() < 0 ? Double.NaN : stage.lag();
  }

  private static double ageSeconds(SystemStatus now) {
    return now.headerAgeMs() < 0 ? Double.NaN : now.headerAgeMs() / 1_000.0;
  }

  private double baseFeeWei() {
    BlockHeader header = newest;
    return header == null
        ? Double.NaN
        : new BigDecimal(Long.toUnsignedString(header.baseFee())).doubleValue();
  }

  /** Tells how far the store goes. */
  public void store(ChainReader chain) {
    for (BlockTag tag : new BlockTag[] {BlockTag.LATEST, BlockTag.EARLIEST}) {
      boolean isLatest = tag == BlockTag.LATEST;
      Gauge.builder(
              isLatest ? "braid.store.latest.block" : "braid.store.oldest.block",
              chain,
              reader -> reader.number(tag))
          .description(isLatest ? "Newest block in the store." : "Oldest block that is kept.")
          .strongReference(true)
          .register(registry);
    }
  }

  /** Shows how the system is now. */
  public void show(SystemStatus now) {
    status = now;
  }

  /** Transactions that were executed with success, executed and failed, and refused, so far. */
  public TransactionCounts counts() {
    return new TransactionCounts(
        (long) succeeded.count(), (long) failed.count(), (long) refusedByShard.count());
  }

  @Override
  public void onAdmission(AdmissionAnswer answer) {
    switch (answer) {
      case AdmissionAnswer.Accepted _ -> accepted.increment();
      case AdmissionAnswer.AlreadyKnown _ -> known.increment();
      case AdmissionAnswer.TryLater now -> later.get(now.reason()).increment();
      case AdmissionAnswer.Refused refusal -> refused.get(refusal.reason()).increment();
    }
  }

  @Override
  public void onHeader(BlockHeader header) {
    BlockHeader before = newest;
    if (before != null && header.number() <= before.number()) {
      return;
    }
    newest = header;
    synchronized (endedAtNanos) {
      if (endedAtNanos.size() < AWAITED_MAX) {
        endedAtNanos.put(header.number() - 1, System.nanoTime());
      }
    }
  }

  @Override
  public void onBlock(Block block) {
    Long endedAt;
    synchronized (endedAtNanos) {
      endedAt = endedAtNanos.remove(block.number());
    }
    if (endedAt != null) {
      completion.record(System.nanoTime() - endedAt, TimeUnit.NANOSECONDS);
    }
    blocks.increment();
    gasUsed.increment((double) block.header().gasUsed());
    refusedByShard.increment(block.refusals().size());
    long withSuccess = block.transactions().stream().filter(SequencerMeters::isSuccess).count();
    succeeded.increment((double) withSuccess);
    failed.increment((double) (block.transactions().size() - withSuccess));
  }

  private static boolean isSuccess(BlockTransaction transaction) {
    return transaction.receipt().code() == 0;
  }
}
