package io.braid.node.kafka;

import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A sequencer of an {@link IngressChain} in a process of its own, which can be killed. */
final class SequencerProcess implements AutoCloseable {

  private static final long KILL_SECONDS = 10;

  private final Process process;

  private SequencerProcess(Process process) {
    this.process = process;
  }

  static SequencerProcess start(KafkaCluster cluster, Topics topics, String name, Path folder)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Surefire starts its own tests with a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new SequencerProcess(
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                SequencerProcess.class.getName(),
                cluster.bootstrapServers(),
                topics.prefix(),
                name,
                folder.resolve(name).toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: the process does nothing more. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(KILL_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs until it is killed, or its parent is gone. */
  public static void main(String[] args) throws Exception {
    KafkaCluster cluster = new KafkaCluster(args[0]);
    Topics topics = new Topics(args[1]);
    try (AutoCloseable _ =
        IngressChain.startSequencer(cluster, topics, args[2], Path.of(args[3]))) {
      while (System.in.read() >= 0) {
        // Only the end of the input matters.
      }
    }
  }
}
