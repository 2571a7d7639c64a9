package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.Bytes;
import io.braid.sequencer.rpc.AnswerJudge;
import io.braid.sequencer.rpc.MalformedRequests;
import io.braid.sequencer.rpc.RpcLimits;
import io.braid.sequencer.rpc.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.Arguments;

/** Requests over HTTP that are wrong in JSON or in HTTP, one after the other, each judged. */
final class HttpAttacks implements Attacks {

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] GARBAGE = "NONSENSE\r\n\r\n".getBytes(ISO_8859_1);
  private static final int CHUNK_BYTES_MAX = 64;
  private static final int CHUNKS_MAX = 64;
  private static final int PIPELINE_MAX = 8;

  private final Connector connector;
  private final MalformedRequests requests;
  private final Random random;
  private final Tally tally;
  private final List<Arguments> brokenHeads = RequestHeadTest.broken();
  private final KeptHttp kept;

  HttpAttacks(Connector connector, Random random, Tally tally) {
    this.connector = connector;
    this.random = random;
    this.tally = tally;
    requests = new MalformedRequests(random);
    kept = new KeptHttp(connector);
  }

  @Override
  public void next() throws IOException {
    switch (random.nextInt(100)) {
      case 0, 1, 2, 3, 4 -> brokenHead();
      case 5, 6, 7 -> brokenChunk();
      case 8, 9, 10 -> compressed();
      case 11, 12 -> longerThanItSays();
      case 13, 14 -> olderHttp();
      case 15, 16, 17 -> goneInBetween();
      case 18, 19, 20 -> pipelined();
      case 21 -> tooLarge();
      default -> json();
    }
  }

  private void json() throws IOException {
    MalformedRequests.Malformed malformed = requests.next();
    byte[] body = malformed.bytes().toArray();
    int size = Math.max(1 + random.nextInt(CHUNK_BYTES_MAX), body.length / CHUNKS_MAX);
    byte[] request =
        random.nextInt(4) == 0
            ? RawHttp.request(CHUNKED, RawHttp.joined(RawHttp.chunks(body, size), LAST_CHUNK))
            : RawHttp.post(body);
    judge("HTTP, " + malformed.kind(), malformed.bytes(), kept.exchange(request));
  }

  private void judge(String kind, Bytes request, RawHttp.Response response) {
    int status = AnswerJudge.wantsAnswer(request) ? 200 : 204;
    assertEquals(status, response.status(), response.head());
    String answer = AnswerJudge.judge(request, response.text(), /* isSocket= */ false);
    tally.count(kind, status + " " + answer);
  }

  /** The status, the words, in an error of JSON-RPC if they are ours, and then the end. */
  private void refused(String kind, RawHttp connection, int status, String words)
      throws IOException {
    RawHttp.Response response = connection.read();
    assertEquals(status, response.status(), response.head());
    assertTrue(response.text().contains(words), response::text);
    if (response.head().contains("application/json")) {
      String error = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":";
      assertTrue(response.text().startsWith(error), response::text);
    }
    assertEquals(RawHttp.Response.CLOSED, connection.read());
    tally.count(kind, status + " and the end");
  }

  /** Head and body as they are in the table, in pieces. */
  private void brokenHead() throws IOException {
    Object[] row = brokenHeads.get(random.nextInt(brokenHeads.size())).get();
    byte[] request = ((String) row[2]).getBytes(ISO_8859_1);
    try (RawHttp connection = new RawHttp(connector.connect())) {
      for (int at = 0; at < request.length; ) {
        int end = Math.min(request.length, at + 1 + random.nextInt(request.length));
        connection.send(Arrays.copyOfRange(request, at, end));
        at = end;
      }
      refused(
          "HTTP, heads and chunks that break a rule", connection, (int) row[0], (String) row[1]);
    }
  }

  private void brokenChunk() throws IOException {
    byte[] body = requests.next().bytes().toArray();
    byte[] chunks = RawHttp.chunks(body, 1 + body.length / 2);
    // What stands where the length of a chunk has to.
    byte[] broken = {(byte) "xyz-;,\u00ff".charAt(random.nextInt(7))};
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(RawHttp.request(CHUNKED, RawHttp.joined(chunks, broken, GARBAGE)));
      refused("HTTP, heads and chunks that break a rule", connection, 400, "chunk");
    }
  }

  private void compressed() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(body)) {
      zip.write(requests.next().bytes().toArray());
    }
    try (RawHttp connection = new RawHttp(connector.connect())) {
      if (random.nextBoolean()) {
        String headers = "Content-Encoding: gzip\r\nContent-Length: %d\r\n".formatted(body.size());
        connection.send(RawHttp.request(headers, body.toByteArray()));
        refused("HTTP, compressed", connection, 415, "content encoding");
      } else {
        connection.send(RawHttp.post(body.toByteArray()));
        judge("HTTP, compressed", Bytes.of(body.toByteArray()), connection.read());
      }
    }
  }

  private void longerThanItSays() throws IOException {
    Bytes request = requests.next().bytes();
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(RawHttp.joined(RawHttp.post(request.toArray()), GARBAGE));
      judge("HTTP, longer than it says", request, connection.read());
      refused("HTTP, longer than it says", connection, 400, "");
    }
  }

  private void olderHttp() throws IOException {
    Bytes request = requests.next().bytes();
    String head =
        "POST / HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(request.size());
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(RawHttp.joined(head.getBytes(ISO_8859_1), request.toArray()));
      judge("HTTP/1.0", request, connection.read());
      assertEquals(RawHttp.Response.CLOSED, connection.read());
    }
  }

  private void goneInBetween() throws IOException {
    byte[] request = RawHttp.post(requests.next().bytes().toArray());
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(Arrays.copyOf(request, random.nextInt(request.length + 1)));
    }
    tally.count("HTTP, gone before the answer", "not seen");
  }

  private void pipelined() throws IOException {
    List<Bytes> pipeline = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = random.nextInt(PIPELINE_MAX); i >= 0; i--) {
      Bytes request = requests.next().bytes();
      pipeline.add(request);
      all.writeBytes(RawHttp.post(request.toArray()));
    }
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(all.toByteArray());
      for (Bytes request : pipeline) {
        judge("HTTP, pipelined", request, connection.read());
      }
    }
  }

  /** By a byte; in chunks it is found out with the last, else the head says so. */
  private void tooLarge() throws IOException {
    byte[] body = new byte[RpcLimits.REQUEST_BYTES_MAX + 1];
    Arrays.fill(body, (byte) ' ');
    try (RawHttp connection = new RawHttp(connector.connect())) {
      connection.send(
          random.nextBoolean()
              ? RawHttp.post(body)
              : RawHttp.request(CHUNKED, RawHttp.chunks(body, 1 << 16)));
      refused("HTTP, too large", connection, 413, "too large");
    }
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
