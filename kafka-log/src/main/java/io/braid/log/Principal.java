package io.braid.log;

import java.util.regex.Pattern;

/**
 * Somebody whom Kafka knows by name.
 *
 * @param text as Kafka writes it: {@code User:name}
 */
public record Principal(String text) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z]+:\\S(.*\\S)?");

  /** What Kafka takes for everybody, whom nothing should be granted. */
  private static final String EVERYBODY = "*";

  /** Checks the form. */
  public Principal {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a principal is written as User:name, not '%s'".formatted(text));
    }
    if (text.endsWith(":" + EVERYBODY)) {
      throw new IllegalArgumentException(text + " is everybody: name those who may");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
