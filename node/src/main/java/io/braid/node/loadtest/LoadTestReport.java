package io.braid.node.loadtest;

import io.braid.node.loadtest.outcome.Accounting;
import io.braid.node.loadtest.outcome.Fate;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.outcome.Stage;
import io.braid.node.loadtest.outcome.StageFigures;
import io.braid.node.loadtest.workload.Schedule;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run was, and what came out.
 *
 * @param stages the figures of the stages that were measured
 * @param generatorCores what sending and observing cost, in cores
 * @param processCores what this process cost in all, in cores
 * @param lateMaxMs how late the generator itself was, at most
 * @param commit of the program, or "unknown"
 */
public record LoadTestReport(
    LoadTestOptions options,
    int shards,
    long transactions,
    long crossShardTransfers,
    long swaps,
    Map<Stage, StageFigures> stages,
    Accounting accounting,
    double generatorCores,
    double processCores,
    double lateMaxMs,
    String commit,
    Machine machine) {

  /** Set by the scripts. */
  private static final String COMMIT_PROPERTY = "braid.commit";

  static LoadTestReport of(
      LoadTestOptions options, ChainAddress chain, PreparedRun prepared, Measured measured) {
    Observations observations = measured.observations();
    Schedule schedule = prepared.schedule();
    Map<Stage, StageFigures> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      StageFigures figures = StageFigures.of(stage, schedule, observations, prepared::isGood);
      if (figures != null && (stage != Stage.EXECUTED || measured.seesDiffs())) {
        stages.put(stage, figures);
      }
    }
    return new LoadTestReport(
        options,
        chain.shards().count(),
        prepared.plan().count(),
        prepared.plan().crossShardTransfers(prepared.accounts()),
        prepared.swaps(),
        stages,
        Accounting.of(prepared.plan(), observations),
        measured.generatorCores(),
        measured.processCores(),
        measured.lateMaxMs(),
        System.getProperty(COMMIT_PROPERTY, "unknown"),
        Machine.here());
  }

  /** Transactions that were acknowledged and have no outcome. */
  public long lost() {
    return accounting.count(Fate.LOST);
  }

  /** Transactions with two outcomes. */
  public long duplicated() {
    return accounting.count(Fate.DUPLICATED);
  }

  /** Whether what must become of each transaction has become of it. */
  public boolean isSound() {
    return accounting.isAllExpected();
  }
}
