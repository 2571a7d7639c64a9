package io.braid.protocol.shard;

/** A message bundle that waits for the next header. */
final class KeptAside {

  private final byte[] record;
  private final int messages;

  /** Takes the record over. */
  KeptAside(byte[] record, int messages) {
    this.record = record;
    this.messages = messages;
  }

  byte[] record() {
    return record;
  }

  /** How many messages are in it. */
  int messages() {
    return messages;
  }
}
