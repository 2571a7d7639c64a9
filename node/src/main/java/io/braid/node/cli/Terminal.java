package io.braid.node.cli;

import java.io.Console;

/** Whether a person looks on. */
final class Terminal {

  private Terminal() {}

  /** Whether both what is read and what is printed are a terminal's. */
  @SuppressWarnings(
      "SystemConsoleNull") // It is null where a stream is redirected, since JDK 25 again.
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
