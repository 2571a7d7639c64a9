package io.braid.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A JSON-RPC client over HTTP. */
public final class RpcClient {

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The whole answer to a request; parameters as JSON. */
  public JsonNode answer(String method, String params) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, params);
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (Exception failed) {
      throw new AssertionError(method + " was not answered", failed);
    }
  }

  /** The result of a request that must succeed. */
  public JsonNode result(String method, String params) {
    JsonNode answer = answer(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }
}
