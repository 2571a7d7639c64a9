package io.braid.node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that can be set.
 *
 * @param name as it stands in a file: {@code rpc.port}
 * @param standard the value if nobody sets another, as text; null if it must be set
 * @param description for people, one sentence
 * @param parser of the text; throws {@link IllegalArgumentException} that says what is expected
 */
public record Setting<T>(
    String name, String standard, String description, Function<String, T> parser) {

  /** The prefix of environment variables. */
  private static final String VARIABLE_PREFIX = "BRAID_";

  /** Stands for no file. */
  private static final String NO_FILE = "none";

  /** A number between two, both included. */
  static Setting<Integer> integer(
      String name, int standard, int least, int most, String description) {
    return new Setting<>(
        name, Integer.toString(standard), description, text -> integer(text, least, most));
  }

  private static int integer(String text, int least, int most) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("a whole number from %d to %d".formatted(least, most));
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException("a whole number from %d to %d".formatted(least, most));
    }
    return value;
  }

  /** One of some words. */
  static Setting<String> choice(
      String name, String standard, List<String> choices, String description) {
    return new Setting<>(
        name,
        standard,
        description,
        text -> {
          if (!choices.contains(text)) {
            throw new IllegalArgumentException("one of " + String.join(", ", choices));
          }
          return text;
        });
  }

  /** A text that is not empty; no standard means that it must be set. */
  static Setting<String> text(String name, String standard, String description) {
    return new Setting<>(
        name,
        standard,
        description,
        text -> {
          if (text.isBlank()) {
            throw new IllegalArgumentException("a text that is not empty");
          }
          return text;
        });
  }

  /** A file that exists, or none. */
  static Setting<Optional<Path>> file(String name, String description) {
    return new Setting<>(name, NO_FILE, description, Setting::file);
  }

  private static Optional<Path> file(String text) {
    if (text.equals(NO_FILE)) {
      return Optional.empty();
    }
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("a file that exists, or \"%s\"".formatted(NO_FILE));
    }
    return Optional.of(file);
  }

  /** Its environment variable: {@code BRAID_RPC_PORT} for {@code rpc.port}. */
  public String variable() {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Its option on the command line: {@code --rpc-port} for {@code rpc.port}. */
  public String option() {
    return "--" + name.replace('.', '-');
  }
}
