package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.Submission;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.concurrent.CompletableFuture;

/** Takes signed transactions. */
final class SendMethods {

  private final Submission submission;
  private final SyncSends syncSends;
  private final ChainJson json;

  SendMethods(Submission submission, SyncSends syncSends, ChainJson json) {
    this.submission = submission;
    this.syncSends = syncSends;
    this.json = json;
  }

  /** Answers the hash when the transaction is durable in the log. */
  CompletableFuture<Answer> send(Params params, Caller caller) {
    Bytes raw = params.count(1, 1).data(0);
    return submission
        .submit(raw, caller.source())
        .thenApply(answer ->
            switch (answer) {
              case SubmitAnswer.Acknowledged(Word hash) -> Answer.of(Hex.data(hash));
              case SubmitAnswer.Known(Word hash) -> throw known(hash);
              case SubmitAnswer.Refused(Word hash, Rejection rejection) ->
                  throw refused(hash, rejection);
              case SubmitAnswer.Busy(String reason, long retryAfterMs) ->
                  throw busy(reason, retryAfterMs);
            });
  }

  /** Answers the receipt. What is known already is waited for too, so that a retry gets it. */
  CompletableFuture<Answer> sendSync(Params params, Caller caller) {
    Bytes raw = params.count(1, 2).data(0);
    long timeoutMs = params.has(1) ? params.read(1, SendMethods::timeoutMs) : defaultMs();
    syncSends.enter();
    CompletableFuture<Answer> answer;
    try {
      answer =
          submission
              .submit(raw, caller.source())
              .thenCompose(taken ->
                  switch (taken) {
                    case SubmitAnswer.Acknowledged(Word hash) -> syncSends.receipt(hash, timeoutMs);
                    case SubmitAnswer.Known(Word hash) -> syncSends.receipt(hash, timeoutMs);
                    case SubmitAnswer.Refused(Word hash, Rejection rejection) ->
                        throw refused(hash, rejection);
                    case SubmitAnswer.Busy(String reason, long retryAfterMs) ->
                        throw busy(reason, retryAfterMs);
                  })
              .thenApply(receipt -> out -> json.receipt(out, receipt));
    } catch (RuntimeException failed) {
      syncSends.leave();
      throw failed;
    }
    return answer.whenComplete((_, _) -> syncSends.leave());
  }

  private static long defaultMs() {
    return RpcLimits.SYNC_SEND_MS_DEFAULT;
  }

  /** A number of milliseconds, or a quantity; what is above the most is cut to it. */
  private static long timeoutMs(JsonNode node) {
    boolean isNumber = node.isIntegralNumber() && node.canConvertToLong();
    long timeoutMs = isNumber ? node.longValue() : Values.uint64(node);
    if (isNumber && timeoutMs < 0) {
      throw new Values.BadValueException("a timeout is not negative");
    }
    if (timeoutMs == 0) {
      return RpcLimits.SYNC_SEND_MS_DEFAULT;
    }
    return Long.compareUnsigned(timeoutMs, RpcLimits.SYNC_SEND_MS_MAX) > 0
        ? RpcLimits.SYNC_SEND_MS_MAX
        : timeoutMs;
  }

  private static RpcException known(Word hash) {
    return RpcException.of(
        RpcException.SERVER_ERROR,
        "already known",
        out -> {
          out.writeStartObject();
          out.writeStringField("hash", Hex.data(hash));
          out.writeEndObject();
        });
  }

  /** The message begins with geth's words; Braid's name of the reason is in the data. */
  static RpcException refused(Word hash, Rejection rejection) {
    Refusal refusal = rejection.refusal();
    return RpcException.of(
        RpcException.SERVER_ERROR,
        message(rejection),
        out -> {
          out.writeStartObject();
          out.writeStringField("refusal", refusal.name());
          out.writeNumberField("code", refusal.code());
          out.writeStringField("hash", Hex.data(hash));
          out.writeEndObject();
        });
  }

  static String message(Rejection rejection) {
    String message =
        switch (rejection.refusal()) {
          case NOT_REPLAY_PROTECTED -> rejection.refusal().message() + " over RPC";
          case CONTRACT_CREATION -> CallArguments.NO_CONTRACT_CREATION;
          default -> rejection.refusal().message();
        };
    return rejection.detail().isEmpty() ? message : message + ": " + rejection.detail();
  }

  private static RpcException busy(String reason, long retryAfterMs) {
    return RpcException.of(
        RpcException.LIMIT_EXCEEDED,
        reason,
        out -> {
          out.writeStartObject();
          out.writeNumberField("retryAfterMs", retryAfterMs);
          out.writeEndObject();
        });
  }
}
