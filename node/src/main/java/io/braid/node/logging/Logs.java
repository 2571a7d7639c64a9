package io.braid.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sets up the logs of the process. */
public final class Logs {

  /** What Braid's own loggers begin with. */
  private static final String BRAID = "io.braid";

  /** It warns of every first start of an embedded broker. */
  private static final String CONTROLLER = "org.apache.kafka.controller.QuorumController";

  private static final String STDERR = "System.err";

  /**
   * Lines in a message, and those of a stack trace, become one, so that an event is a line whoever
   * wrote its message.
   */
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %-19logger{0}"
          + " %replace(%replace(%msg){'\\s+$', ''}%n%ex){'\\s*[\\r\\n]+\\s*(?=\\S)', ' | '}%nopex";

  private Logs() {}

  /** Logs go to the error output of the process. */
  public static void toErrorOutput(LogFormat format, LogLevel level) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget(STDERR);
    begin(context(), console, format, level);
  }

  /**
   * Logs go to a file, which is begun anew, and the last warnings and errors are kept too: for when
   * something else is on the screen.
   */
  public static LastTroubles toFile(Path file, LogFormat format, LogLevel level) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    appender.setAppend(false);
    LoggerContext context = context();
    begin(context, appender, format, level);
    LastTroubles troubles = new LastTroubles();
    troubles.setContext(context);
    troubles.start();
    root(context).addAppender(troubles);
    return troubles;
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  static void begin(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      LogFormat format,
      LogLevel level) {
    context.reset();
    // Libraries tell of every connection and every fetch: what they warn of is enough.
    root(context).setLevel(level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
    context.getLogger(CONTROLLER).setLevel(Level.ERROR);
    context.getLogger(BRAID).setLevel(level.level());
    RepeatFilter repeats = new RepeatFilter(System::nanoTime);
    repeats.setContext(context);
    repeats.start();
    context.addTurboFilter(repeats);
    appender.setContext(context);
    appender.setEncoder(encoder(context, format));
    appender.start();
    root(context).addAppender(appender);
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    return switch (format) {
      case TEXT -> text(context);
      case JSON -> json(context);
    };
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(TEXT);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMarkers(false);
    encoder.setWithMDC(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  /** An event as a line of text, without the end of the line. */
  static PatternLayout line(LoggerContext context, String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }
}
