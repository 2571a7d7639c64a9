package io.braid.sequencer.rpc;

import io.braid.protocol.ledger.Failure;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.StatusReader;
import java.util.List;
import java.util.Optional;

/** What Ethereum's methods do not tell. */
final class BraidMethods {

  private final ShardCount shards;
  private final ChainReader chain;
  private final PendingReader pending;
  private final StatusReader status;

  BraidMethods(ShardCount shards, ChainReader chain, PendingReader pending, StatusReader status) {
    this.shards = shards;
    this.chain = chain;
    this.pending = pending;
    this.status = status;
  }

  /** The home shard of an address. */
  Answer shardOf(Params params) {
    Address address = params.count(1, 1).address(0);
    return Answer.of(Hex.quantity(shards.homeOf(address)));
  }

  /**
   * What became of a transaction: executed, refused, pending or unknown. A receipt wins over a
   * refusal; the receipt is asked for before and after, since it may come in between.
   */
  Answer transactionStatus(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<ChainReceipt> receipt = receipt(hash);
    boolean isPending = pending.transaction(hash).isPresent();
    Optional<Rejection> rejection = pending.rejection(hash);
    if (receipt.isEmpty() && !isPending) {
      receipt = receipt(hash);
    }
    if (receipt.isPresent()) {
      return executed(receipt.get());
    }
    if (isPending) {
      return status("pending");
    }
    return rejection.map(BraidMethods::refused).orElseGet(() -> status("unknown"));
  }

  private Optional<ChainReceipt> receipt(Word hash) {
    return Blocks.history(() -> chain.receipt(hash));
  }

  private static Answer status(String status) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", status);
      out.writeEndObject();
    };
  }

  private Answer executed(ChainReceipt receipt) {
    long block = receipt.placement().block();
    String certainty =
        block <= chain.number(BlockTag.FINALIZED)
            ? "finalized"
            : block <= chain.number(BlockTag.SAFE) ? "safe" : "latest";
    Failure failure = Failure.of(receipt.failure());
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "executed");
      out.writeStringField("blockNumber", Hex.quantity(block));
      out.writeStringField("block", certainty);
      out.writeBooleanField("success", receipt.failure() == 0);
      if (failure != null) {
        out.writeStringField("failure", failure.name());
        out.writeStringField("reason", failure.message());
      }
      out.writeEndObject();
    };
  }

  private static Answer refused(Rejection rejection) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "refused");
      out.writeStringField("refusal", rejection.refusal().name());
      out.writeNumberField("code", rejection.refusal().code());
      out.writeStringField("reason", SendMethods.message(rejection));
      out.writeEndObject();
    };
  }

  /** How far each stage is. */
  Answer status(Params params) {
    params.count(0, 0);
    List<StageStatus> stages = status.stages();
    long latest = chain.number(BlockTag.LATEST);
    long safe = chain.number(BlockTag.SAFE);
    long finalized = chain.number(BlockTag.FINALIZED);
    return out -> {
      out.writeStartObject();
      out.writeStringField("latest", Hex.quantity(latest));
      out.writeStringField("safe", Hex.quantity(safe));
      out.writeStringField("finalized", Hex.quantity(finalized));
      out.writeStringField("shards", Hex.quantity(shards.count()));
      out.writeArrayFieldStart("stages");
      for (StageStatus stage : stages) {
        out.writeStartObject();
        out.writeStringField("role", stage.role());
        if (stage.shard() >= 0) {
          out.writeStringField("shard", Hex.quantity(stage.shard()));
        }
        out.writeStringField("offset", Hex.quantity(stage.offset()));
        out.writeStringField("lag", Hex.quantity(stage.lag()));
        out.writeStringField("block", Hex.quantity(stage.block()));
        out.writeStringField("generation", Hex.quantity(stage.generation()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }
}
