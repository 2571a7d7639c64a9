package io.braid.protocol.record;

/**
 * What a decoder found: a value, or why there is none.
 *
 * @param value the value, or null
 * @param fault the fault, or null
 */
public record Decoded<T>(T value, RecordFault fault) {

  static <T> Decoded<T> of(T value) {
    return new Decoded<>(value, null);
  }

  static <T> Decoded<T> fault(RecordFault fault) {
    return new Decoded<>(null, fault);
  }
}
