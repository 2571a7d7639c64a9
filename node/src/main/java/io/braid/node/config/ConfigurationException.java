package io.braid.node.config;

import java.util.List;

/** Settings that a process cannot start with; the message names every fault, a line each. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception for these faults, at least one. */
  public ConfigurationException(List<String> faults) {
    super(String.join("\n", faults));
  }
}
