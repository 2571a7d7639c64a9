package io.braid.sequencer.store;

/**
 * How much the store keeps.
 *
 * @param blocks the newest so many, with their transactions, receipts and logs
 * @param states state at the end of the newest so many blocks
 */
public record Retention(long blocks, long states) {

  /** Checks that something is kept, and no state without its block. */
  public Retention {
    if (states < 1 || blocks < states) {
      throw new IllegalArgumentException(
          "blocks must be kept as long as states, and one at least: %d, %d"
              .formatted(blocks, states));
    }
  }
}
