package io.braid.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.node.config.Configuration.Origin;
import io.braid.node.config.Configuration.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  private static final Setting<Integer> PORT =
      Setting.integer("rpc.port", 8545, 0, 65_535, "Port of JSON-RPC.");
  private static final Setting<String> FOLDER = Setting.text("data.folder", null, "Where.");
  private static final List<Setting<?>> SETTINGS = List.of(PORT, FOLDER);

  private final Map<Source, Map<String, String>> sources = new EnumMap<>(Source.class);

  private Configuration settle() {
    return Configuration.of(SETTINGS, sources);
  }

  private String faults() {
    return assertThrows(ConfigurationException.class, this::settle).getMessage();
  }

  @Test
  void firstSourceThatHasAValueGivesIt() {
    sources.put(Source.PROFILE, Map.of("data.folder", "profile", "rpc.port", "1"));
    assertEquals("profile", settle().get(FOLDER));
    sources.put(Source.FILE, Map.of("rpc.port", "2"));
    sources.put(Source.ENVIRONMENT, Map.of("BRAID_RPC_PORT", "3"));
    sources.put(Source.COMMAND_LINE, Map.of("--data-folder", "line"));
    Configuration configuration = settle();
    assertEquals(3, configuration.get(PORT));
    assertEquals("line", configuration.get(FOLDER));
    assertEquals(
        List.of(new Origin("3", Source.ENVIRONMENT), new Origin("line", Source.COMMAND_LINE)),
        List.copyOf(configuration.origins().values()));
  }

  @Test
  void standardIsLast() {
    sources.put(Source.FILE, Map.of("data.folder", "x"));
    Configuration configuration = settle();
    assertEquals(8545, configuration.get(PORT));
    assertEquals(Source.STANDARD, configuration.origins().get(PORT).source());
  }

  @Test
  void missingValueIsToldWithAllItsNames() {
    assertEquals(
        "data.folder is not set: give --data-folder, BRAID_DATA_FOLDER or data.folder in the"
            + " configuration file",
        faults());
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536", "x", "''", "1.5", "99999999999"})
  void numberOutOfRange(String text) {
    sources.put(Source.FILE, Map.of("data.folder", "x", "rpc.port", text));
    assertEquals(
        "rpc.port must be a whole number from 0 to 65535, not \"%s\" (from the configuration file)"
            .formatted(text),
        faults());
  }

  @Test
  void allFaultsAreToldAtOnce() {
    sources.put(Source.COMMAND_LINE, Map.of("--data-folder", " "));
    sources.put(Source.ENVIRONMENT, Map.of("BRAID_RPC_PROT", "1", "BRAID_A", "1"));
    sources.put(Source.FILE, Map.of("rpc.prot", "1", "rpc.port", "no"));
    assertEquals(
        """
        rpc.port must be a whole number from 0 to 65535, not "no" (from the configuration file)
        data.folder must be a text that is not empty, not " " (from the command line)
        BRAID_A in the environment is no setting
        BRAID_RPC_PROT in the environment is no setting
        rpc.prot in the configuration file is no setting\
        """
            .strip(),
        faults());
  }

  @Test
  void fileGivesTablesAsNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("braid.toml");
    Files.writeString(file, "top = true\n[rpc]\nport = 1_000\n[data]\nfolder = \"d\" # where\n");
    assertEquals(
        Map.of("top", "true", "rpc.port", "1000", "data.folder", "d"), TomlFile.read(file));
  }

  @Test
  void fileThatIsNoneOrNotToml(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("braid.toml");
    assertEquals("there is no configuration file " + file, fileFault(file));
    Files.writeString(file, "[rpc]\nport = \n");
    String fault = fileFault(file);
    assertEquals(file + ", line 2: ", fault.substring(0, file.toString().length() + 10));
    Files.writeString(file, "rpc.port = [1, 2]");
    assertEquals(file + ": rpc.port must be a text, a whole number or a boolean", fileFault(file));
  }

  private static String fileFault(Path file) {
    return assertThrows(ConfigurationException.class, () -> TomlFile.read(file)).getMessage();
  }
}
