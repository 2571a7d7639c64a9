package io.braid.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON-RPC client over HTTP. */
public final class RpcClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than any send waits for the log: a node that hangs is told from one that is slow. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final int BATCH_MAX = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;

  /** A client of a port of this machine. */
  public RpcClient(int port) {
    this("http://127.0.0.1:" + port);
  }

  /** A client of a URL. */
  public RpcClient(String url) {
    uri = URI.create(url);
  }

  /**
   * The whole answer to a request; parameters as JSON.
   *
   * @throws java.net.ConnectException if nobody is there, so that the request was not sent
   * @throws IOException if the answer did not come
   */
  public JsonNode ask(String method, String params) throws IOException {
    return post(request(1, method, params));
  }

  /** The whole answer to a request that must be answered. */
  public JsonNode answer(String method, String params) {
    try {
      return ask(method, params);
    } catch (IOException unanswered) {
      throw new AssertionError(method + " was not answered", unanswered);
    }
  }

  /** The whole answer, or nothing if none came. */
  public Optional<JsonNode> tryAnswer(String method, String params) {
    try {
      return Optional.of(ask(method, params));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The result of a request that must succeed. */
  public JsonNode result(String method, String params) {
    return result(method, answer(method, params));
  }

  /** The results of many requests that must succeed, in batches. */
  public List<JsonNode> results(String method, List<String> params) {
    List<JsonNode> results = new ArrayList<>();
    for (int from = 0; from < params.size(); from += BATCH_MAX) {
      List<String> requests = new ArrayList<>();
      for (String each : params.subList(from, Math.min(params.size(), from + BATCH_MAX))) {
        requests.add(request(requests.size(), method, each));
      }
      JsonNode[] byId = new JsonNode[requests.size()];
      try {
        for (JsonNode answer : post("[" + String.join(",", requests) + "]")) {
          byId[answer.get("id").asInt()] = answer;
        }
      } catch (IOException unanswered) {
        throw new AssertionError(method + " was not answered", unanswered);
      }
      for (JsonNode answer : byId) {
        results.add(result(method, answer));
      }
    }
    return results;
  }

  private static JsonNode result(String method, JsonNode answer) {
    if (!answer.has("result")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }

  private static String request(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":[%s]}"
        .formatted(id, method, params);
  }

  private JsonNode post(String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for an answer", interrupted);
    }
  }
}
