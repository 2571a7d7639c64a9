package io.braid.node.health;

import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.ArrayList;
import java.util.List;

/** When a process that sequences is ready. */
public final class SequencerRule {

  private SequencerRule() {}

  /** What keeps it from being ready, by what it knows itself. */
  public static Health judge(SystemStatus status, ReadinessQuery query) {
    List<String> reasons = new ArrayList<>();
    addHeader(status, reasons);
    for (StageStatus stage : status.stages()) {
      switch (stage.role()) {
        case "follower" ->
            addLag(
                "the follower of shard " + stage.shard(),
                "records",
                stage.lag(),
                HealthLimits.LAG_RECORDS_MAX,
                reasons);
        case "blocks" -> {
          if (stage.block() < 0) {
            reasons.add("no block is complete yet");
          }
          addLag("the chain", "blocks", stage.lag(), query.maxBlocksBehind(), reasons);
        }
        default -> {}
      }
    }
    return new Health(reasons);
  }

  private static void addHeader(SystemStatus status, List<String> reasons) {
    if (status.headerAgeMs() < 0) {
      reasons.add("no block header was read yet");
    } else if (status.headerAgeMs() > HealthLimits.HEADER_AGE_MAX_MS) {
      reasons.add(
          "the newest block header, %d, is %d ms old; up to %d ms are well"
              .formatted(status.header(), status.headerAgeMs(), HealthLimits.HEADER_AGE_MAX_MS));
    }
  }

  static void addLag(String who, String what, long lag, long lagMax, List<String> reasons) {
    if (lag < 0) {
      reasons.add(
          "nobody knows how many %s %s is behind: Kafka does not answer".formatted(what, who));
    } else if (lag > lagMax) {
      reasons.add("%s is %d %s behind; up to %d are well".formatted(who, lag, what, lagMax));
    }
  }
}
