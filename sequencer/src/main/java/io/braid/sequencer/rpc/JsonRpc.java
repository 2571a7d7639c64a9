package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.braid.sequencer.view.BehindException;
import io.braid.sequencer.view.PrunedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * JSON-RPC 2.0: bytes of requests in, bytes of answers out. Many threads may use one.
 *
 * <p>The requests of a batch begin in their order. One that has its answer at once is answered
 * before the next begins; sends wait for the log side by side. The answers stand in the order of
 * the requests.
 */
public final class JsonRpc {

  private static final byte[] NOTHING = new byte[0];

  /** What the methods of other development nodes begin with that set time, blocks and balances. */
  private static final List<String> STATE_SETTERS = List.of("anvil_", "evm_", "hardhat_");

  private static final String STATE_IS_NOT_SET =
      "state follows from transactions alone and blocks come by themselves: neither can be set;"
          + " the accounts of a development chain hold ETH and tokens";

  private final RequestReader reader = new RequestReader();
  private final JsonFactory json = new JsonFactory();
  private final Map<String, RpcMethod> methods;
  private final BiConsumer<String, Throwable> faults;
  private final RequestListener listener;

  /** An answer, and the code of its error, or 0. */
  private static final class Written {
    private final byte[] bytes;
    private final int code;

    Written(byte[] bytes, int code) {
      this.bytes = bytes;
      this.code = code;
    }
  }

  /**
   * Serves these methods.
   *
   * @param faults is told of a method that threw what it may not, with its name
   * @param listener is told of every request
   */
  public JsonRpc(
      Map<String, RpcMethod> methods,
      BiConsumer<String, Throwable> faults,
      RequestListener listener) {
    this.methods = new HashMap<>(methods);
    this.faults = faults;
    this.listener = listener;
  }

  /**
   * Answers a request or a batch.
   *
   * @return the bytes of the answer, none if nobody wants one; it never fails
   */
  public CompletableFuture<byte[]> handle(byte[] bytes, Caller caller) {
    RequestReader.Requests read = reader.read(bytes);
    if (read.fault() != null) {
      RequestListener.Request unreadable = listener.begin(RequestListener.NO_METHOD);
      Written written = error(RpcRequest.NO_ID, read.fault());
      unreadable.end(written.code);
      return CompletableFuture.completedFuture(written.bytes);
    }
    if (!read.isBatch()) {
      return answer(read.requests().getFirst(), caller);
    }
    return batch(read.requests(), caller);
  }

  /**
   * What does not fit into the answer is not kept until the end: once it is full, the requests that
   * are left are errors and not begun.
   */
  private CompletableFuture<byte[]> batch(List<RpcRequest> requests, Caller caller) {
    List<String> ids = requests.stream().map(RpcRequest::id).toList();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>(requests.size());
    AtomicLong bytes = new AtomicLong();
    for (RpcRequest request : requests) {
      answers.add(
          bytes.get() > RpcLimits.ANSWER_BYTES_MAX
              ? CompletableFuture.completedFuture(unbegun(request))
              : answer(request, caller)
                  .thenApply(answer -> {
                    bytes.addAndGet(answer.length);
                    return answer;
                  }));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> join(ids, answers));
  }

  private byte[] unbegun(RpcRequest request) {
    return request.isNotification() ? NOTHING : tooLarge(request.id()).bytes;
  }

  private CompletableFuture<byte[]> answer(RpcRequest request, Caller caller) {
    RequestListener.Request listened = listener.begin(name(request));
    CompletableFuture<Answer> begun;
    try {
      begun = begin(request, caller);
    } catch (RuntimeException failed) {
      begun = CompletableFuture.failedFuture(failed);
    }
    // Who waits for a receipt must not keep the arguments, which may be large.
    String id = request.id();
    String method = request.method();
    return begun.handle((answer, failed) -> {
      Written written =
          failed == null ? result(id, method, answer) : error(id, toError(method, failed));
      listened.end(written.code);
      return id == null ? NOTHING : written.bytes;
    });
  }

