package io.braid.node.crash;

import io.braid.node.cli.Braid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the program, with this test's own classes, that can be killed. */
final class NodeProcess {

  /** Far more than any end of a process takes. */
  private static final long END_SECONDS_MAX = 90;

  /** Exit code of a process whose parent has gone. */
  private static final int ORPHANED = 99;

  private final Process process;

  private NodeProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param log takes what it prints, behind what stands there already
   */
  static NodeProcess start(String subcommand, Map<String, String> options, Path log)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Surefire starts its own tests with a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                // A process lives for seconds here: what would make it fast later makes it slow
                // now.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                NodeProcess.class.getName(),
                subcommand));
    options.forEach((option, value) -> {
      command.add(option);
      command.add(value);
    });
    return new NodeProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The code with which it ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** SIGKILL: the process does nothing more. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: the process stops cleanly; gives its exit code. */
  int stop() {
    // Not by the process itself, which would close its input too.
    process.toHandle().destroy();
    awaitEnd();
    return process.exitValue();
  }

  private void awaitEnd() {
    process.onExit().orTimeout(END_SECONDS_MAX, TimeUnit.SECONDS).join();
  }

  /** The program, which ends with its parent. */
  public static void main(String[] arguments) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            // Nothing is written there: only the end of the input matters.
            while (System.in.read() >= 0) {}
          } catch (IOException _) {
            // The end of the input all the same.
          }
          Runtime.getRuntime().halt(ORPHANED);
        });
    Braid.main(arguments);
  }
}
