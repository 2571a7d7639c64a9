package io.braid.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a configuration file: TOML, whose tables are the parts of the names of settings. */
public final class TomlFile {

  private TomlFile() {}

  /**
   * The values of a file as text, by name.
   *
   * @throws ConfigurationException if there is no such file, or it is not TOML, or it holds a value
   *     that is no text, number or boolean
   */
  public static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(List.of("there is no configuration file " + file));
    }
    TomlParseResult parsed;
    try {
      parsed = Toml.parse(file);
    } catch (IOException failure) {
      throw new ConfigurationException(
          List.of("%s cannot be read: %s".formatted(file, failure.getMessage())));
    }
    if (parsed.hasErrors()) {
      throw new ConfigurationException(
          parsed.errors().stream()
              .map(error ->
                  "%s, line %d: %s".formatted(file, error.position().line(), error.getMessage()))
              .toList());
    }
    Map<String, String> values = new TreeMap<>();
    for (List<String> path : parsed.keyPathSet()) {
      values.put(String.join(".", path), text(file, parsed, path));
    }
    return values;
  }

  private static String text(Path file, TomlTable table, List<String> path) {
    Object value = table.get(path);
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    throw new ConfigurationException(
        List.of(
            "%s: %s must be a text, a whole number or a boolean"
                .formatted(file, String.join(".", path))));
  }
}
