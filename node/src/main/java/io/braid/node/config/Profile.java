package io.braid.node.config;

import java.util.List;
import java.util.Map;

/**
 * Values of settings that belong together, below what anybody sets himself.
 *
 * @param name what it is called in configurations
 * @param settings the values that it gives, by the name of the setting
 */
public record Profile(String name, Map<String, String> settings) {

  /** A single broker, as the embedded one; and three or more, of which any one may die. */
  private static final List<Profile> ALL =
      List.of(
          new Profile("standalone", Map.of()),
          new Profile(
              "cluster",
              Map.of(Settings.KAFKA_REPLICAS.name(), "3", Settings.KAFKA_IN_SYNC_MIN.name(), "2")));

  /**
   * The profile of a name.
   *
   * @throws ConfigurationException if there is none
   */
  public static Profile of(String name) {
    return ALL.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ConfigurationException(
                List.of(
                    "profile must be one of %s, not \"%s\""
                        .formatted(ALL.stream().map(Profile::name).toList(), name))));
  }
}