  private String name(RpcRequest request) {
    if (request.fault() != null) {
      return RequestListener.NO_METHOD;
    }
    return methods.containsKey(request.method())
        ? request.method()
        : RequestListener.UNKNOWN_METHOD;
  }

  private CompletableFuture<Answer> begin(RpcRequest request, Caller caller) {
    if (request.fault() != null) {
      throw request.fault();
    }
    RpcMethod method = methods.get(request.method());
    if (method == null) {
      throw noSuchMethod(request.method());
    }
    return method.call(Params.of(request.params()), caller);
  }

  private static RpcException noSuchMethod(String name) {
    String message = "the method %s does not exist/is not available".formatted(shortened(name));
    return STATE_SETTERS.stream().anyMatch(name::startsWith)
        ? RpcException.of(RpcException.METHOD_NOT_FOUND, message, Answer.of(STATE_IS_NOT_SET))
        : RpcException.of(RpcException.METHOD_NOT_FOUND, message);
  }

  /** What a client is told of a failure; a fault of the server is told to the server. */
  private RpcException toError(String method, Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    return switch (cause) {
      case RpcException error -> error;
      case PrunedException pruned -> RpcException.prunedHistory(pruned);
      case BehindException behind ->
          RpcException.of(RpcException.SERVER_ERROR, "try again: " + behind.getMessage());
      default -> {
        faults.accept(method, cause);
        yield RpcException.of(RpcException.INTERNAL_ERROR, "internal error");
      }
    };
  }

  private Written result(String id, String method, Answer answer) {
    AnswerBuffer buffer = new AnswerBuffer(RpcLimits.ANSWER_BYTES_MAX);
    try (JsonGenerator out = json.createGenerator(buffer)) {
      begin(out, id);
      out.writeFieldName("result");
      answer.write(out);
      out.writeEndObject();
    } catch (AnswerBuffer.TooLargeException tooLarge) {
      return tooLarge(id);
    } catch (IOException | RuntimeException failed) {
      return error(id, toError(method, failed));
    }
    return new Written(buffer.toByteArray(), 0);
  }

  private Written tooLarge(String id) {
    return error(
        id,
        RpcException.of(
            RpcException.LIMIT_EXCEEDED,
            "response too large: an answer has at most %d bytes; ask for less at a time"
                .formatted(RpcLimits.ANSWER_BYTES_MAX)));
  }

  /** The bytes of an error, where there is no request to read an id from. */
  public byte[] error(int code, String message) {
    return error(RpcRequest.NO_ID, RpcException.of(code, message)).bytes;
  }

  private Written error(String id, RpcException error) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(buffer)) {
      begin(out, id);
      out.writeObjectFieldStart("error");
      out.writeNumberField("code", error.code());
      out.writeStringField("message", error.getMessage());
      if (error.data() != null) {
        out.writeFieldName("data");
        error.data().write(out);
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer in memory cannot fail", impossible);
    }
    return new Written(buffer.toByteArray(), error.code());
  }

  private static void begin(JsonGenerator out, String id) throws IOException {
    out.writeStartObject();
    out.writeStringField("jsonrpc", "2.0");
    out.writeFieldName("id");
    out.writeRawValue(id == null ? RpcRequest.NO_ID : id);
  }

  /** Joins the answers of a batch, as many as fit; the others are errors that say so. */
  private byte[] join(List<String> ids, List<CompletableFuture<byte[]>> answers) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < ids.size(); i++) {
      byte[] answer = answers.get(i).join();
      if (answer.length == 0) {
        continue;
      }
      joined.write(joined.size() == 0 ? '[' : ',');
      boolean fits = answer.length <= RpcLimits.ANSWER_BYTES_MAX - joined.size();
      joined.writeBytes(fits ? answer : tooLarge(ids.get(i)).bytes);
    }
    if (joined.size() == 0) {
      return NOTHING;
    }
    joined.write(']');
    return joined.toByteArray();
  }

  private static String shortened(String text) {
    return text.length() <= RpcLimits.ECHO_CHARACTERS_MAX
        ? text
        : text.substring(0, RpcLimits.ECHO_CHARACTERS_MAX) + "...";
  }
}
