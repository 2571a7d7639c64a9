package io.braid.sequencer.rpc;

import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Blocks, and what stands in them by its place. */
final class BlockMethods {

  private final ChainReader chain;
  private final Blocks blocks;
  private final ChainJson json;

  BlockMethods(ChainReader chain, Blocks blocks, ChainJson json) {
    this.chain = chain;
    this.blocks = blocks;
    this.json = json;
  }

  Answer byNumber(Params params) {
    params.count(2, 2);
    return block(params.read(0, BlockRef::numberOrTag), params.bool(1));
  }

  Answer byHash(Params params) {
    params.count(2, 2);
    return block(new BlockRef.Hash(params.hash(0)), params.bool(1));
  }

  private Answer block(BlockRef ref, boolean whole) {
    return orNull(
        ref,
        block -> {
          List<ChainTransaction> transactions =
              whole ? Blocks.history(() -> chain.transactions(block.number())) : null;
          return out -> json.block(out, block, transactions);
        });
  }

  Answer receipts(Params params) {
    params.count(1, 1);
    return orNull(
        params.block(0),
        block -> {
          List<ChainReceipt> receipts = Blocks.history(() -> chain.receipts(block.number()));
          return out -> json.receipts(out, receipts);
        });
  }

  Answer transactionCountByNumber(Params params) {
    return transactionCount(params.count(1, 1).read(0, BlockRef::numberOrTag));
  }

  Answer transactionCountByHash(Params params) {
    return transactionCount(new BlockRef.Hash(params.count(1, 1).hash(0)));
  }

  private Answer transactionCount(BlockRef ref) {
    return orNull(ref, block -> Answer.of(Hex.quantity(block.transactions().size())));
  }

  Answer transactionByNumber(Params params) {
    params.count(2, 2);
    return transaction(params.read(0, BlockRef::numberOrTag), params.uint64(1));
  }

  Answer transactionByHash(Params params) {
    params.count(2, 2);
    return transaction(new BlockRef.Hash(params.hash(0)), params.uint64(1));
  }

  private Answer transaction(BlockRef ref, long index) {
    return orNull(
        ref,
        block -> {
          if (Long.compareUnsigned(index, block.transactions().size()) >= 0) {
            return Answer.NULL;
          }
          Optional<ChainTransaction> found =
              Blocks.history(() -> chain.transaction(block.transactions().get((int) index)));
          return found.<Answer>map(it -> out -> json.transaction(out, it)).orElse(Answer.NULL);
        });
  }

  /** There are no uncles: 0 of a block that exists. */
  Answer uncleCountByNumber(Params params) {
    BlockRef ref = params.count(1, 1).read(0, BlockRef::numberOrTag);
    return orNull(ref, _ -> Answer.of("0x0"));
  }

  Answer uncleCountByHash(Params params) {
    BlockRef ref = new BlockRef.Hash(params.count(1, 1).hash(0));
    return orNull(ref, _ -> Answer.of("0x0"));
  }

  Answer uncleByNumber(Params params) {
    params.count(2, 2).read(0, BlockRef::numberOrTag);
    return noUncle(params);
  }

  Answer uncleByHash(Params params) {
    params.count(2, 2).hash(0);
    return noUncle(params);
  }

  private static Answer noUncle(Params params) {
    params.uint64(1);
    return Answer.NULL;
  }

  private Answer orNull(BlockRef ref, Function<ChainBlock, Answer> answer) {
    return blocks.find(ref).map(answer).orElse(Answer.NULL);
  }
}
