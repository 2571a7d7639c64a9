package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A value that can be written as JSON. */
@FunctionalInterface
public interface Answer {

  /** Nothing there. */
  Answer NULL = JsonGenerator::writeNull;

  /** Writes exactly one value. */
  void write(JsonGenerator out) throws IOException;

  /** A string. */
  static Answer of(String text) {
    return out -> out.writeString(text);
  }

  /** A boolean. */
  static Answer of(boolean value) {
    return out -> out.writeBoolean(value);
  }
}
