package io.braid.node.loadtest.rpc;

import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.workload.Schedule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.function.LongSupplier;

/** Sends requests over connections that are kept alive, one at a time on each. */
public final class HttpSender implements TransactionSender {

  private static final int OK = 200;

  private final Context context;
  private final HttpClient client;
  private final RequestOptions target;
  private final Schedule schedule;
  private final byte[][] bodies;
  private final Answers answers;

  /**
   * A sender that is not connected yet.
   *
   * @param bodies of the requests of the schedule
   * @param connections at one time; who comes while all are busy waits, and the wait counts
   * @param nanos the time from the start
   */
  public HttpSender(
      EventLoop loop,
      URI url,
      int connections,
      Schedule schedule,
      byte[][] bodies,
      Observations observations,
      LongSupplier nanos) {
    this.schedule = schedule;
    this.bodies = bodies;
    context = loop.vertx().getOrCreateContext();
    answers = new Answers(observations, nanos);
    client =
        loop.vertx()
            .createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
    target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  @Override
  public void send(int from, int end) {
    context.runOnContext(_ -> {
      for (int request = from; request < end; request++) {
        send(request);
      }
    });
  }

  private void send(int request) {
    int first = schedule.first(request);
    int end = schedule.end(request);
    Buffer body = Buffer.buffer(bodies[request]);
    client
        .request(target)
        .compose(opened -> opened.send(body))
        .compose(HttpSender::body)
        .onSuccess(answer -> answers.answered(answer.getBytes(), first, end))
        .onFailure(failed -> answers.unanswered(failed.getMessage(), first, end));
  }

  /** Errors of the server have a body that says more than their status. */
  private static Future<Buffer> body(HttpClientResponse response) {
    return response
        .body()
        .compose(body ->
            response.statusCode() == OK || body.length() > 0
                ? Future.succeededFuture(body)
                : Future.failedFuture("HTTP status " + response.statusCode()));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
