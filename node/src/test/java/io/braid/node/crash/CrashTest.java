package io.braid.node.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of every role, the broker included, at random moments under load: what was acknowledged
 * has one outcome, and all that anybody says follows from the logs.
 */
class CrashTest {

  private static final int DELAY_MS_MAX = 3_000;

  /** Within so long the shards of a killed executor must answer again, in milliseconds. */
  private static final long TAKEN_OVER_MS_MAX = 8_000;

  @TempDir private Path folder;

  /** What is killed. */
  private enum Target {
    BROKER,
    EXECUTOR,
    HEADER_WRITER,
    SEQUENCER
  }

  @Test
  void separateProcesses() {
    Seeds.run("killed processes", seed -> separate(seed, 4));
  }

  @Test
  void oneProcess() {
    Seeds.run("killed nodes", seed -> embedded(seed, 2));
  }

  @Test
  @Tag("long")
  void separateProcessesForLong() {
    Seeds.run(
        "processes killed for long",
        seed -> {
          Map<String, List<Long>> times = separate(seed, 40);
          times
              .get(Target.EXECUTOR.name())
              .forEach(ms ->
                  assertTrue(
                      ms <= TAKEN_OVER_MS_MAX, () -> "taken over after %d ms".formatted(ms)));
        });
  }

  @Test
  @Tag("long")
  void oneProcessForLong() {
    Seeds.run("nodes killed for long", seed -> embedded(seed, 20));
  }

  private Map<String, List<Long>> separate(long seed, int kills) throws Exception {
    Random random = new Random(seed);
    Map<String, List<Long>> times = new TreeMap<>();
    try (CrashRun run = new CrashRun(Files.createTempDirectory(folder, "separate"), seed)) {
      run.cluster().add("broker", "broker");
      for (int i = 1; i <= 2; i++) {
        run.cluster().add("executor-" + i, "executor");
        run.cluster().add("sequencer-" + i, "sequencer");
      }
      run.begin();
      run.awaitExecutors(2);
      for (int kill = 0; kill < kills; kill++) {
        CrashRun.pause(random.nextInt(DELAY_MS_MAX));
        Target target = Target.values()[kill % Target.values().length];
        times
            .computeIfAbsent(target.name(), _ -> new ArrayList<>())
            .add(kill(run, target, 1 + random.nextInt(2)));
      }
      System.out.printf("killed as processes: %s; back after ms %s%n", run.reckon(), times);
    }
    return times;
  }

  private static long kill(CrashRun run, Target target, int number) {
    return switch (target) {
      case BROKER -> {
        long ms = run.killAndStart("broker");
        run.awaitExecutors(2);
        yield ms;
      }
      case EXECUTOR -> {
        long ms = run.killExecutor("executor-" + number);
        run.awaitExecutors(2);
        yield ms;
      }
      case HEADER_WRITER -> run.killHeaderWriter();
      case SEQUENCER -> run.killAndStart("sequencer-" + number);
    };
  }

  private void embedded(long seed, int kills) throws Exception {
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    try (CrashRun run = new CrashRun(Files.createTempDirectory(folder, "embedded"), seed)) {
      run.cluster().add("node", "node");
      run.begin();
      for (int kill = 0; kill < kills; kill++) {
        CrashRun.pause(random.nextInt(DELAY_MS_MAX));
        times.add(run.killAndStart("node"));
      }
      System.out.printf("killed as one process: %s; back after ms %s%n", run.reckon(), times);
    }
  }
}
