package io.braid.node.status;

import io.braid.sequencer.rpc.JsonValues;
import io.braid.sequencer.view.SystemStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks a sequencer for the status of the system. */
public final class StatusClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final String REQUEST =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"braid_status\",\"params\":[]}";

  private static final int OK = 200;

  /** What was answered. */
  public record Answer(Object result, SystemStatus status) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;

  /** A client of the sequencer at this address. */
  public StatusClient(URI url) {
    this.url = url;
  }

  /**
   * The status now.
   *
   * @throws StatusException if there is none to be had; the message says why
   */
  public Answer ask() throws StatusException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new StatusException("%s answers %d".formatted(url, response.statusCode()));
      }
      return answer(JsonValues.read(response.body()));
    } catch (ConnectException _) {
      throw new StatusException("nobody listens at " + url);
    } catch (IOException | IllegalArgumentException fault) {
      throw new StatusException(
          "%s has no status to tell: %s"
              .formatted(url, fault.getMessage() == null ? fault : fault.getMessage()));
    }
  }

  private Answer answer(Object body) throws StatusException {
    if (!(body instanceof Map<?, ?> fields)) {
      throw new StatusException(url + " does not answer in JSON-RPC");
    }
    if (fields.get("error") instanceof Map<?, ?> error) {
      throw new StatusException("%s answers: %s".formatted(url, error.get("message")));
    }
    return new Answer(fields.get("result"), StatusAnswer.of(fields.get("result")));
  }

  @Override
  public void close() {
    http.close();
  }
}
