package io.braid.sequencer.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** Reads requests, single or in a batch, from their bytes. Many threads may use one. */
final class RequestReader {

  /**
   * What the bytes hold.
   *
   * @param isBatch whether the answers stand in an array
   * @param fault why there are no requests at all, or null
   */
  record Requests(boolean isBatch, List<RpcRequest> requests, RpcException fault) {

    static Requests faulty(RpcException fault) {
      return new Requests(false, List.of(), fault);
    }
  }

  private static final String VERSION = "2.0";

  private final ObjectMapper mapper =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(RpcLimits.REQUEST_BYTES_MAX)
                      .maxTokenCount(RpcLimits.JSON_TOKENS_MAX)
                      .maxNestingDepth(RpcLimits.JSON_DEPTH_MAX)
                      .maxNumberLength(RpcLimits.JSON_NUMBER_CHARACTERS_MAX)
                      .maxNameLength(RpcLimits.JSON_NAME_CHARACTERS_MAX)
                      .maxStringLength(RpcLimits.REQUEST_BYTES_MAX)
                      .build())
              // Names come from strangers; a table of them all would grow without end.
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .build());

  /** Reads the bytes; whatever they are, there is a result. */
  Requests read(byte[] bytes) {
    if (bytes.length > RpcLimits.REQUEST_BYTES_MAX) {
      return Requests.faulty(
          RpcException.of(
              RpcException.LIMIT_EXCEEDED,
              "request too large: %d bytes, at most %d are taken"
                  .formatted(bytes.length, RpcLimits.REQUEST_BYTES_MAX)));
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      return Requests.faulty(parseError("not UTF-8"));
    }
    try (JsonParser in = mapper.createParser(text)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        return Requests.faulty(parseError("empty request"));
      }
      Requests requests =
          first == JsonToken.START_ARRAY
              ? batch(in, text)
              : new Requests(false, List.of(request(in, text)), null);
      if (requests.fault() == null && in.nextToken() != null) {
        return Requests.faulty(parseError("more than one value"));
      }
      return requests;
    } catch (JsonProcessingException malformed) {
      return Requests.faulty(parseError(malformed.getOriginalMessage()));
    } catch (IOException malformed) {
      // Text in memory cannot fail to be read: this is a fault of what it says.
      return Requests.faulty(parseError(String.valueOf(malformed.getMessage())));
    }
  }

  private Requests batch(JsonParser in, String text) throws IOException {
    List<RpcRequest> requests = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (requests.size() == RpcLimits.BATCH_REQUESTS_MAX) {
        return Requests.faulty(
            RpcException.of(
                RpcException.LIMIT_EXCEEDED,
                "batch too large: at most %d requests are taken"
                    .formatted(RpcLimits.BATCH_REQUESTS_MAX)));
      }
      requests.add(request(in, text));
    }
    return requests.isEmpty()
        ? Requests.faulty(RpcException.of(RpcException.INVALID_REQUEST, "empty batch"))
        : new Requests(true, requests, null);
  }

  /** Reads the value at whose first token the parser stands. */
  private RpcRequest request(JsonParser in, String text) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      in.finishToken();
      return RpcRequest.faulty(null, invalid());
    }
    String version = null;
    String method = null;
    String id = null;
    boolean isIdValid = true;
    JsonNode params = MissingNode.getInstance();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      switch (name) {
        case "jsonrpc" -> version = textOrNull(in, value);
        case "method" -> method = textOrNull(in, value);
        case "params" -> params = mapper.readTree(in);
        case "id" -> {
          id = id(in, value, text);
          isIdValid = id != null;
        }
        default -> in.skipChildren();
      }
      in.finishToken();
    }
    if (!isIdValid || method == null || !VERSION.equals(version)) {
      return RpcRequest.faulty(id, invalid());
    }
    return new RpcRequest(id, method, params, null);
  }

  private static String textOrNull(JsonParser in, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return null;
  }

  /** The id as it stands, or null if it is neither string, number nor null. */
  private static String id(JsonParser in, JsonToken value, String text) throws IOException {
    in.skipChildren();
    in.finishToken();
    return switch (value) {
      case VALUE_NULL -> RpcRequest.NO_ID;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getText();
      case VALUE_STRING -> {
        int from = (int) in.currentTokenLocation().getCharOffset();
        int to = (int) in.currentLocation().getCharOffset();
        yield to - from > RpcLimits.ID_CHARACTERS_MAX ? null : text.substring(from, to);
      }
      default -> null;
    };
  }

  private static RpcException invalid() {
    return RpcException.of(RpcException.INVALID_REQUEST, "invalid request");
  }

  private static RpcException parseError(String why) {
    return RpcException.of(RpcException.PARSE_ERROR, "parse error", Answer.of(why));
  }
}
