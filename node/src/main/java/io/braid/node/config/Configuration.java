package io.braid.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Values of settings, each from the first source that has it: command line, environment, file,
 * profile, standard. Immutable.
 */
public final class Configuration {

  /** Where a value comes from, first to last. */
  public enum Source {
    COMMAND_LINE("the command line"),
    ENVIRONMENT("the environment"),
    FILE("the configuration file"),
    PROFILE("the profile"),
    STANDARD("the standard");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A value as text, and where it comes from. */
  public record Origin(String text, Source source) {}

  private final Map<Setting<?>, Origin> origins;

  private Configuration(Map<Setting<?>, Origin> origins) {
    this.origins = origins;
  }

  /**
   * Settles all settings.
   *
   * @param settings all there are
   * @param sources the texts of each source, by the name that the source uses for a setting
   * @throws ConfigurationException naming every fault at once: unknown names, values that do not
   *     parse, values that are missing
   */
  public static Configuration of(
      List<Setting<?>> settings, Map<Source, Map<String, String>> sources) {
    List<String> faults = new ArrayList<>();
    Map<Setting<?>, Origin> origins = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      Origin origin = origin(setting, sources);
      if (origin == null) {
        faults.add(
            "%s is not set: give %s, %s or %s in the configuration file"
                .formatted(setting.name(), setting.option(), setting.variable(), setting.name()));
      } else {
        origins.put(setting, origin);
        checkValue(setting, origin, faults);
      }
    }
    sources.forEach((source, texts) -> checkNames(settings, source, texts, faults));
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return new Configuration(origins);
  }

  private static Origin origin(Setting<?> setting, Map<Source, Map<String, String>> sources) {
    for (Source source : Source.values()) {
      String text = sources.getOrDefault(source, Map.of()).get(nameIn(source, setting));
      if (text != null) {
        return new Origin(text, source);
      }
    }
    return setting.standard() == null ? null : new Origin(setting.standard(), Source.STANDARD);
  }

  private static String nameIn(Source source, Setting<?> setting) {
    return switch (source) {
      case COMMAND_LINE -> setting.option();
      case ENVIRONMENT -> setting.variable();
      case FILE, PROFILE, STANDARD -> setting.name();
    };
  }

  private static void checkValue(Setting<?> setting, Origin origin, List<String> faults) {
    try {
      var _ = setting.parser().apply(origin.text());
    } catch (IllegalArgumentException fault) {
      faults.add(
          "%s must be %s, not \"%s\" (from %s)"
              .formatted(setting.name(), fault.getMessage(), origin.text(), origin.source()));
    }
  }

  private static void checkNames(
      List<Setting<?>> settings, Source source, Map<String, String> texts, List<String> faults) {
    List<String> known = settings.stream().map(setting -> nameIn(source, setting)).toList();
    for (String name : new TreeSet<>(texts.keySet())) {
      if (!known.contains(name)) {
        faults.add("%s in %s is no setting".formatted(name, source));
      }
    }
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    return setting.parser().apply(origins.get(setting).text());
  }

  /** Where the value of each setting comes from, in the order of the settings. */
  public Map<Setting<?>, Origin> origins() {
    return new LinkedHashMap<>(origins);
  }
}
