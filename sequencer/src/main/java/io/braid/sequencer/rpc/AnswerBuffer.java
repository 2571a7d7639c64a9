package io.braid.sequencer.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes of an answer, up to a limit. */
final class AnswerBuffer extends OutputStream {

  /** The answer is larger than the limit. */
  static final class TooLargeException extends IOException {
    TooLargeException(int bytesMax) {
      super("the answer is larger than %d bytes".formatted(bytesMax));
    }
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final int bytesMax;

  AnswerBuffer(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws TooLargeException {
    check(length);
    bytes.write(source, offset, length);
  }

  @Override
  public void write(int value) throws TooLargeException {
    check(1);
    bytes.write(value);
  }

  private void check(int more) throws TooLargeException {
    if (more > bytesMax - bytes.size()) {
      throw new TooLargeException(bytesMax);
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
