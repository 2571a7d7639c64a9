package io.braid.sequencer.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Sends requests as a client would, and gives the text of the answer. */
final class Requests {

  private final JsonRpc rpc;
  private final Caller caller = new Caller("test", Optional.empty());

  Requests(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** The answer to these bytes. */
  String raw(byte[] bytes) {
    return new String(rpc.handle(bytes, caller).join(), UTF_8);
  }

  String raw(String text) {
    return raw(text.getBytes(UTF_8));
  }

  static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
        .formatted(method, params);
  }

  /** What stands behind the id of the answer, quotes as apostrophes: result or error. */
  String call(String method, String params) {
    String answer = raw(request(method, params.replace('\'', '"')));
    String head = "{\"jsonrpc\":\"2.0\",\"id\":1,";
    if (!answer.startsWith(head)) {
      throw new AssertionError(answer);
    }
    return answer.substring(head.length(), answer.length() - 1).replace('"', '\'');
  }

  /** The result of a call that must have one, without its name. */
  String result(String method, String params) {
    String answer = call(method, params);
    if (!answer.startsWith("'result':")) {
      throw new AssertionError(answer);
    }
    return answer.substring("'result':".length());
  }
}
