package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

  /** So they are unique, too. */
  @Test
  void codesAscendFrom1To255() {
    int last = 0;
    for (Refusal refusal : Refusal.values()) {
      int before = last;
      assertTrue(refusal.code() > before, () -> refusal + " is not above " + before);
      last = refusal.code();
    }
    assertTrue(last <= 255, "a code is a byte");
  }

  @Test
  void codesGiveRefusals() {
    for (Refusal refusal : Refusal.values()) {
      assertSame(refusal, Refusal.of(refusal.code()));
    }
    int found = 0;
    for (int code = -300; code < 600; code++) {
      found += Refusal.of(code) == null ? 0 : 1;
    }
    assertEquals(Refusal.values().length, found);
    assertNull(Refusal.of(0));
    assertNull(Refusal.of(255));
    assertNull(Refusal.of(256 + 1));
    assertNull(Refusal.of(Integer.MIN_VALUE));
    assertNull(Refusal.of(Integer.MAX_VALUE));
  }

  @Test
  void messagesAreThereAndDiffer() {
    for (Refusal refusal : Refusal.values()) {
      assertEquals(false, refusal.message().isBlank(), refusal::name);
    }
    assertEquals(
        Refusal.values().length,
        Arrays.stream(Refusal.values()).map(Refusal::message).distinct().count());
  }

  @Test
  void firstIsTheOneWithPrecedence() {
    for (Refusal a : Refusal.values()) {
      assertSame(a, Refusal.first(a, null));
      assertSame(a, Refusal.first(null, a));
      for (Refusal b : Refusal.values()) {
        assertSame(a.compareTo(b) <= 0 ? a : b, Refusal.first(a, b));
      }
    }
    assertNull(Refusal.first(null, null));
  }

  /** The table of the specification: code, name and message, in the order of the enum. */
  @Test
  void specificationHasTheSameTable() throws Exception {
    Path page = Path.of("..", "docs", "protocol", "transactions.md");
    List<String> rows =
        Files.readAllLines(page).stream()
            .filter(line -> line.matches("\\| \\d+ \\| [A-Z0-9_]+ \\| .+"))
            .map(line -> line.split(" \\| ", -1))
            .map(cells -> cells[0].substring(2) + " " + cells[1] + " " + cells[2])
            .toList();
    List<String> refusals =
        Arrays.stream(Refusal.values())
            .map(refusal -> "%d %s %s".formatted(refusal.code(), refusal, refusal.message()))
            .toList();
    assertEquals(String.join("\n", refusals), String.join("\n", rows));
  }
}
