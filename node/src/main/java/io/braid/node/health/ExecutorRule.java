package io.braid.node.health;

import io.braid.executor.kafka.ShardPhase;
import io.braid.executor.kafka.ShardStatus;
import java.util.ArrayList;
import java.util.List;

/** When a process that runs shards is ready. */
public final class ExecutorRule {

  private ExecutorRule() {}

  /**
   * What keeps it from being ready. One without shards stands by for the others, and is.
   *
   * @param isMember whether it was given its shards, if only none
   */
  public static Health judge(boolean isMember, List<ShardStatus> shards) {
    List<String> reasons = new ArrayList<>();
    if (!isMember) {
      reasons.add("the group of executors has not given this process its shards yet");
    }
    for (ShardStatus shard : shards) {
      if (shard.phase() != ShardPhase.RUNNING) {
        String why = shard.failure() == null ? "" : ": " + shard.failure();
        reasons.add("shard %d is %s%s".formatted(shard.shard(), shard.phase(), why));
      } else if (shard.lag() < 0) {
        reasons.add("shard %d does not know the end of its log".formatted(shard.shard()));
      } else if (shard.lag() > HealthLimits.LAG_RECORDS_MAX) {
        reasons.add(
            "shard %d is %d records behind; up to %d are well"
                .formatted(shard.shard(), shard.lag(), HealthLimits.LAG_RECORDS_MAX));
      }
    }
    return new Health(reasons);
  }
}
