package io.braid.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command line refuses; runs themselves are tested beside the load test. */
class LoadTestCommandTest {

  private static final int USAGE = 2;

  private static String refusal(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "loadtest";
    System.arraycopy(options, 0, arguments, 1, options.length);
    StringWriter err = new StringWriter();
    CommandLine line = Braid.commandLine(Map.of()).setErr(new PrintWriter(err));
    assertEquals(USAGE, line.execute(arguments));
    return err.toString();
  }

  @Test
  void namesWhatIsWrong() {
    assertEquals(
        "--rate must be from 1 to 10000000, not 0\n--cross-shard must be from 0.0 to 1.0, not 2.0\n",
        refusal("--rate", "0", "--cross-shard", "2"));
    assertEquals("--key: a private key has 64 hexadecimal digits\n", refusal("--key", "0x1234"));
    assertEquals(
        "--token: not an address, 0x and 40 hexadecimal digits: 0x1\n", refusal("--token", "0x1"));
  }

  @Test
  void namesTheWaysThatThereAre() {
    assertTrue(
        refusal("--via", "pigeon")
            .startsWith(
                "Invalid value for option '--via': expected one of rpc, rpc-batch, websocket"),
        () -> refusal("--via", "pigeon"));
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertTrue(
        refusal("--rat=5").startsWith("Unknown option: '--rat=5'"), () -> refusal("--rat=5"));
  }
}
