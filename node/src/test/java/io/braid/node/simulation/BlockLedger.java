package io.braid.node.simulation;

import io.braid.sequencer.block.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The blocks that followers give: the first of each number, with which all others are compared. */
final class BlockLedger {

  private final List<Block> blocks = new ArrayList<>();

  int count() {
    return blocks.size();
  }

  List<Block> all() {
    return Collections.unmodifiableList(blocks);
  }

  Block block(long number) {
    return blocks.get((int) number);
  }

  /** A follower gives a block. */
  void check(Block block) {
    int number = (int) block.number();
    if (number < blocks.size()) {
      Violation.require(
          blocks.get(number).equals(block),
          Invariant.BLOCKS,
          () -> "followers give different blocks " + number);
      return;
    }
    Violation.require(
        number == blocks.size(), Invariant.BLOCKS, () -> "a block is missing before " + number);
    Violation.require(
        number == 0 || block.header().parentHash().equals(blocks.getLast().hash()),
        Invariant.BLOCKS,
        () -> "block %d does not name the one before it".formatted(number));
    blocks.add(block);
  }
}
