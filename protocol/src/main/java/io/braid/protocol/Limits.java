package io.braid.protocol;

/**
 * Every limit of the protocol, named with its unit. A limit that is not here does not exist: code
 * that needs a bound on bytes, items or depth takes it from this class.
 */
public final class Limits {

  private Limits() {}
}
