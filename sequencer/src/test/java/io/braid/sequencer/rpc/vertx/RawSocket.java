package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.braid.protocol.types.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A WebSocket's client by hand, which may send any frames at all. */
final class RawSocket implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** What opens a WebSocket. */
  static final String HANDSHAKE =
      String.join(
          "\r\n",
          "GET / HTTP/1.1",
          "Host: x",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
          "",
          "");

  /** A frame as the server sends it. */
  record Frame(int opcode, boolean isFinal, Bytes payload) {

    String text() {
      return new String(payload.toArray(), UTF_8);
    }

    /** Of a close frame; 1005 if it has none (RFC 6455, section 7.1.5). */
    int closeCode() {
      return payload.size() < 2 ? 1005 : ByteBuffer.wrap(payload.toArray()).getShort() & 0xffff;
    }
  }

  /** Builds a frame, a right one unless something else is said. */
  static final class FrameBuilder {
    private final int opcode;
    private final byte[] payload;
    private boolean isFinal = true;
    private boolean isMasked = true;
    private int reserved;
    private int lengthBytes = -1;
    private long length;

    FrameBuilder(int opcode, byte[] payload) {
      this.opcode = opcode;
      this.payload = payload;
      length = payload.length;
    }

    FrameBuilder toBeContinued() {
      isFinal = false;
      return this;
    }

    FrameBuilder unmasked() {
      isMasked = false;
      return this;
    }

    /** The three bits that extensions use. */
    FrameBuilder reserved(int bits) {
      reserved = bits;
      return this;
    }

    /** Writes the length in 2 or 8 bytes, whatever it is. */
    FrameBuilder lengthIn(int bytes) {
      lengthBytes = bytes;
      return this;
    }

    /** Says another length than the payload's. */
    FrameBuilder declaring(long bytes) {
      length = bytes;
      return this;
    }

    byte[] bytes() {
      ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
      out.put((byte) ((isFinal ? 0x80 : 0) | reserved << 4 | opcode));
      int mask = isMasked ? 0x80 : 0;
      int form = lengthBytes >= 0 ? lengthBytes : length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
      switch (form) {
        case 0 -> out.put((byte) (mask | (int) length));
        case 2 -> out.put((byte) (mask | 126)).putShort((short) length);
        default -> out.put((byte) (mask | 127)).putLong(length);
      }
      byte[] key = {1, 2, 3, 4};
      if (isMasked) {
        out.put(key);
      }
      for (int i = 0; i < payload.length; i++) {
        out.put((byte) (isMasked ? payload[i] ^ key[i & 3] : payload[i]));
      }
      byte[] bytes = new byte[out.position()];
      out.flip().get(bytes);
      return bytes;
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawSocket(Socket socket, DataInputStream in) {
    this.socket = socket;
    this.in = in;
  }

  /** Opens a WebSocket on a connection. */
  static RawSocket open(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(HANDSHAKE.getBytes(US_ASCII));
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    if (!head.toString(US_ASCII).startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no WebSocket: " + head.toString(US_ASCII));
    }
    return new RawSocket(socket, in);
  }

  /** What is under it. */
  Socket socket() {
    return socket;
  }

  static FrameBuilder frame(int opcode, byte[] payload) {
    return new FrameBuilder(opcode, payload);
  }

  static FrameBuilder frame(int opcode, String payload) {
    return frame(opcode, payload.getBytes(UTF_8));
  }

  /** The payload of a close frame. */
  static byte[] closing(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  void send(byte[]... frames) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  /** The next frame, or null if the server has closed the connection. */
  Frame read() throws IOException {
    int first;
    try {
      first = in.readUnsignedByte();
    } catch (EOFException | SocketException closed) {
      return null;
    }
    int length = in.readUnsignedByte();
    long bytes =
        switch (length) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> length;
        };
    return new Frame(first & 0xf, first >>> 7 == 1, Bytes.of(in.readNBytes((int) bytes)));
  }

  /** The next whole text message; pings are answered; null if there is none any more. */
  String message() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      Frame frame = read();
      if (frame == null || frame.opcode() == CLOSE) {
        return null;
      }
      if (frame.opcode() == PING) {
        send(frame(PONG, frame.payload().toArray()).bytes());
      } else if (frame.opcode() == TEXT || frame.opcode() == CONTINUATION) {
        message.writeBytes(frame.payload().toArray());
        if (frame.isFinal()) {
          return message.toString(UTF_8);
        }
      }
    }
  }

  /** Reads on until the server closes; gives the close frame, or null if none came. */
  Frame awaitClose() throws IOException {
    Frame close = null;
    for (Frame frame = read(); frame != null; frame = read()) {
      if (frame.opcode() == CLOSE) {
        close = frame;
        send(frame(CLOSE, frame.payload().toArray()).bytes());
      } else if (frame.opcode() == PING) {
        send(frame(PONG, frame.payload().toArray()).bytes());
      }
    }
    return close;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
