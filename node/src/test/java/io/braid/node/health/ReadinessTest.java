package io.braid.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.executor.kafka.ShardPhase;
import io.braid.executor.kafka.ShardStatus;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When something counts as well, at the limits, and what is said when it does not. */
class ReadinessTest {

  private static ShardStatus shard(ShardPhase phase, long next, long end, String failure) {
    return new ShardStatus(
        3, phase, next, next, end, 7, 0, 0, -1, new ShardStatus.Work(0, 0, 0), failure);
  }

  static Stream<Arguments> executors() {
    return Stream.of(
        Arguments.of(
            false,
            List.of(),
            List.of("the group of executors has not given this process its shards yet")),
        Arguments.of(true, List.of(), List.of()),
        Arguments.of(true, List.of(shard(ShardPhase.RUNNING, 10, 10, null)), List.of()),
        Arguments.of(true, List.of(shard(ShardPhase.RUNNING, 10, 1_010, null)), List.of()),
        Arguments.of(
            true,
            List.of(shard(ShardPhase.RUNNING, 10, 1_011, null)),
            List.of("shard 3 is 1001 records behind; up to 1000 are well")),
        Arguments.of(
            true,
            List.of(shard(ShardPhase.RUNNING, 10, -1, null)),
            List.of("shard 3 does not know the end of its log")),
        Arguments.of(
            true,
            List.of(shard(ShardPhase.RECOVERING, -1, -1, null)),
            List.of("shard 3 is RECOVERING")),
        Arguments.of(
            true,
            List.of(shard(ShardPhase.FAILED, 10, 10, "it broke")),
            List.of("shard 3 is FAILED: it broke")),
        Arguments.of(
            true,
            List.of(
                shard(ShardPhase.NEXT_GENERATION, 10, 10, "load the snapshot"),
                shard(ShardPhase.RUNNING, 10, 10, null)),
            List.of("shard 3 is NEXT_GENERATION: load the snapshot")));
  }

  @ParameterizedTest
  @MethodSource("executors")
  void executor(boolean isMember, List<ShardStatus> shards, List<String> reasons) {
    assertEquals(reasons, ExecutorRule.judge(isMember, shards).reasons());
  }

  private static SystemStatus status(
      long headerAgeMs, long followerLag, long executorLag, long behind, ExecutorStatus... said) {
    return new SystemStatus(
        "gateway",
        true,
        40,
        headerAgeMs,
        0,
        List.of(
            new StageStatus("follower", 0, 100, followerLag, 40, 0),
            new StageStatus("executor", 0, 100, executorLag, 40, 0),
            new StageStatus("blocks", -1, 40, behind, 39, 0)),
        List.of(said));
  }

  private static SystemStatus beforeTheFirstBlock() {
    return new SystemStatus(
        "gateway",
        true,
        1,
        0,
        0,
        List.of(
            new StageStatus("follower", 0, 1, 0, 1, 0), new StageStatus("blocks", -1, 0, 1, -1, 0)),
        List.of());
  }

  private static ExecutorStatus said(String phase, long gaps, long ageMs) {
    return new ExecutorStatus(0, "one", phase, 100, -1, gaps, 3, ageMs);
  }

  static Stream<Arguments> sequencers() {
    return Stream.of(
        Arguments.of(status(10_000, 1_000, 5_000, 50), List.of()),
        Arguments.of(status(-1, 0, 0, 0), List.of("no block header was read yet")),
        Arguments.of(
            status(10_001, 0, 0, 0),
            List.of("the newest block header, 40, is 10001 ms old; up to 10000 ms are well")),
        Arguments.of(
            status(0, 1_001, 0, 0),
            List.of("the follower of shard 0 is 1001 records behind; up to 1000 are well")),
        Arguments.of(
            status(0, -1, 0, 0),
            List.of(
                "nobody knows how many records the follower of shard 0 is behind: Kafka does not"
                    + " answer")),
        Arguments.of(
            status(0, 0, 0, 51), List.of("the chain is 51 blocks behind; up to 50 are well")),
        Arguments.of(beforeTheFirstBlock(), List.of("no block is complete yet")));
  }

  @ParameterizedTest
  @MethodSource("sequencers")
  void sequencer(SystemStatus status, List<String> reasons) {
    assertEquals(reasons, SequencerRule.judge(status, ReadinessQuery.STANDARD).reasons());
  }

  @Test
  void sequencerByTheLimitThatIsAskedFor() {
    assertEquals(
        List.of("the chain is 3 blocks behind; up to 2 are well"),
        SequencerRule.judge(status(0, 0, 0, 3), new ReadinessQuery(2)).reasons());
    assertEquals(
        List.of(), SequencerRule.judge(status(0, 0, 0, 3), new ReadinessQuery(3)).reasons());
  }

  static Stream<Arguments> systems() {
    return Stream.of(
        Arguments.of(status(0, 0, 1_000, 0, said("RUNNING", 0, 10_000)), List.of()),
        Arguments.of(status(0, 0, 0, 0), List.of("no executor has told of shard 0")),
        Arguments.of(
            status(0, 0, 1_001, 0, said("RUNNING", 0, 0)),
            List.of("the executor of shard 0 is 1001 records behind; up to 1000 are well")),
        Arguments.of(status(0, 0, 0, 0, said("FAILED", 0, 0)), List.of("shard 0 is FAILED at one")),
        Arguments.of(
            status(0, 0, 0, 0, said("RUNNING", 0, 10_001)),
            List.of("one has not told of shard 0 for 10001 ms; up to 10000 ms are well")),
        Arguments.of(
            status(0, 0, 0, 0, said("RUNNING", 2, 0)),
            List.of("shard 0 dropped 2 records because something is missing before them")),
        Arguments.of(
            status(-1, 0, 0, 51, said("RUNNING", 0, 0)),
            List.of(
                "no block header was read yet",
                "the chain is 51 blocks behind; up to 50 are well")));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void system(SystemStatus status, List<String> reasons) {
    assertEquals(reasons, SystemRule.judge(status).reasons());
  }

  @Test
  void queryIsReadOrRefused() {
    assertEquals(50, ReadinessQuery.of(Map.of()).maxBlocksBehind());
    assertEquals(7, ReadinessQuery.of(Map.of("maxBlocksBehind", List.of("7"))).maxBlocksBehind());
    assertEquals(50, ReadinessQuery.of(Map.of("maxReplayLag", List.of("7"))).maxBlocksBehind());
    assertRefused(
        "there is no parameter maxBlockBehind: there are maxBlocksBehind and maxReplayLag",
        Map.of("maxBlockBehind", List.of("7")));
    assertRefused("maxBlocksBehind is given 2 times", Map.of("maxBlocksBehind", List.of("7", "8")));
    for (String wrong : List.of("", "-1", "1.5", "x", "0x1", "1000000000000000000")) {
      for (String name : List.of("maxBlocksBehind", "maxReplayLag")) {
        assertRefused(
            name + " must be a whole number of at most 18 digits, not \"" + wrong + "\"",
            Map.of(name, List.of(wrong)));
      }
    }
  }

  private static void assertRefused(String message, Map<String, List<String>> parameters) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> ReadinessQuery.of(parameters))
            .getMessage());
  }
}
