package io.braid.sequencer.block;

/**
 * The logs cannot be what honest shards wrote, or something of them is missing. Nothing can go on
 * from here: whoever reads the logs stops, and begins again from a checkpoint once the logs, or
 * what it reads them with, are mended.
 */
public final class BlockFaultException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BlockFaultException(int shard, long offset, String fault) {
    super("shard %d, offset %d: %s".formatted(shard, offset, fault));
  }
}
