package io.braid.node.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A class of the tests in a process of its own, which can be killed and made to stand still. Its
 * input ends when this process does.
 */
public final class JavaProcess implements AutoCloseable {

  private static final long SIGNAL_SECONDS = 10;

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /** Starts the main method of a class. */
  public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
    // Surefire starts its own tests with a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new JavaProcess(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Waits in the started class until the process that started it is gone. */
  static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Only the end matters.
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGSTOP: the process stands still, with all that it holds. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on, as if nothing had been. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("the process cannot be sent SIG" + name);
    }
  }

  /** SIGKILL: the process does nothing more. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(SIGNAL_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
