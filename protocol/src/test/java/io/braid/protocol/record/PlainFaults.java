package io.braid.protocol.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the first fault of a record by walking over its fields as the page on records lists them.
 */
final class PlainFaults {

  private static final class Met extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final RecordFault fault;

    Met(RecordFault fault) {
      super(fault.name(), null, false, false);
      this.fault = fault;
    }
  }

  private final byte[] bytes;
  private int at;

  private PlainFaults(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The first fault of the bytes as a record of the type, or null. */
  static RecordFault find(RecordType type, byte[] bytes) {
    try {
      new PlainFaults(bytes).walk(type);
      return null;
    } catch (Met met) {
      return met.fault;
    }
  }

  private void walk(RecordType type) {
    if (bytes.length < 2) {
      throw new Met(RecordFault.TRUNCATED);
    }
    require(number(1) == 1, RecordFault.UNKNOWN_VERSION);
    require(number(1) == type.code(), RecordFault.UNKNOWN_TYPE);
    switch (type) {
      case HEADER -> header();
      case TRANSACTIONS -> transactions();
      case MESSAGES -> messages();
      case DIFF -> diff();
      case SNAPSHOT_CHUNK -> snapshotChunk();
      case INGRESS_BUNDLE -> ingressBundle();
      case INGRESS_ANSWER -> ingressAnswer();
      case PART_LIST -> partList();
      case PART -> throw new IllegalArgumentException("a part has no fields");
      case SNAPSHOT -> throw new IllegalArgumentException("snapshots belong to the shard machine");
    }
    require(at == bytes.length, RecordFault.TRAILING_BYTES);
  }

  private void header() {
    pass(8 + 4);
    inRange(number(8), 0, 0xffff_ffffL);
    pass(8 + 4 + 32 + 8 + 8 + 4);
    for (long left = inRange(number(2), 0, 64); left > 0; left--) {
      pass(20 + 1);
      text(inRange(number(1), 0, 32));
      text(inRange(number(1), 0, 64));
    }
    pass(8);
    for (long left = inRange(number(2), 0, 256); left > 0; left--) {
      pass(1 + 20 + 8 + 32);
      pass(32 * inRange(number(1), 0, 6));
    }
  }

  private void transactions() {
    for (long left = inRange(number(2), 1, 512); left > 0; left--) {
      pass(20);
      pass(inRange(number(2), 0, 16_384));
    }
  }

  private void messages() {
    pass(2 + 8 + 2 + 8 + 4 + 8);
    for (long left = inRange(number(4), 1, 1 << 21); left > 0; left--) {
      pass(1 + 32 + 20 + 1 + 20 + 20 + 8 + 32 + 8 + 32);
      pass(32 * inRange(number(1), 0, 6));
    }
  }

  private void diff() {
    pass(2 + 8 + 8 + 4);
    long disposition = inRange(number(1), 0, 6);
    long fault = number(1);
    boolean isFault = (fault >= 1 && fault <= 6) || (fault >= 16 && fault <= 23);
    require(disposition == 1 ? isFault : fault == 0, RecordFault.OUT_OF_RANGE);
    long most = disposition == 0 ? Long.MAX_VALUE : 0;
    for (long left = inRange(number(4), 0, most); left > 0; left--) {
      outcome();
    }
    for (long left = inRange(number(4), 0, most); left > 0; left--) {
      pass(64);
    }
    int last = -1;
    for (long left = inRange(number(2), 0, most); left > 0; left--) {
      long length = number(4);
      pass(length);
      byte[] bundle = Arrays.copyOfRange(bytes, at - (int) length, at);
      RecordFault inBundle = find(RecordType.MESSAGES, bundle);
      require(inBundle == null, inBundle);
      int destination = ByteBuffer.wrap(bundle).getShort(12) & 0xffff;
      require(destination > last, RecordFault.OUT_OF_RANGE);
      last = destination;
    }
  }

  private void snapshotChunk() {
    pass(2);
    inRange(number(8), 0, Long.MAX_VALUE);
    long index = inRange(number(4), 0, 4_094);
    long count = inRange(number(4), index + 1, 4_095);
    long total = inRange(number(8), count, count * 524_288);
    pass(32);
    pass(inRange(number(4), 1, Math.min(total, 524_288)));
  }

  private void ingressBundle() {
    for (long left = inRange(number(2), 1, 512); left > 0; left--) {
      pass(64 * inRange(number(1), 0, 1));
      pass(inRange(number(2), 0, 16_384));
    }
  }

  private void ingressAnswer() {
    pass(2);
    inRange(number(8), 0, Long.MAX_VALUE);
    boolean isFault = inRange(number(1), 0, 6) != 0;
    for (long left = inRange(number(2), isFault ? 0 : 1, isFault ? 0 : 512); left > 0; left--) {
      switch ((int) inRange(number(1), 0, 3)) {
        case 0, 3 -> inRange(number(1), 0, 0);
        case 1 -> inRange(number(1), 1, 255);
        default -> inRange(number(1), 1, 2);
      }
    }
  }

  private void partList() {
    long part = 12_582_912;
    long total = inRange(number(8), part + 1, 170 * part);
    pass(32);
    long count = (total + part - 1) / part;
    inRange(number(2), count, count);
    long least = 0;
    for (long left = count; left > 0; left--) {
      least = 1 + inRange(number(8), least, Long.MAX_VALUE - 1);
    }
  }

  private void outcome() {
    switch ((int) inRange(number(1), 1, 6)) {
      case 1 -> pass(32 + 20 + 1);
      case 2 -> pass(32 + 20 + 8);
      case 3 -> effects(32 + 32 + 20 + 8 + 4 + 16);
      case 4 -> effects(32 + 32 + 20 + 8 + 4 + 16 + 1);
      case 5 -> effects(32 + 20);
      default -> effects(32 + 20 + 1);
    }
  }

  private void effects(int before) {
    pass(before);
    pass(inRange(number(1), 0, 4) * (20 + 8 + 32));
    for (long left = inRange(number(1), 0, 16); left > 0; left--) {
      pass(1);
      pass(32 * inRange(number(1), 0, 8));
    }
  }

  private void text(long length) {
    pass(length);
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at - (int) length, (int) length));
    } catch (CharacterCodingException _) {
      throw new Met(RecordFault.MALFORMED_TEXT);
    }
  }

  private long number(int count) {
    pass(count);
    long value = 0;
    for (int i = at - count; i < at; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private void pass(long count) {
    require(count <= bytes.length - at, RecordFault.TRUNCATED);
    at += (int) count;
  }

  private static long inRange(long value, long min, long max) {
    require(value >= min && value <= max, RecordFault.OUT_OF_RANGE);
    return value;
  }

  private static void require(boolean condition, RecordFault fault) {
    if (!condition) {
      throw new Met(fault);
    }
  }
}
