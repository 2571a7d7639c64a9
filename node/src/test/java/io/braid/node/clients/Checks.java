package io.braid.node.clients;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** What a client is seen to do: a test each, and how many of them held. */
final class Checks {

  /** Something that throws if it does not hold. */
  @FunctionalInterface
  interface Check {
    void run() throws Exception;
  }

  private final String client;
  private final List<DynamicTest> tests = new ArrayList<>();
  private int held;

  Checks(String client) {
    this.client = client;
  }

  /** Adds one; they run in the order in which they were added. */
  void add(String what, Check check) {
    tests.add(
        DynamicTest.dynamicTest(
            what,
            () -> {
              try {
                check.run();
              } catch (Exception | AssertionError failed) {
                // Surefire tells the number of a dynamic test, not its name.
                throw new AssertionError(
                    "%s: %s: %s".formatted(client, what, failed.getMessage()), failed);
              }
              held++;
            }));
  }

  List<DynamicTest> tests() {
    return tests;
  }

  @Override
  public String toString() {
    return client + " " + held;
  }
}
