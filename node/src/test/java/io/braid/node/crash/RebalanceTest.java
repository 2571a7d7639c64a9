package io.braid.node.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor joins, leaves and dies under load: nothing is lost, and how long shards pause. */
class RebalanceTest {

  /** Exit code of a JVM that was told to stop, by SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void nothingIsLostWhenShardsMove() {
    Seeds.run(
        "rebalances under load",
        seed -> {
          try (CrashRun run = new CrashRun(folder, seed)) {
            run.cluster().add("broker", "broker");
            run.cluster().add("stays", "executor");
            run.cluster().add("sequencer", "sequencer");
            run.begin();
            run.awaitExecutors(1);

            long joined = System.nanoTime();
            run.cluster().add("comes", "executor");
            run.awaitExecutors(2);
            print(run, "an executor joins", joined);

            long left = System.nanoTime();
            assertEquals(TERMINATED, run.cluster().stop("comes"));
            run.awaitExecutors(1);
            print(run, "it leaves", left);

            run.cluster().start("comes");
            run.awaitExecutors(2);
            long killed = System.nanoTime();
            run.cluster().kill("comes");
            run.awaitExecutors(1);
            print(run, "it is killed", killed);
            System.out.println("rebalances: " + run.reckon());
          }
        });
  }

  private static void print(CrashRun run, String what, long sinceNanos) {
    System.out.printf(
        "%s: longest pause of each shard, in ms: %s%n", what, run.longestPausesMs(sinceNanos));
  }
}
