package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.RpcLimits;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the head of a request must say before its body is read. */
final class RequestHead {

  /**
   * Why a request goes no further.
   *
   * @param status of HTTP
   * @param header that goes with the status, or null
   */
  record Refused(int status, String why, CharSequence header, String value) {
    Refused(int status, String why) {
      this(status, why, null, null);
    }
  }

  static final String JSON = "application/json";

  /** What clients send JSON as. */
  private static final Set<String> TYPES =
      Set.of(JSON, "application/json-rpc", "application/jsonrequest");

  private static final String SOCKET_VERSION = "13";

  private static final String SOCKET_VERSION_HEADER = "Sec-WebSocket-Version";
  private static final String SOCKET_KEY_HEADER = "Sec-WebSocket-Key";
  private static final int SOCKET_KEY_BYTES = 16;

  private static final String CONTINUE = "100-continue";
  private static final String CHUNKED = "chunked";
  private static final String IDENTITY = "identity";

  private RequestHead() {}

  /**
   * The first rule of ours that it breaks, or null. What is no head at all, and a length that
   * contradicts itself or the chunks, Vert.x refuses before.
   */
  static Refused refused(HttpServerRequest request) {
    if (HttpVersion.HTTP_1_1.equals(request.version())
        && values(request, HttpHeaders.HOST).size() != 1) {
      return new Refused(400, "a request has one Host header");
    }
    if (HttpMethod.OPTIONS.equals(request.method())) {
      return null;
    }
    if (isUpgrade(request)) {
      return upgradeRefused(request);
    }
    if (!HttpMethod.POST.equals(request.method())) {
      return new Refused(
          405,
          "method not allowed: send requests with POST, or open a WebSocket",
          HttpHeaders.ALLOW,
          "POST, OPTIONS");
    }
    List<String> types = values(request, HttpHeaders.CONTENT_TYPE);
    if (types.size() != 1 || !TYPES.contains(mediaType(types.getFirst()))) {
      return new Refused(415, "invalid content type, only application/json is supported");
    }
    if (!only(IDENTITY, values(request, HttpHeaders.CONTENT_ENCODING))) {
      return new Refused(
          415,
          "invalid content encoding: send JSON as it is",
          HttpHeaders.ACCEPT_ENCODING,
          IDENTITY);
    }
    if (!only(CHUNKED, values(request, HttpHeaders.TRANSFER_ENCODING))) {
      return new Refused(501, "transfer encoding not supported: only chunked is");
    }
    if (!only(CONTINUE, values(request, HttpHeaders.EXPECT))) {
      return new Refused(417, "expectation failed: only 100-continue is known");
    }
    if (declaredBytes(request) > RpcLimits.REQUEST_BYTES_MAX) {
      return tooLarge();
    }
    return null;
  }

  /** Whether it would have a WebSocket. */
  static boolean isUpgrade(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method())
        && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
  }

  /** RFC 6455, section 4.2.1; what is left of it Vert.x sees to. */
  private static Refused upgradeRefused(HttpServerRequest request) {
    if (!HttpVersion.HTTP_1_1.equals(request.version())) {
      return new Refused(400, "a WebSocket begins with HTTP/1.1");
    }
    if (!values(request, SOCKET_VERSION_HEADER).equals(List.of(SOCKET_VERSION))) {
      return new Refused(
          426,
          "WebSocket version not supported: only 13 is",
          SOCKET_VERSION_HEADER,
          SOCKET_VERSION);
    }
    List<String> keys = values(request, SOCKET_KEY_HEADER);
    if (keys.size() != 1 || !isKey(keys.getFirst())) {
      return new Refused(400, "a WebSocket begins with a key of 16 bytes in Base64");
    }
    return null;
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == SOCKET_KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Of a body above the limit, whether its head says so or not. */
  static Refused tooLarge() {
    return new Refused(
        413,
        "request too large: at most %d bytes are taken".formatted(RpcLimits.REQUEST_BYTES_MAX));
  }

  /** Whether the client waits for a word before it sends the body. */
  static boolean waitsToContinue(HttpServerRequest request) {
    return !values(request, HttpHeaders.EXPECT).isEmpty();
  }

  private static List<String> values(HttpServerRequest request, CharSequence name) {
    return request.headers().getAll(name);
  }

  private static boolean only(String value, List<String> values) {
    return values.stream().allMatch(it -> it.strip().equalsIgnoreCase(value));
  }

  /** Without its parameters: some clients add the encoding, which is UTF-8 whatever they say. */
  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** -1 if the request does not say. */
  private static long declaredBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }
}
