package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.braid.protocol.types.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A client of HTTP by hand, which may send any bytes at all. */
final class RawHttp implements AutoCloseable {

  /** What the server sent; status 0 if it closed the connection instead. */
  record Response(int status, String head, Bytes body) {

    static final Response CLOSED = new Response(0, "", Bytes.EMPTY);

    String text() {
      return new String(body.toArray(), UTF_8);
    }
  }

  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;

  RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A right request with this body. */
  static byte[] post(byte[] body) {
    return request("Content-Length: " + body.length + "\r\n", body);
  }

  /** A request with these headers beside the host and the type. */
  static byte[] request(String headers, byte[] body) {
    String head =
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    return joined(head.getBytes(ISO_8859_1), body);
  }

  /** The body in chunks of this size, without the last one that ends it. */
  static byte[] chunks(byte[] body, int size) {
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < body.length; at += size) {
      int length = Math.min(size, body.length - at);
      chunks.add((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
      chunks.add(Arrays.copyOfRange(body, at, at + length));
      chunks.add("\r\n".getBytes(ISO_8859_1));
    }
    return joined(chunks.toArray(byte[][]::new));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** Sends; that the server has closed in the meantime is for the reader to find. */
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException closed) {
      // It may refuse what it has not read.
    }
  }

  /** The next response but those that only tell to go on. */
  Response read() throws IOException {
    Response response = one();
    while (response.status() == 100) {
      response = one();
    }
    return response;
  }

  private Response one() throws IOException {
    StringBuilder head = new StringBuilder();
    int length = 0;
    String line;
    do {
      line = line();
      if (line == null) {
        return Response.CLOSED;
      }
      head.append(line).append('\n');
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    } while (!line.isEmpty());
    int status = Integer.parseInt(head.toString().split(" ", 3)[1]);
    return new Response(status, head.toString(), Bytes.of(in.readNBytes(length)));
  }

  /** Without its end; null if the connection ends first, in order or by a reset. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          return line.toString().stripTrailing();
        }
        line.append((char) next);
      }
    } catch (SocketException reset) {
      return null;
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
