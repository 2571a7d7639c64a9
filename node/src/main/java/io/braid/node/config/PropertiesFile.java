package io.braid.node.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A file with properties of Kafka, in Kafka's names. */
public final class PropertiesFile {

  private PropertiesFile() {}

  /**
   * What stands in a file.
   *
   * @throws ConfigurationException if it cannot be read
   */
  public static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException fault) {
      throw new ConfigurationException(
          List.of("%s cannot be read: %s".formatted(file, fault.getMessage())));
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
