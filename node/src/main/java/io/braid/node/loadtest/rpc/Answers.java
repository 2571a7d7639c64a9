package io.braid.node.loadtest.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.node.loadtest.outcome.Observations;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Notes what JSON-RPC answers to the transactions that were sent. */
final class Answers {

  private final ObjectMapper json = new ObjectMapper();
  private final Observations observations;
  private final LongSupplier nanos;

  /**
   * Answers to a run.
   *
   * @param nanos the time from the start
   */
  Answers(Observations observations, LongSupplier nanos) {
    this.observations = observations;
    this.nanos = nanos;
  }

  /** The answer to the request with these transactions. */
  void answered(byte[] body, int first, int end) {
    long now = nanos.getAsLong();
    try {
      note(json.readTree(body), now, first, end);
    } catch (IOException _) {
      unanswered("the answer is no JSON", first, end);
    }
  }

  /** An answer of which only its ids tell to what. */
  void answered(String text) {
    long now = nanos.getAsLong();
    try {
      note(json.readTree(text), now, 0, 0);
    } catch (JsonProcessingException _) {
      // It names no transaction; those that it was for stay without an answer.
    }
  }

  /** There will be no answer to the request with these transactions. */
  void unanswered(String reason, int first, int end) {
    for (int i = first; i < end; i++) {
      if (!observations.isAnswered(i)) {
        observations.unanswered(i, reason);
      }
    }
  }

  private void note(JsonNode answer, long now, int first, int end) {
    if (answer.isArray()) {
      for (JsonNode one : answer) {
        noteOne(one, now);
      }
      unanswered("the answer does not name it", first, end);
    } else if (answer.path("id").isInt()) {
      noteOne(answer, now);
      unanswered("the answer does not name it", first, end);
    } else {
      // A batch, or the whole server, is refused: that concerns each transaction.
      for (int i = first; i < end; i++) {
        observations.refusedAtOnce(i, reason(answer.path("error")));
      }
    }
  }

  private void noteOne(JsonNode answer, long now) {
    int transaction = answer.path("id").asInt(-1);
    if (transaction < 0 || transaction >= observations.count()) {
      return;
    }
    if (answer.has("result")) {
      observations.acknowledged(transaction, now);
    } else {
      observations.refusedAtOnce(transaction, reason(answer.path("error")));
    }
  }

  /** Braid's name of the refusal, or the error as it came, without the numbers at its end. */
  private static String reason(JsonNode error) {
    JsonNode refusal = error.path("data").path("refusal");
    if (refusal.isTextual()) {
      return refusal.textValue();
    }
    String message = error.path("message").asText("no message").split(";", 2)[0];
    return error.path("code").asInt() + " " + message;
  }
}
