package io.braid.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Roles that cannot start because of what they are told; those that do are tested elsewhere. */
class RoleCommandTest {

  private static final int USAGE = 2;

  @TempDir private Path folder;

  private String refusal(String... properties) throws Exception {
    Path file = Files.write(folder.resolve("broker.properties"), List.of(properties));
    StringWriter err = new StringWriter();
    CommandLine line = Braid.commandLine(Map.of()).setErr(new PrintWriter(err));
    int code =
        line.execute(
            "broker",
            "--operation-port=0",
            "--data-folder=" + folder,
            "--kafka-embedded-properties-file=" + file);
    assertEquals(USAGE, code);
    return err.toString();
  }

  @Test
  void propertiesOfTheBrokerAreReadFromTheFile() throws Exception {
    assertEquals(
        "the embedded broker needs process.roles=broker,controller, not controller: take that out of its properties file\n",
        refusal("process.roles=controller", "num.network.threads=2"));
  }
}
