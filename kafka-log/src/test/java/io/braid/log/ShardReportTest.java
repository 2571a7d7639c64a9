package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardReportTest {

  private static final ShardReport REPORT =
      new ShardReport("executor-a-1", "RUNNING", 12, -1, 2, 3, 1_700_000_000_000L);

  private static final String TEXT =
      "process=executor-a-1 phase=RUNNING block=12 snapshot=-1 gaps=2 malformed=3"
          + " timeMs=1700000000000";

  @Test
  void isWrittenAndRead() {
    assertEquals(TEXT, REPORT.toText());
    assertEquals(Optional.of(REPORT), ShardReport.parse(TEXT));
  }

  @Test
  void aNameCannotLookLikeAField() {
    ShardReport sly = new ShardReport("a phase=FAILED", "RUNNING", 1, 2, 0, 0, 3);
    assertEquals(
        Optional.of(new ShardReport("a_phase_FAILED", "RUNNING", 1, 2, 0, 0, 3)),
        ShardReport.parse(sly.toText()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "executor",
        "phase=RUNNING block=12 snapshot=-1 gaps=2 malformed=3 timeMs=1",
        "process=a phase=RUNNING block=twelve snapshot=-1 gaps=2 malformed=3 timeMs=1",
        "process=a phase=RUNNING block=12 snapshot=-1 gaps=2 malformed=3"
      })
  void whatIsNoReportIsNone(String text) {
    assertEquals(Optional.empty(), ShardReport.parse(text));
  }
}
