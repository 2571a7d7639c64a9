package io.braid.sequencer.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.braid.protocol.types.Bytes;
import io.braid.sequencer.rpc.PlainJson.Kind;
import io.braid.sequencer.rpc.PlainJson.MalformedException;
import io.braid.sequencer.rpc.PlainJson.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of any bytes what has to be answered, by a second reading of them, and holds the answer
 * against that: its members, the id as it was written, and the code. Where all arguments have the
 * right form it depends on the chain whether there is a result or which of a method's few errors;
 * everywhere else the error is known.
 */
public final class AnswerJudge {

  /** What stands for a result among the codes. */
  private static final int RESULT = 0;

  private static final int PARSE_ERROR = -32_700;
  private static final int INVALID_REQUEST = -32_600;
  private static final int METHOD_NOT_FOUND = -32_601;
  private static final int INVALID_PARAMS = -32_602;
  private static final int LIMIT_EXCEEDED = -32_005;

  private static final int SHOWN_CHARACTERS = 700;

  private AnswerJudge() {}

  /** Whether the bytes are UTF-8, without which a WebSocket is closed. */
  public static boolean isUtf8(Bytes bytes) {
    return decode(bytes) != null;
  }

  private static String decode(Bytes bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray())).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  /** Whether anything has to be answered. */
  public static boolean wantsAnswer(Bytes request) {
    Value read = readOrNull(request);
    if (read == null || read.kind() != Kind.ARRAY) {
      return read == null || !isNotification(read);
    }
    return read.elements().isEmpty()
        || !read.elements().stream().allMatch(AnswerJudge::isNotification);
  }

  /**
   * Holds an answer against what it should be.
   *
   * @param answer empty if there was none
   * @param isSocket whether it came over a WebSocket, where one can subscribe
   * @return what was answered, in a word: the code of an error, or what else
   * @throws AssertionError if it should be another
   */
  public static String judge(Bytes request, String answer, boolean isSocket) {
    try {
      if (!wantsAnswer(request)) {
        check(answer.isEmpty(), "an answer that nobody wants");
        return "nothing";
      }
      Value read = readOrNull(request);
      Value answered = PlainJson.read(answer);
      if (read == null) {
        return one(answered, "null", Set.of(PARSE_ERROR));
      }
      if (read.kind() != Kind.ARRAY) {
        return one(read, answered, isSocket);
      }
      if (read.elements().isEmpty()) {
        return one(answered, "null", Set.of(INVALID_REQUEST));
      }
      if (read.elements().size() > RpcLimits.BATCH_REQUESTS_MAX) {
        return one(answered, "null", Set.of(LIMIT_EXCEEDED));
      }
      return batch(read.elements(), answered, isSocket);
    } catch (MalformedException | AssertionError wrong) {
      throw new AssertionError(
          "%s%n request: %s%n answer: %s"
              .formatted(
                  wrong.getMessage(), shown(new String(request.toArray(), UTF_8)), shown(answer)),
          wrong);
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** Null if it is no JSON. */
  private static Value readOrNull(Bytes request) {
    String text = decode(request);
    try {
      return text == null ? null : PlainJson.read(text);
    } catch (MalformedException malformed) {
      return null;
    }
  }

  private static String batch(List<Value> requests, Value answered, boolean isSocket) {
    check(answered.kind() == Kind.ARRAY, "not an array for a batch");
    List<Value> wanted = requests.stream().filter(it -> !isNotification(it)).toList();
    check(wanted.size() == answered.elements().size(), "not as many answers as requests");
    for (int i = 0; i < wanted.size(); i++) {
      String _ = one(wanted.get(i), answered.elements().get(i), isSocket);
    }
    return "a batch";
  }

  private static boolean isNotification(Value request) {
    return isRequest(request) && !request.members().containsKey("id");
  }

  private static boolean isRequest(Value value) {
    Value id = value.members().get("id");
    return value.kind() == Kind.OBJECT
        && "2.0".equals(text(value, "jsonrpc"))
        && text(value, "method") != null
        && (id == null || isId(id));
  }

  private static boolean isId(Value id) {
    return id.kind() == Kind.NUMBER
        || id.kind() == Kind.NULL
        || (id.kind() == Kind.STRING && id.raw().length() <= RpcLimits.ID_CHARACTERS_MAX);
  }

  private static String text(Value object, String name) {
    Value value = object.members().get(name);
    return value == null ? null : value.text();
  }

  private static String one(Value request, Value answered, boolean isSocket) {
    Value id = request.members().get("id");
    String echoed = id != null && isId(id) ? id.raw() : "null";
    return one(answered, echoed, expected(request, isSocket));
  }

  /** The codes that are right. */
  private static Set<Integer> expected(Value request, boolean isSocket) {
    if (!isRequest(request)) {
      return Set.of(INVALID_REQUEST);
    }
    MethodShapes.Shape shape = MethodShapes.BY_NAME.get(text(request, "method"));
    if (shape == null) {
      return Set.of(METHOD_NOT_FOUND);
    }
    Value params = request.members().get("params");
    if (params != null && params.kind() != Kind.ARRAY && params.kind() != Kind.NULL) {
      return Set.of(INVALID_PARAMS);
    }
    if (!isSocket && shape.name().endsWith("subscribe")) {
      return Set.of(METHOD_NOT_FOUND);
    }
    return expected(shape, params == null ? List.of() : params.elements());
  }

  private static Set<Integer> expected(MethodShapes.Shape shape, List<Value> arguments) {
    if (arguments.size() > shape.arguments().size()) {
      return Set.of(INVALID_PARAMS);
    }
    for (int i = 0; i < shape.required(); i++) {
      if (i >= arguments.size() || arguments.get(i).kind() == Kind.NULL) {
        return Set.of(INVALID_PARAMS);
      }
    }
    Set<Integer> faults = new TreeSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).kind() != Kind.NULL) {
        faults.addAll(type(shape, arguments, i).faults(arguments.get(i)));
      }
    }
    if (faults.isEmpty()) {
      faults.add(RESULT);
      faults.addAll(shape.errors());
    }
    return faults;
  }

  private static ArgumentType type(MethodShapes.Shape shape, List<Value> arguments, int place) {
    return shape.name().equals("eth_subscribe") && place == 1
        ? ArgumentType.ofSubscription(arguments.getFirst())
        : shape.arguments().get(place);
  }

  /** Every answer is one of JSON-RPC 2.0, with nothing else in it. */
  private static String one(Value answered, String id, Set<Integer> codes) {
    check(answered.kind() == Kind.OBJECT, "no object");
    List<String> names = List.copyOf(answered.members().keySet());
    boolean isResult = names.equals(List.of("jsonrpc", "id", "result"));
    check(isResult || names.equals(List.of("jsonrpc", "id", "error")), "no members of an answer");
    check("2.0".equals(text(answered, "jsonrpc")), "no version");
    check(answered.members().get("id").raw().equals(id), "another id than " + id);
    int code = isResult ? RESULT : code(answered.members().get("error"));
    check(codes.contains(code), "none of " + codes);
    return isResult ? "result" : String.valueOf(code);
  }

  private static int code(Value error) {
    String message = text(error, "message");
    check(message != null && !message.isEmpty(), "no message");
    return Integer.parseInt(error.members().get("code").raw());
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
