package io.braid.node.loadtest.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a chain, while no clock runs. Every question waits for its answer, and throws {@link
 * RpcException} if that is an error or does not come.
 */
public final class Questions implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Questions of a batch. */
  private static final int BATCH_MAX = 500;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;

  /** Questions to the chain whose JSON-RPC is there. */
  public Questions(URI url) {
    this.url = url;
  }

  /** Asks for one number. */
  public BigInteger number(String method, Object... params) {
    return number(ask(method, params));
  }

  /** Asks for one text. */
  public String text(String method, Object... params) {
    return ask(method, params).asText();
  }

  /** Asks for a number with each of these parameters. */
  public List<BigInteger> numbers(String method, List<Object[]> params) {
    return askAll(method, params).stream().map(Questions::number).toList();
  }

  /** How many shards a chain has. */
  public int shards() {
    return number(ask("braid_status").path("shards")).intValueExact();
  }

  /** Whether the receipt of a transaction has status 1; not if there is none. */
  public List<Boolean> haveSucceeded(List<String> hashes) {
    List<Object[]> params = hashes.stream().map(hash -> new Object[] {hash}).toList();
    return askAll("eth_getTransactionReceipt", params).stream()
        .map(receipt -> "0x1".equals(receipt.path("status").asText()))
        .toList();
  }

  /**
   * Asks one thing.
   *
   * @throws RpcException if it is answered with an error, or not at all
   */
  JsonNode ask(String method, Object... params) {
    return result(method, post(question(0, method, params)));
  }

  /**
   * Asks the same of many, in batches.
   *
   * @param params of each
   * @throws RpcException if one is answered with an error, or not at all
   */
  List<JsonNode> askAll(String method, List<Object[]> params) {
    List<JsonNode> results = new ArrayList<>(params.size());
    for (int from = 0; from < params.size(); from += BATCH_MAX) {
      List<Object[]> part = params.subList(from, Math.min(from + BATCH_MAX, params.size()));
      ArrayNode batch = json.createArrayNode();
      part.forEach(each -> batch.add(question(batch.size(), method, each)));
      JsonNode answers = post(batch);
      for (int i = 0; i < part.size(); i++) {
        // Answers stand in the order of the questions; an error of the whole has no places.
        results.add(result(method, answers.isArray() ? answers.path(i) : answers));
      }
    }
    return results;
  }

  private ObjectNode question(int id, String method, Object... params) {
    ObjectNode question = json.createObjectNode();
    question.put("jsonrpc", "2.0").put("id", id).put("method", method);
    question.set("params", json.valueToTree(params));
    return question;
  }

  private JsonNode post(JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)))
            .build();
    try {
      return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException failed) {
      throw new RpcException("%s does not answer: %s".formatted(url, failed), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RpcException("interrupted while " + url + " was asked", interrupted);
    }
  }

  private byte[] bytes(JsonNode body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (IOException impossible) {
      throw new IllegalStateException("a tree in memory can be written", impossible);
    }
  }

  private static JsonNode result(String method, JsonNode answer) {
    if (answer.has("result")) {
      return answer.get("result");
    }
    JsonNode error = answer.path("error");
    throw new RpcException(
        "%s: %s".formatted(method, error.path("message").asText("no answer")),
        error.path("code").asInt());
  }

  private static BigInteger number(JsonNode quantity) {
    if (!quantity.isTextual()) {
      throw new RpcException("the answer is no number: " + quantity, 0);
    }
    return new BigInteger(quantity.textValue().substring(2), 16);
  }

  @Override
  public void close() {
    http.close();
  }
}
