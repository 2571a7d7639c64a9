package io.braid.sequencer.rpc.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.RpcLimits;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads and bodies of requests that break a rule of HTTP, each with the status that says so. */
class RequestHeadTest extends ServerFixture {

  private static final String LENGTH = "Content-Length: " + CHAIN_ID.length() + "\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String CHUNK =
      Integer.toHexString(CHAIN_ID.length()) + "\r\n" + CHAIN_ID + "\r\n";
  private static final String HOST = "Host: x\r\n";
  private static final String TYPE = "Content-Type: application/json\r\n";

  @BeforeEach
  void start() throws Exception {
    start(TransportLimits.DEFAULT);
  }

  /** In the order of precedence: status, words of ours if there are any, request. */
  static List<Arguments> broken() {
    return List.of(
        row(400, "", "NONSENSE\r\n\r\n"),
        row(414, "", "POST /" + "a".repeat(5_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        row(431, "", post("X: " + "a".repeat(20_000) + "\r\n" + LENGTH, CHAIN_ID)),
        row(501, "", "POST / HTTP/3.0\r\n" + HOST + "\r\n"),
        row(400, "", post("X : a\r\n" + LENGTH, CHAIN_ID)),
        row(400, "", post(LENGTH + CHUNKED, CHUNK + "0\r\n\r\n")),
        row(400, "", post(LENGTH + "Content-Length: 5\r\n", CHAIN_ID)),
        row(400, "", post("Content-Length: -1\r\n", CHAIN_ID)),
        row(400, "", post("Content-Length: +47\r\n", CHAIN_ID)),
        row(400, "", post("Content-Length: 99999999999999999999\r\n", CHAIN_ID)),
        row(400, "", post("Transfer-Encoding: chunked, identity\r\n", CHUNK)),
        row(400, "one Host", "POST / HTTP/1.1\r\n" + TYPE + LENGTH + "\r\n" + CHAIN_ID),
        row(400, "one Host", post(HOST + LENGTH, CHAIN_ID)),
        row(405, "method", "GET / HTTP/1.1\r\n" + HOST + "\r\n"),
        row(405, "method", "CONNECT x:80 HTTP/1.1\r\n" + HOST + "\r\n"),
        row(415, "content type", "POST / HTTP/1.1\r\n" + HOST + LENGTH + "\r\n" + CHAIN_ID),
        row(415, "content type", post("Content-Type: text/plain\r\n" + LENGTH, CHAIN_ID)),
        row(415, "content encoding", post("Content-Encoding: gzip\r\n" + LENGTH, CHAIN_ID)),
        row(
            501,
            "transfer encoding not supported: only chunked is",
            post("Transfer-Encoding: gzip, chunked\r\n", CHUNK)),
        row(417, "expectation", post("Expect: more\r\n" + LENGTH, CHAIN_ID)),
        row(
            413,
            "too large",
            post("Content-Length: " + (RpcLimits.REQUEST_BYTES_MAX + 1) + "\r\n", "")),
        row(400, "HTTP/1.1", RawSocket.HANDSHAKE.replace("HTTP/1.1", "HTTP/1.0")),
        row(426, "only 13", RawSocket.HANDSHAKE.replace("Version: 13", "Version: 8")),
        row(426, "only 13", RawSocket.HANDSHAKE.replace("-Version", "-Verse")),
        row(400, "Base64", RawSocket.HANDSHAKE.replace("AAAA==", "A==")),
        row(400, "Base64", RawSocket.HANDSHAKE.replace("AA==", "*A==")),
        row(400, "Upgrade", RawSocket.HANDSHAKE.replace("Connection:", "Connections:")),
        row(400, "chunk", post(CHUNKED, "xyz\r\n" + CHAIN_ID)),
        row(400, "chunk", post(CHUNKED, "-1\r\n" + CHAIN_ID)),
        row(400, "chunk", post(CHUNKED, "ffffffffffffffff\r\n" + CHAIN_ID)),
        row(400, "chunk", post(CHUNKED, CHUNK.stripTrailing() + "0\r\n\r\n")),
        row(400, "chunk", post(CHUNKED, CHUNK + "0\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")));
  }

  private static Arguments row(int status, String words, String request) {
    return Arguments.of(status, words, request);
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\n" + HOST + TYPE + headers + "\r\n" + body;
  }

  /** The connection ends after each, since nobody knows where the next request would begin. */
  @ParameterizedTest
  @MethodSource("broken")
  void brokenRuleIsToldAndEndsTheConnection(int status, String words, String request)
      throws Exception {
    String answer = exchange(request);
    assertEquals(String.valueOf(status), answer.split(" ", 3)[1], answer);
    assertTrue(answer.contains(words.isEmpty() ? "content-length: 0" : words), answer);
  }

  @Test
  void whoWaitsIsToldToContinue() throws Exception {
    String answer =
        exchange(post("Connection: close\r\nExpect: 100-continue\r\n" + LENGTH, CHAIN_ID));
    assertTrue(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), answer);
    assertTrue(answer.endsWith(CHAIN_ID_ANSWER), answer);
  }

  @Test
  void olderHttpNeedsNoHost() throws Exception {
    String answer = exchange("POST / HTTP/1.0\r\n" + TYPE + LENGTH + "\r\n" + CHAIN_ID);
    assertTrue(answer.startsWith("HTTP/1.0 200 OK\r\n"), answer);
    assertTrue(answer.endsWith(CHAIN_ID_ANSWER), answer);
  }

  /** What follows a whole request is another, and spoils only itself. */
  @Test
  void garbageBehindARequestDoesNotTouchItsAnswer() throws Exception {
    String answer = exchange(post(LENGTH, CHAIN_ID) + post(LENGTH, CHAIN_ID) + "NONSENSE\r\n\r\n");
    assertEquals(3, answer.split(CHAIN_ID_ANSWER.replaceAll("[{}]", "."), -1).length, answer);
    assertTrue(answer.contains("400 Bad Request"), answer);
  }
}
