package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.PendingReader;
import java.util.concurrent.CompletableFuture;

/** Fills in what a transaction lacks, so that a wallet asks once and not five times. */
final class FillMethods {

  private final long chainId;
  private final PendingReader pending;
  private final CallMethods calls;
  private final FeeMethods fees;
  private final ChainJson json;

  FillMethods(
      long chainId, PendingReader pending, CallMethods calls, FeeMethods fees, ChainJson json) {
    this.chainId = chainId;
    this.pending = pending;
    this.calls = calls;
    this.fees = fees;
    this.json = json;
  }

  CompletableFuture<Answer> fill(Params params) {
    CallArguments arguments = params.count(1, 1).read(0, CallArguments::of);
    arguments.recipient();
    if (arguments.chainId().isPresent() && arguments.chainId().get() != chainId) {
      throw RpcException.of(
          RpcException.SERVER_ERROR,
          "chainId does not match node's (have=%s, want=%s)"
              .formatted(
                  Long.toUnsignedString(arguments.chainId().get()),
                  Long.toUnsignedString(chainId)));
    }
    return arguments.nonce().isPresent()
        ? CompletableFuture.completedFuture(answer(filled(arguments, arguments.nonce().get())))
        : pending
            .caughtUp()
            .thenApply(_ -> answer(filled(arguments, pending.nextNonce(arguments.sender()))));
  }

  private Answer answer(UnsignedTransaction transaction) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("raw", transaction.raw().toString());
      out.writeFieldName("tx");
      transaction.write(out, json);
      out.writeEndObject();
    };
  }

  private UnsignedTransaction filled(CallArguments arguments, long nonce) {
    int type =
        arguments
            .type()
            .map(Math::toIntExact)
            .orElse(arguments.gasPrice().isEmpty() ? 2 : arguments.accessList().isEmpty() ? 0 : 1);
    Word tip = arguments.maxPriorityFee().orElseGet(fees::suggestedTip);
    Word cap = arguments.gasPrice().or(arguments::maxFee).orElseGet(() -> atLeast(tip));
    Word cappedTip = tip.compareTo(cap) > 0 ? cap : tip;
    long gas = arguments.gas().orElseGet(() -> calls.gas(arguments, BlockRef.LATEST));
    return new UnsignedTransaction(
        type,
        chainId,
        nonce,
        type == 2 ? cappedTip : cap,
        cap,
        gas,
        arguments.recipient(),
        arguments.value(),
        arguments.data(),
        arguments.accessList());
  }

  /** The suggested fee cap, or a tip that is above it. */
  private Word atLeast(Word tip) {
    Word cap = fees.suggestedCap();
    return cap.compareTo(tip) < 0 ? tip : cap;
  }
}
