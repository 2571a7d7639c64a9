package io.braid.sequencer.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of JSON, in the plainest way: RFC 8259 by recursive descent, with the limits of
 * {@link RpcLimits}. Of equal names in an object the last counts.
 */
final class PlainJson {

  /** What there is in JSON. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /**
   * A value.
   *
   * @param raw as it stands in the text
   * @param members of an object
   * @param elements of an array
   * @param text of a string, without escapes
   */
  record Value(
      Kind kind, String raw, Map<String, Value> members, List<Value> elements, String text) {}

  /** The text is no JSON, or above a limit. */
  static final class MalformedException extends Exception {
    MalformedException(String why, int at) {
      super(why + " at " + at);
    }
  }

  private final String text;
  private int at;
  private int depth;
  private int tokens;

  private PlainJson(String text) {
    this.text = text;
  }

  /** Reads a text that must be one value. */
  static Value read(String text) throws MalformedException {
    PlainJson reader = new PlainJson(text);
    reader.skipSpace();
    Value value = reader.value();
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.malformed("more than one value");
    }
    return value;
  }

  /** Whether an object has such a member and it is not null. */
  static boolean has(Value object, String name) {
    Value member = object.members().get(name);
    return member != null && member.kind() != Kind.NULL;
  }

  private Value value() throws MalformedException {
    int from = at;
    count();
    return switch (peek()) {
      case '{' -> object(from);
      case '[' -> array(from);
      case '"' -> {
        String string = string();
        yield new Value(Kind.STRING, text.substring(from, at), Map.of(), List.of(), string);
      }
      case 't' -> word("true", Kind.BOOLEAN);
      case 'f' -> word("false", Kind.BOOLEAN);
      case 'n' -> word("null", Kind.NULL);
      default -> number(from);
    };
  }

  private Value object(int from) throws MalformedException {
    Map<String, Value> members = new LinkedHashMap<>();
    enter();
    if (peek() == '}') {
      at++;
    } else {
      char next;
      do {
        skipSpace();
        count();
        String name = string();
        if (name.length() > RpcLimits.JSON_NAME_CHARACTERS_MAX) {
          throw malformed("a long name");
        }
        skipSpace();
        expect(':');
        skipSpace();
        members.put(name, value());
        next = separator('}');
      } while (next == ',');
    }
    leave();
    return new Value(Kind.OBJECT, text.substring(from, at), members, List.of(), null);
  }

  private Value array(int from) throws MalformedException {
    List<Value> elements = new ArrayList<>();
    enter();
    if (peek() == ']') {
      at++;
    } else {
      char next;
      do {
        skipSpace();
        elements.add(value());
        next = separator(']');
      } while (next == ',');
    }
    leave();
    return new Value(Kind.ARRAY, text.substring(from, at), Map.of(), elements, null);
  }

  private void enter() throws MalformedException {
    at++;
    depth++;
    if (depth > RpcLimits.JSON_DEPTH_MAX) {
      throw malformed("too deep");
    }
    skipSpace();
  }

  private void leave() throws MalformedException {
    depth--;
    count();
  }

  /** Values, names and ends. */
  private void count() throws MalformedException {
    tokens++;
    if (tokens > RpcLimits.JSON_TOKENS_MAX) {
      throw malformed("too many parts");
    }
  }

  private char separator(char end) throws MalformedException {
    skipSpace();
    char next = peek();
    if (next != ',' && next != end) {
      throw malformed("neither a comma nor the end");
    }
    at++;
    return next;
  }

  private Value word(String word, Kind kind) throws MalformedException {
    if (!text.startsWith(word, at)) {
      throw malformed("no word of JSON");
    }
    at += word.length();
    return new Value(kind, word, Map.of(), List.of(), null);
  }

  private Value number(int from) throws MalformedException {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (at - from > RpcLimits.JSON_NUMBER_CHARACTERS_MAX) {
      throw malformed("a long number");
    }
    return new Value(Kind.NUMBER, text.substring(from, at), Map.of(), List.of(), null);
  }

  private void digits() throws MalformedException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw malformed("no digit");
    }
  }

  private String string() throws MalformedException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (true) {
      char next = peek();
      at++;
      if (next == '"') {
        return string.toString();
      } else if (next < ' ') {
        throw malformed("a control character");
      } else if (next == '\\') {
        string.append(escaped());
      } else {
        string.append(next);
      }
    }
  }

  private char escaped() throws MalformedException {
    char kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          char digit = peek();
          int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
          if (value < 0) {
            throw malformed("no hexadecimal digit");
          }
          code = code << 4 | value;
          at++;
        }
        yield (char) code;
      }
      default -> throw malformed("no escape");
    };
  }

  private void expect(char wanted) throws MalformedException {
    if (peek() != wanted) {
      throw malformed("not " + wanted);
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws MalformedException {
    if (at == text.length()) {
      throw malformed("the end");
    }
    return text.charAt(at);
  }

  private MalformedException malformed(String why) {
    return new MalformedException(why, at);
  }
}
