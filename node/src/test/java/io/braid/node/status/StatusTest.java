package io.braid.node.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.sequencer.rpc.JsonValues;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer of braid_status is read, and shown as a table. */
class StatusTest {

  private static final SystemStatus STATUS =
      new SystemStatus(
          "gateway",
          true,
          120,
          300,
          17,
          List.of(
              new StageStatus("follower", 0, 1_000, 2, 120, 0),
              new StageStatus("executor", 0, 998, -1, 119, 0),
              new StageStatus("executor", 1, 5, 0, 120, 0),
              new StageStatus("blocks", -1, 120, 1, 118, 0)),
          List.of(new ExecutorStatus(0, "one", "RUNNING", 998, -1, 0, 0, 250)));

  private static final String ANSWER =
      """
      {'process':'gateway','latest':'0x76','writesHeaders':true,'header':'0x78','headerAgeMs':'0x12c',
      'inFlight':'0x11','stages':[
      {'role':'follower','shard':'0x0','offset':'0x3e8','lag':'0x2','block':'0x78','generation':'0x0'},
      {'role':'executor','shard':'0x0','offset':'0x3e6','lag':null,'block':'0x77','generation':'0x0'},
      {'role':'executor','shard':'0x1','offset':'0x5','lag':'0x0','block':'0x78','generation':'0x0'},
      {'role':'blocks','offset':'0x78','lag':'0x1','block':'0x76','generation':'0x0'}],
      'executors':[{'shard':'0x0','process':'one','phase':'RUNNING','acknowledgedOffset':'0x3e6',
      'snapshotOffset':null,'gaps':'0x0','malformed':'0x0','ageMs':'0xfa'}]}
      """
          .replace('\'', '"');

  @Test
  void answerIsRead() {
    assertEquals(STATUS, StatusAnswer.of(JsonValues.read(ANSWER)));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"inFlight\":\"0x11\"', '\"inFlight\":17', 'inFlight is no quantity: 17'",
    "'\"header\":\"0x78\"', '\"header\":\"0X78\"', 'header is no quantity: 0X78'",
    "'\"process\":\"gateway\"', '\"process\":null', 'the status has no process'",
    "'\"stages\":', '\"stage\":', 'the status has no stages'",
    "'{\"role\":\"follower\",', '7,{', 'this is no status: 7'"
  })
  void answerThatIsNone(String part, String other, String message) {
    Object damaged = JsonValues.read(ANSWER.replace(part, other));
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> StatusAnswer.of(damaged)).getMessage());
  }

  @Test
  void tableHasALineForEachStage() {
    assertEquals(
        """
        header 120 (0.3 s old), written by gateway; 17 transactions in flight
        ROLE      SHARD  PROCESS  OFFSET  LAG  BLOCK  GENERATION  PHASE
        follower      0  gateway    1000    2    120           0  -
        executor      0  one         998    ?    119           0  RUNNING
        executor      1  ?             5    0    120           0  ?
        blocks        -  gateway     120    1    118           0  -\
        """,
        String.join("\n", StatusTable.lines(STATUS)));
  }
}
