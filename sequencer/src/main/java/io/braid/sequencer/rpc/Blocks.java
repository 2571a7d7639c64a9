package io.braid.sequencer.rpc;

import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.PrunedException;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the block that an argument names. */
final class Blocks {

  private final ChainReader chain;

  Blocks(ChainReader chain) {
    this.chain = chain;
  }

  /** The block, or empty if there is none. */
  Optional<ChainBlock> find(BlockRef ref) {
    return history(() ->
        switch (ref) {
          case BlockRef.OfNumber number -> chain.block(number.number());
          case BlockRef.Hash hash -> chain.block(hash.hash());
          case BlockRef.Tag tag -> chain.block(chain.number(tag.tag()));
          case BlockRef.Pending _ -> chain.block(chain.number(BlockTag.LATEST));
        });
  }

  /** The block whose state is asked for; an error as geth has it if there is none. */
  ChainBlock require(BlockRef ref) {
    return find(ref)
        .orElseThrow(() ->
            RpcException.of(
                RpcException.SERVER_ERROR,
                ref instanceof BlockRef.Hash ? "header for hash not found" : "header not found"));
  }

  /** The number of the latest block. */
  long latest() {
    return chain.number(BlockTag.LATEST);
  }

  /** Reads history; what is kept no more is an error that says so. */
  static <T> T history(Supplier<T> read) {
    try {
      return read.get();
    } catch (PrunedException pruned) {
      throw RpcException.prunedHistory(pruned);
    }
  }

  /** Reads state; what is kept no more is an error that says so. */
  static <T> T state(Supplier<T> read) {
    try {
      return read.get();
    } catch (PrunedException pruned) {
      throw RpcException.prunedState(pruned);
    }
  }
}
