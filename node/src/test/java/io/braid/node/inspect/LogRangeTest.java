package io.braid.node.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records are meant, of a log that holds the offsets 5 to 19. */
class LogRangeTest {

  private static final long BEGIN = 5;
  private static final long END = 20;

  @ParameterizedTest
  @CsvSource({
    "5, , , 5, 20",
    "19, , , 19, 20",
    "7, 9, , 7, 10",
    "7, 7, , 7, 8",
    "7, 100, , 7, 20",
    "7, , 2, 7, 9",
    "7, 9, 100, 7, 10",
    "7, 19, 3, 7, 10",
    "-1, , , 19, 20",
    "-15, , , 5, 20",
    "-100, , , 5, 20",
    "-10, , 1, 10, 11"
  })
  void range(long from, Long to, Long max, long first, long end) {
    assertEquals(
        new LogRange.Offsets(first, end), new LogRange(from, to, max).in("the log", BEGIN, END));
  }

  @ParameterizedTest
  @CsvSource({"4", "20", "0"})
  void offsetThatIsNotThere(long from) {
    assertRefused(
        "the log holds the offsets 5 to 19, not " + from, new LogRange(from, null, null), END);
  }

  @Test
  void otherMistakes() {
    assertRefused("--to 6 is before the first record, 7", new LogRange(7, 6L, null), END);
    assertRefused("the log is empty; its next offset is 5", new LogRange(1, null, null), BEGIN);
    assertEquals(
        "--max takes 1 record or more, not 0",
        assertThrows(IllegalArgumentException.class, () -> new LogRange(7, null, 0L)).getMessage());
  }

  @Test
  void emptyLogHasNothingToShow() {
    assertEquals(
        new LogRange.Offsets(5, 5), new LogRange(-10, null, null).in("the log", BEGIN, BEGIN));
    assertEquals(
        new LogRange.Offsets(5, 5), new LogRange(0, null, null).in("the log", BEGIN, BEGIN));
  }

  private static void assertRefused(String message, LogRange range, long end) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> range.in("the log", BEGIN, end))
            .getMessage());
  }
}
