package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.types.Word;
import io.braid.sequencer.rpc.Values.BadValueException;
import io.braid.sequencer.view.BlockTag;

/** A block as an argument names it. */
sealed interface BlockRef {

  /** By number. */
  record OfNumber(long number) implements BlockRef {}

  /** By hash (EIP-1898). Only canonical blocks are known, so nothing more can be required. */
  record Hash(Word hash) implements BlockRef {}

  /** By tag. */
  record Tag(BlockTag tag) implements BlockRef {}

  /** What comes after the latest block: its state is the latest, its nonces are the pending. */
  record Pending() implements BlockRef {}

  /** The latest block. */
  BlockRef LATEST = new Tag(BlockTag.LATEST);

  /** A number, tag or hash, or an object with a number or hash. */
  static BlockRef of(JsonNode node) {
    if (!node.isObject()) {
      String text = Values.text(node);
      return text.length() == 66 ? new Hash(Values.hash(node)) : numberOrTag(node);
    }
    boolean byNumber = node.hasNonNull("blockNumber");
    boolean byHash = node.hasNonNull("blockHash");
    if (byNumber && byHash) {
      throw new BadValueException("cannot specify both BlockHash and BlockNumber, choose one");
    }
    if (node.hasNonNull("requireCanonical")) {
      Values.bool(node.get("requireCanonical"));
    }
    if (byNumber) {
      return numberOrTag(node.get("blockNumber"));
    }
    if (byHash) {
      return new Hash(Values.hash(node.get("blockHash")));
    }
    throw new BadValueException("a block is named by blockNumber or blockHash");
  }

  /** A number or tag. */
  static BlockRef numberOrTag(JsonNode node) {
    return switch (Values.text(node)) {
      case "latest" -> LATEST;
      case "pending" -> new Pending();
      case "earliest" -> new Tag(BlockTag.EARLIEST);
      case "safe" -> new Tag(BlockTag.SAFE);
      case "finalized" -> new Tag(BlockTag.FINALIZED);
      default -> {
        long number = Values.uint64(node);
        if (number < 0) {
          throw new BadValueException("block number larger than int64");
        }
        yield new OfNumber(number);
      }
    };
  }
}
