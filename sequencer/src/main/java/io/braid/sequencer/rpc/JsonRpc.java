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

  private final RequestReader reader = new RequestReader();
  private final JsonFactory json = new JsonFactory();
  private final Map<String, RpcMethod> methods;
  private final BiConsumer<String, Throwable> faults;

  /**
   * Serves these methods.
   *
   * @param faults is told of a method that threw what it may not, with its name
   */
  public JsonRpc(Map<String, RpcMethod> methods, BiConsumer<String, Throwable> faults) {
    this.methods = new HashMap<>(methods);
    this.faults = faults;
  }

  /**
   * Answers a request or a batch.
   *
   * @return the bytes of the answer, none if nobody wants one; it never fails
   */
  public CompletableFuture<byte[]> handle(byte[] bytes, Caller caller) {
    RequestReader.Requests read = reader.read(bytes);
    if (read.fault() != null) {
      return CompletableFuture.completedFuture(error(RpcRequest.NO_ID, read.fault()));
    }
    if (!read.isBatch()) {
      return answer(read.requests().getFirst(), caller);
    }
    List<CompletableFuture<byte[]>> answers = new ArrayList<>(read.requests().size());
    for (RpcRequest request : read.requests()) {
      answers.add(answer(request, caller));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> join(read.requests(), answers));
  }

  private CompletableFuture<byte[]> answer(RpcRequest request, Caller caller) {
    CompletableFuture<Answer> begun;
    try {
      begun = begin(request, caller);
    } catch (RuntimeException failed) {
      begun = CompletableFuture.failedFuture(failed);
    }
    return begun.handle((answer, failed) -> {
      byte[] written =
          failed == null ? result(request, answer) : error(request.id(), toError(request, failed));
      return request.isNotification() ? NOTHING : written;
    });
  }

  private CompletableFuture<Answer> begin(RpcRequest request, Caller caller) {
    if (request.fault() != null) {
      throw request.fault();
    }
    RpcMethod method = methods.get(request.method());
    if (method == null) {
      throw RpcException.of(
          RpcException.METHOD_NOT_FOUND,
          "the method %s does not exist/is not available".formatted(shortened(request.method())));
    }
    return method.call(Params.of(request.params()), caller);
  }

  /** What a client is told of a failure; a fault of the server is told to the server. */
  private RpcException toError(RpcRequest request, Throwable failed) {
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
        faults.accept(request.method(), cause);
        yield RpcException.of(RpcException.INTERNAL_ERROR, "internal error");
      }
    };
  }

  private byte[] result(RpcRequest request, Answer answer) {
    String id = request.isNotification() ? RpcRequest.NO_ID : request.id();
    AnswerBuffer buffer = new AnswerBuffer(RpcLimits.ANSWER_BYTES_MAX);
    try (JsonGenerator out = json.createGenerator(buffer)) {
      begin(out, id);
      out.writeFieldName("result");
      answer.write(out);
      out.writeEndObject();
    } catch (AnswerBuffer.TooLargeException tooLarge) {
      return tooLarge(id);
    } catch (IOException | RuntimeException failed) {
      return error(id, toError(request, failed));
    }
    return buffer.toByteArray();
  }

  private byte[] tooLarge(String id) {
    return error(
        id,
        RpcException.of(
            RpcException.LIMIT_EXCEEDED,
            "response too large: an answer has at most %d bytes; ask for less at a time"
                .formatted(RpcLimits.ANSWER_BYTES_MAX)));
  }

  /** The bytes of an error, where there is no request to read an id from. */
  public byte[] error(int code, String message) {
    return error(RpcRequest.NO_ID, RpcException.of(code, message));
  }

  private byte[] error(String id, RpcException error) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(buffer)) {
      begin(out, id == null ? RpcRequest.NO_ID : id);
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
    return buffer.toByteArray();
  }

  private static void begin(JsonGenerator out, String id) throws IOException {
    out.writeStartObject();
    out.writeStringField("jsonrpc", "2.0");
    out.writeFieldName("id");
    out.writeRawValue(id);
  }

  /** Joins the answers of a batch, as many as fit; the others are errors that say so. */
  private byte[] join(List<RpcRequest> requests, List<CompletableFuture<byte[]>> answers) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < requests.size(); i++) {
      byte[] answer = answers.get(i).join();
      if (answer.length == 0) {
        continue;
      }
      joined.write(joined.size() == 0 ? '[' : ',');
      boolean fits = answer.length <= RpcLimits.ANSWER_BYTES_MAX - joined.size();
      joined.writeBytes(fits ? answer : tooLarge(requests.get(i).id()));
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
