package io.braid.node.cli;

import io.braid.node.config.Configuration;
import io.braid.node.config.Configuration.Source;
import io.braid.node.config.Profile;
import io.braid.node.config.Setting;
import io.braid.node.config.Settings;
import io.braid.node.config.TomlFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings as options of a command, and what they come to together with other sources. */
final class SettingsOptions {

  private static final String FILE_OPTION = "--config";
  private static final String PROFILE_OPTION = "--profile";
  private static final String PROFILE_VARIABLE = "BRAID_PROFILE";
  private static final String VARIABLE_PREFIX = "BRAID_";

  private SettingsOptions() {}

  /** Gives a command an option for each setting, and those that name a file and a profile. */
  static void add(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(FILE_OPTION)
            .type(String.class)
            .paramLabel("FILE")
            .description("Configuration file (TOML).")
            .build());
    spec.addOption(
        OptionSpec.builder(PROFILE_OPTION)
            .type(String.class)
            .paramLabel("NAME")
            .description(
                "Values that belong together: standalone, or cluster (3 replicas, 2 in sync). Variable: %s."
                    .formatted(PROFILE_VARIABLE))
            .build());
    for (Setting<?> setting : Settings.ALL) {
      spec.addOption(
          OptionSpec.builder(setting.option())
              .type(String.class)
              .paramLabel("VALUE")
              .description(
                  "%s Variable: %s. Standard: %s."
                      .formatted(setting.description(), setting.variable(), setting.standard()))
              .build());
    }
  }

  /**
   * The values of all settings.
   *
   * @param environment of the process; what does not begin with the prefix is left alone
   */
  static Configuration configuration(ParseResult parsed, Map<String, String> environment) {
    Map<Source, Map<String, String>> sources = new EnumMap<>(Source.class);
    Map<String, String> line = new TreeMap<>();
    for (Setting<?> setting : Settings.ALL) {
      if (parsed.hasMatchedOption(setting.option())) {
        line.put(setting.option(), parsed.matchedOptionValue(setting.option(), ""));
      }
    }
    sources.put(Source.COMMAND_LINE, line);
    Map<String, String> variables = new TreeMap<>(environment);
    variables.keySet().removeIf(name -> !name.startsWith(VARIABLE_PREFIX));
    String profileVariable = variables.remove(PROFILE_VARIABLE);
    sources.put(Source.ENVIRONMENT, variables);
    String profile = parsed.matchedOptionValue(PROFILE_OPTION, profileVariable);
    if (profile != null) {
      sources.put(Source.PROFILE, Profile.of(profile).settings());
    }
    String file = parsed.matchedOptionValue(FILE_OPTION, null);
    if (file != null) {
      sources.put(Source.FILE, TomlFile.read(Path.of(file)));
    }
    return Configuration.of(Settings.ALL, sources);
  }
}
