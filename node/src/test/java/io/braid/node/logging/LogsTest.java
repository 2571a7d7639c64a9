package io.braid.node.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.braid.sequencer.rpc.JsonValues;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** An event is a line, whatever is in it. */
class LogsTest {

  private static final String TIME = "[0-9-]{10}T[0-9:.]{12}Z";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  LogsTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private Logger logger(String name, LogFormat format, LogLevel level) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    // An appender that has started takes no other stream.
    appender.setContext(context);
    appender.setOutputStream(written);
    Logs.begin(context, appender, format, level);
    return context.getLogger(name);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void textIsALineForAnEvent() {
    Logger log = logger("io.braid.node.Node", LogFormat.TEXT, LogLevel.INFO);
    log.info("block {} is complete", 7);
    log.warn("two differences:\n  one\r\n  two\n");
    log.error("it broke", new IllegalStateException("outer", new RuntimeException("inner")));
    List<String> lines = lines();
    assertEquals(3, lines.size(), lines::toString);
    assertLine("INFO  Node                block 7 is complete", lines.get(0));
    assertLine("WARN  Node                two differences: | one | two", lines.get(1));
    assertTrue(
        lines
            .get(2)
            .contains(
                "ERROR Node                it broke | java.lang.IllegalStateException: outer | at "),
        lines.get(2));
    assertTrue(
        lines.get(2).contains(" | Caused by: java.lang.RuntimeException: inner"), lines.get(2));
  }

  private static void assertLine(String expected, String line) {
    assertTrue(line.matches(TIME + " .*"), line);
    assertEquals(expected, line.replaceFirst(TIME + " ", ""));
  }

  @Test
  void jsonIsAnObjectInALine() {
    Logger log = logger("io.braid.node.Node", LogFormat.JSON, LogLevel.INFO);
    log.atInfo().addKeyValue("block", 7).log("a \"block\"\nis complete");
    log.error("it broke", new IllegalStateException("why"));
    List<String> lines = lines();
    assertEquals(2, lines.size(), lines::toString);
    Map<?, ?> event = (Map<?, ?>) JsonValues.read(lines.get(0));
    assertEquals("INFO", event.get("level"));
    assertEquals("io.braid.node.Node", event.get("loggerName"));
    assertEquals("a \"block\"\nis complete", event.get("formattedMessage"));
    Map<?, ?> thrown = (Map<?, ?>) ((Map<?, ?>) JsonValues.read(lines.get(1))).get("throwable");
    assertEquals("why", thrown.get("message"));
  }

  @Test
  void levelIsBraidsAndLibrariesOnlyWarn() {
    Logger braid = logger("io.braid.x", LogFormat.TEXT, LogLevel.DEBUG);
    Logger kafka = context.getLogger("org.apache.kafka.clients.NetworkClient");
    braid.trace("no");
    braid.debug("one");
    kafka.info("no");
    kafka.warn("two");
    assertEquals(2, lines().size(), lines()::toString);
    Logger quiet = logger("io.braid.x", LogFormat.TEXT, LogLevel.ERROR);
    quiet.warn("no");
    kafka.warn("no");
    kafka.error("three");
    assertEquals(3, lines().size(), lines()::toString);
  }

  @Test
  void aLibraryRepeatsItselfOnceInAWhile() {
    Logger kafka = logger("org.apache.kafka.clients.NetworkClient", LogFormat.TEXT, LogLevel.INFO);
    for (int client = 0; client < 3; client++) {
      kafka.warn("[Producer clientId=c" + client + "] Connection to node {} failed", client);
      kafka.error("an error always passes");
      context.getLogger("io.braid.x").warn("and so does what Braid says");
    }
    kafka.warn("something else");
    kafka.warn("[x] Attempting to close NetworkClient that has already been closed.");
    assertEquals(1 + 3 + 3 + 1, lines().size(), lines()::toString);
  }

  @Test
  void theWhileEnds() {
    long[] now = {0};
    RepeatFilter filter = new RepeatFilter(() -> now[0]);
    ch.qos.logback.classic.Logger kafka = context.getLogger("org.apache.kafka.x");
    assertEquals("NEUTRAL", decide(filter, kafka));
    now[0] += 9_999_999_999L;
    assertEquals("DENY", decide(filter, kafka));
    now[0]++;
    assertEquals("NEUTRAL", decide(filter, kafka));
    now[0]++;
    assertEquals("DENY", decide(filter, kafka));
  }

  private static String decide(RepeatFilter filter, ch.qos.logback.classic.Logger logger) {
    return filter
        .decide(null, logger, ch.qos.logback.classic.Level.WARN, "again", null, null)
        .name();
  }

  @Test
  void lastTroublesAreKept() {
    logger("io.braid.x", LogFormat.TEXT, LogLevel.INFO);
    LastTroubles troubles = new LastTroubles();
    troubles.setContext(context);
    troubles.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(troubles);
    Logger log = context.getLogger("io.braid.x");
    log.info("no trouble");
    for (int i = 0; i < LastTroubles.KEPT_MAX + 2; i++) {
      log.warn("trouble {}", i);
    }
    assertEquals(
        List.of("trouble 2", "trouble 3", "trouble 4", "trouble 5", "trouble 6"),
        troubles.lines().stream().map(line -> line.substring(line.indexOf("trouble"))).toList());
  }
}
