package io.braid.node.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something as it is shown.
 *
 * @param kind what it is
 * @param fields in their order: numbers, texts and booleans
 * @param parts what is in it
 */
public record Shown(String kind, Map<String, Object> fields, List<Shown> parts) {

  /** Copies the parts; the fields keep their order. */
  public Shown {
    fields = new LinkedHashMap<>(fields);
    parts = List.copyOf(parts);
  }

  /** Something without parts. */
  static Shown of(String kind, Object... namesAndValues) {
    return new Shown(kind, fields(namesAndValues), List.of());
  }

  /** Names and values in turn; a value that is null is left out. */
  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return fields;
  }

  /** One line: {@code kind name=value name=value}. */
  public String line() {
    return fields.isEmpty()
        ? kind
        : fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + word(field.getValue()))
            .collect(Collectors.joining(" ", kind + " ", ""));
  }

  /** A value that stays one word of one line, and no terminal obeys: others chose some of them. */
  private static String word(Object value) {
    String text = value.toString();
    if (!text.isEmpty() && text.chars().noneMatch(Shown::isQuoted)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(character -> {
          if (Character.isISOControl(character)) {
            quoted.append("\\u%04x".formatted(character));
          } else {
            quoted.append(character == '"' || character == '\\' ? "\\" : "");
            quoted.append((char) character);
          }
        });
    return quoted.append('"').toString();
  }

  private static boolean isQuoted(int character) {
    return Character.isISOControl(character)
        || Character.isWhitespace(character)
        || character == '"'
        || character == '=';
  }

  /** A line for itself and, further in, those of its parts. */
  public List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + line());
    parts.forEach(part -> lines.addAll(part.lines(indent + "  ")));
    return lines;
  }

  /** As JSON would have it; the parts only if they are wanted. */
  public Map<String, Object> json(boolean withParts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind);
    json.putAll(fields);
    if (withParts && !parts.isEmpty()) {
      json.put("parts", parts.stream().map(part -> part.json(true)).toList());
    }
    return json;
  }
}
