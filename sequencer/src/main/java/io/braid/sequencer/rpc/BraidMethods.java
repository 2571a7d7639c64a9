package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import io.braid.protocol.ledger.Failure;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.StatusReader;
import io.braid.sequencer.view.SystemStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

  /** What became of a transaction: executed, refused, pending or unknown. */
  CompletableFuture<Answer> transactionStatus(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<Answer> known = find(hash);
    return known.isPresent()
        ? CompletableFuture.completedFuture(known.get())
        : pending.caughtUp().thenApply(_ -> find(hash).orElseGet(() -> status("unknown")));
  }

  /**
   * A receipt wins over a refusal; the receipt is asked for before and after, since it may come in
   * between.
   */
  private Optional<Answer> find(Word hash) {
    Optional<ChainReceipt> receipt = receipt(hash);
    boolean isPending = pending.transaction(hash).isPresent();
    Optional<Rejection> rejection = pending.rejection(hash);
    if (receipt.isEmpty() && !isPending) {
      receipt = receipt(hash);
    }
    if (receipt.isPresent()) {
      return Optional.of(executed(receipt.get()));
    }
    return isPending ? Optional.of(status("pending")) : rejection.map(BraidMethods::refused);
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

  /** How far each stage is, and how the shards are doing. */
  CompletableFuture<Answer> status(Params params) {
    params.count(0, 0);
    return status.status().thenApply(this::answer);
  }

  private Answer answer(SystemStatus now) {
    long latest = chain.number(BlockTag.LATEST);
    long safe = chain.number(BlockTag.SAFE);
    long finalized = chain.number(BlockTag.FINALIZED);
    return out -> {
      out.writeStartObject();
      out.writeStringField("process", now.process());
      out.writeStringField("latest", Hex.quantity(latest));
      out.writeStringField("safe", Hex.quantity(safe));
      out.writeStringField("finalized", Hex.quantity(finalized));
      out.writeStringField("shards", Hex.quantity(shards.count()));
      out.writeBooleanField("writesHeaders", now.isWritingHeaders());
      out.writeStringField("header", Hex.quantity(now.header()));
      writeIfKnown(out, "headerAgeMs", now.headerAgeMs());
      out.writeStringField("inFlight", Hex.quantity(now.inFlight()));
      out.writeArrayFieldStart("stages");
      for (StageStatus stage : now.stages()) {
        write(out, stage);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("executors");
      for (ExecutorStatus executor : now.executors()) {
        write(out, executor);
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static void write(JsonGenerator out, StageStatus stage) throws IOException {
    out.writeStartObject();
    out.writeStringField("role", stage.role());
    if (stage.shard() >= 0) {
      out.writeStringField("shard", Hex.quantity(stage.shard()));
    }
    out.writeStringField("offset", Hex.quantity(stage.offset()));
    writeIfKnown(out, "lag", stage.lag());
    out.writeStringField("block", Hex.quantity(stage.block()));
    out.writeStringField("generation", Hex.quantity(stage.generation()));
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, ExecutorStatus executor) throws IOException {
    out.writeStartObject();
    out.writeStringField("shard", Hex.quantity(executor.shard()));
    out.writeStringField("process", executor.process());
    out.writeStringField("phase", executor.phase());
    out.writeStringField("acknowledgedOffset", Hex.quantity(executor.acknowledgedOffset()));
    writeIfKnown(out, "snapshotOffset", executor.snapshotOffset());
    out.writeStringField("gaps", Hex.quantity(executor.gaps()));
    out.writeStringField("malformed", Hex.quantity(executor.malformed()));
    out.writeStringField("ageMs", Hex.quantity(executor.ageMs()));
    out.writeEndObject();
  }

  private static void writeIfKnown(JsonGenerator out, String name, long value) throws IOException {
    if (value < 0) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, Hex.quantity(value));
    }
  }
}
