package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON as values of the JDK: maps, lists, texts, numbers, booleans and null. */
public final class JsonValues {

  private static final ObjectMapper LINE = new ObjectMapper();
  private static final ObjectMapper PAGE =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonValues() {}

  /** A value in one line. */
  public static String line(Object value) {
    return write(LINE, value);
  }

  /** A value for people to read. */
  public static String page(Object value) {
    return write(PAGE, value);
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException("no JSON can be made of " + value, fault);
    }
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if it is no JSON; the message says where
   */
  public static Object read(String text) {
    try {
      return LINE.readValue(text, Object.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException("this is no JSON: " + fault.getOriginalMessage(), fault);
    }
  }
}
