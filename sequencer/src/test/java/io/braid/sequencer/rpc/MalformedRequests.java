package io.braid.sequencer.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.braid.protocol.types.Bytes;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Requests that are wrong in every way, and some that are right; {@link AnswerJudge} knows both.
 */
public final class MalformedRequests {

  /** In which way a request is wrong. */
  public enum Kind {
    ARGUMENTS("arguments"),
    GRAMMAR("JSON broken"),
    ENCODING("encoding"),
    SHAPE("members and types"),
    BATCH("batch and size");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** A request, as it goes over the wire. */
  public record Malformed(Kind kind, Bytes bytes) {}

  private static final int BATCH_MOST = 12;

  private static final List<String> VERSIONS =
      List.of("\"2.0\"", "\"2.0\"", "\"2.0\"", "\"2.0\"", "\"1.0\"", "2.0", "null", "\"\"", "[]");

  private static final List<String> IDS =
      List.of(
          "1",
          "-1.5e3",
          "0.10",
          "\"x\"",
          "\"\"",
          "\"\\u0041\\\"é😀\\ud800\"",
          "null",
          "true",
          "[1]",
          "{}",
          "1e999",
          "9".repeat(90),
          "9".repeat(120),
          "\"" + "i".repeat(250) + "\"",
          "\"" + "i".repeat(300) + "\"");

  private static final List<String> METHODS =
      List.of(
          "\"\"",
          "\"nobody_knows\"",
          "\"eth_chainId\\u0000\"",
          "\"ETH_CHAINID\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800é\"",
          "\"" + "x".repeat(99) + "😀😀\"",
          "\"" + "m".repeat(10_000) + "\"",
          "1",
          "null",
          "[]",
          "{\"method\":\"eth_chainId\"}");

  private static final String ALPHABET =
      "{}[]\",:\\/ \t\n\r01-+.eEtfnulasbx\u0000\u001f\u007fé😀\ufeff";

  private final Random random;
  private final ArgumentValues values;

  /** The same random numbers give the same requests. */
  public MalformedRequests(Random random) {
    this.random = random;
    values = new ArgumentValues(random);
  }

  /** The next one, of any kind. */
  public Malformed next() {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> of(Kind.GRAMMAR, mutated(random.nextBoolean() ? arguments() : shape()));
      case 3 -> new Malformed(Kind.ENCODING, Bytes.of(encoded()));
      case 4, 5, 6 -> of(Kind.SHAPE, shape());
      case 7 -> of(Kind.BATCH, batch());
      default -> of(Kind.ARGUMENTS, arguments());
    };
  }

  private static Malformed of(Kind kind, String text) {
    return new Malformed(kind, Bytes.of(text.getBytes(UTF_8)));
  }

  /** A request of a method with arguments, of which at most a few do not fit. */
  private String arguments() {
    MethodShapes.Shape shape = any(MethodShapes.ALL);
    int places = shape.arguments().size();
    List<String> arguments = new ArrayList<>();
    int count = shape.required() + random.nextInt(places - shape.required() + 1);
    shape.arguments().subList(0, count).forEach(it -> arguments.add(it.fitting()));
    switch (random.nextInt(8)) {
      case 0 -> {
        while (arguments.size() <= places) {
          arguments.add("null");
        }
      }
      case 1 -> {
        if (!arguments.isEmpty()) {
          arguments.removeLast();
        }
      }
      case 2 -> {
        return request(shape.name(), values.next());
      }
      default -> {
        if (arguments.size() < places && random.nextBoolean()) {
          arguments.add("null");
        }
        for (int i = random.nextInt(2); i >= 0 && !arguments.isEmpty(); i--) {
          int place = random.nextInt(arguments.size());
          ArgumentType type = shape.arguments().get(place);
          arguments.set(place, random.nextBoolean() ? values.like(type) : values.next());
        }
      }
    }
    return request(shape.name(), "[" + String.join(",", arguments) + "]");
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
        .formatted(method, params);
  }

  /** Some members of a request, in any order, perhaps twice, each of any type. */
  private String shape() {
    List<String> members = new ArrayList<>();
    member(members, "jsonrpc", any(VERSIONS));
    member(members, "id", any(IDS));
    member(members, "method", random.nextBoolean() ? any(METHODS) : name());
    member(members, "params", random.nextBoolean() ? "[]" : values.next());
    member(members, any(List.of("x", "", "\\u0069d", "n".repeat(150), "n".repeat(300))), "[{}]");
    Collections.shuffle(members, random);
    String space = any(List.of("", "", " ", "\n\t\r "));
    return space + "{" + space + String.join(space + "," + space, members) + space + "}" + space;
  }

  private void member(List<String> members, String name, String value) {
    int times = random.nextInt(12);
    for (int i = times == 0 ? 0 : times == 1 ? 2 : 1; i > 0; i--) {
      members.add("\"" + name + "\":" + value);
    }
  }

  private String name() {
    return "\"" + any(MethodShapes.ALL).name() + "\"";
  }

  private String batch() {
    int kind = random.nextInt(40);
    if (kind == 0) {
      int over = RpcLimits.BATCH_REQUESTS_MAX + random.nextInt(3);
      return Collections.nCopies(over, request("eth_chainId", "[]")).toString();
    }
    if (kind == 1) {
      return request("eth_chainId", "[" + "[],".repeat((int) RpcLimits.JSON_TOKENS_MAX) + "[]]");
    }
    List<String> requests = new ArrayList<>();
    for (int i = random.nextInt(BATCH_MOST); i > 0; i--) {
      requests.add(
          switch (random.nextInt(6)) {
            case 0 -> values.next();
            case 1 -> "[" + shape() + "]";
            case 2 -> "{\"jsonrpc\":\"2.0\",\"method\":" + name() + "}";
            case 3 -> shape();
            default -> arguments();
          });
    }
    return requests.toString();
  }

  private String mutated(String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int end = Math.min(mutated.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, Math.min(at + 1, mutated.length()));
        case 1 -> mutated.insert(at, mutated.substring(at, end));
        case 2 -> mutated.setLength(random.nextInt(4) == 0 ? at : mutated.length());
        case 3 -> mutated.replace(at, Math.min(at + 1, mutated.length()), character());
        default -> mutated.insert(at, character());
      }
    }
    return mutated.toString();
  }

  private String character() {
    int at = random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length()));
    return Character.toString(ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, at)));
  }

  /** Right or wrong, but not as UTF-8; or as UTF-8 that is none. */
  private byte[] encoded() {
    String text = request("nobody_knéws😀", "[]");
    List<Charset> charsets =
        List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"));
    return switch (random.nextInt(4)) {
      case 0 -> ((random.nextBoolean() ? "\ufeff" : "") + text).getBytes(any(charsets));
      case 1 -> ("\ufeff" + text).getBytes(UTF_8);
      case 2 -> text.getBytes(ISO_8859_1);
      default -> {
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
        }
        yield bytes;
      }
    };
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
