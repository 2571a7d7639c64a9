package io.braid.sequencer.view;

/** What is asked for is older than what is kept. */
public final class PrunedException extends RuntimeException {

  private final long block;
  private final long oldestBlock;

  /** Block {@code block} was asked for; {@code oldestBlock} is the oldest that is kept. */
  public PrunedException(long block, long oldestBlock) {
    super("block %d is older than %d, the oldest that is kept".formatted(block, oldestBlock));
    this.block = block;
    this.oldestBlock = oldestBlock;
  }

  /** The block that was asked for. */
  public long block() {
    return block;
  }

  /** The oldest block that is kept. */
  public long oldestBlock() {
    return oldestBlock;
  }
}
