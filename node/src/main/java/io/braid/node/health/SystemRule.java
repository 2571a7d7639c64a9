package io.braid.node.health;

import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;

/** When the whole system is well, as one sequencer sees it. */
public final class SystemRule {

  private static final String RUNNING = "RUNNING";

  private SystemRule() {}

  /** What is wrong. */
  public static Health judge(SystemStatus status) {
    List<String> reasons =
        new ArrayList<>(SequencerRule.judge(status, ReadinessQuery.STANDARD).reasons());
    for (StageStatus stage : status.stages()) {
      if (stage.role().equals("executor")) {
        SequencerRule.addLag(
            "the executor of shard " + stage.shard(),
            "records",
            stage.lag(),
            HealthLimits.LAG_RECORDS_MAX,
            reasons);
        addExecutor(status, stage.shard(), reasons);
      }
    }
    return new Health(reasons);
  }

  private static void addExecutor(SystemStatus status, int shard, List<String> reasons) {
    ExecutorStatus executor =
        status.executors().stream().filter(each -> each.shard() == shard).findFirst().orElse(null);
    if (executor == null) {
      reasons.add("no executor has told of shard " + shard);
      return;
    }
    if (!executor.phase().equals(RUNNING)) {
      reasons.add("shard %d is %s at %s".formatted(shard, executor.phase(), executor.process()));
    }
    if (executor.ageMs() > HealthLimits.REPORT_AGE_MAX_MS) {
      reasons.add(
          "%s has not told of shard %d for %d ms; up to %d ms are well"
              .formatted(
                  executor.process(), shard, executor.ageMs(), HealthLimits.REPORT_AGE_MAX_MS));
    }
    if (executor.gaps() > 0) {
      reasons.add(
          "shard %d dropped %d records because something is missing before them"
              .formatted(shard, executor.gaps()));
    }
  }
}
