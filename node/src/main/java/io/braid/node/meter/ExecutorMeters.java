package io.braid.node.meter;

import io.braid.executor.kafka.ShardPhase;
import io.braid.executor.kafka.ShardStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** How the shards of this process fare. A shard that was given away is measured no more. */
public final class ExecutorMeters {

  /** A shard, and what of it is measured. */
  private static final class Shard {
    private final List<Meter> meters = new ArrayList<>();
    private volatile ShardStatus status;

    Shard(ShardStatus status) {
      this.status = status;
    }

    double known(ToLongFunction<ShardStatus> value) {
      long number = value.applyAsLong(status);
      return number < 0 ? Double.NaN : number;
    }
  }

  private final MeterRegistry registry;
  private final Map<Integer, Shard> shards = new HashMap<>();

  ExecutorMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows how all shards of this process are now. */
  public synchronized void show(List<ShardStatus> now) {
    Set<Integer> gone = new HashSet<>(shards.keySet());
    for (ShardStatus status : now) {
      gone.remove(status.shard());
      shards.computeIfAbsent(status.shard(), _ -> register(status)).status = status;
    }
    gone.forEach(shard -> shards.remove(shard).meters.forEach(registry::remove));
  }

  private Shard register(ShardStatus status) {
    Shard shard = new Shard(status);
    String number = Integer.toString(status.shard());
    shard.meters.add(
        FunctionTimer.builder(
                "braid.executor.handling",
                shard,
                each -> each.status.work().records(),
                each -> each.status.work().handlingNanos(),
                TimeUnit.NANOSECONDS)
            .description("Records that were handled, and how long that took.")
            .tag("shard", number)
            .register(registry));
    counter(
        shard,
        number,
        "braid.executor.transactions",
        "Transactions in the records that were handled.",
        each -> each.work().transactions());
    counter(
        shard,
        number,
        "braid.executor.gaps",
        "Records dropped because something is missing before them: an alarm.",
        ShardStatus::gaps);
    counter(
        shard,
        number,
        "braid.executor.malformed",
        "Records that break a rule.",
        ShardStatus::malformed);
    gauge(
        shard,
        number,
        "braid.executor.lag",
        "records",
        "Records that wait to be handled.",
        ShardStatus::lag);
    gauge(
        shard,
        number,
        "braid.executor.unacknowledged",
        "records",
        "Records that were handled, and whose outputs are not all durable.",
        each -> each.nextOffset() - Math.max(0, each.acknowledgedOffset()));
    gauge(
        shard,
        number,
        "braid.executor.offset",
        null,
        "Offset of the next record.",
        ShardStatus::nextOffset);
    gauge(
        shard,
        number,
        "braid.executor.block",
        null,
        "Number of the current block.",
        ShardStatus::block);
    gauge(
        shard,
        number,
        "braid.executor.snapshot.age",
        "records",
        "Records since the newest snapshot, which a restart handles again.",
        each -> each.nextOffset() - Math.max(0, each.snapshotOffset()));
    for (ShardPhase phase : ShardPhase.values()) {
      shard.meters.add(
          Gauge.builder("braid.executor.phase", shard, each -> each.status.phase() == phase ? 1 : 0)
              .description("1 for the phase that the shard is in.")
              .tag("shard", number)
              .tag("phase", phase.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    return shard;
  }

  private void counter(
      Shard shard,
      String number,
      String name,
      String description,
      ToLongFunction<ShardStatus> value) {
    shard.meters.add(
        FunctionCounter.builder(name, shard, each -> value.applyAsLong(each.status))
            .description(description)
            .tag("shard", number)
            .register(registry));
  }

  private void gauge(
      Shard shard,
      String number,
      String name,
      String unit,
      String description,
      ToLongFunction<ShardStatus> value) {
    shard.meters.add(
        Gauge.builder(name, shard, each -> each.known(value))
            .description(description)
            .baseUnit(unit)
            .tag("shard", number)
            .register(registry));
  }
}
