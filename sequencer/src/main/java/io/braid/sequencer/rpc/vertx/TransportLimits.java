package io.braid.sequencer.rpc.vertx;

/**
 * The limits of a server's connections, named with their units.
 *
 * @param connectionsMax connections at one time; more are closed at once
 * @param socketsMax WebSockets among them; each may hold half a frame that nobody else sees
 * @param requestRoomBytes of all requests together that are being sent or are at work, but for the
 *     first {@link #SMALL_BYTES_MAX} of each
 * @param answerRoomBytes of all answers together that wait for their clients to read them, but for
 *     the first {@link #SMALL_BYTES_MAX} of each connection
 * @param requestsAtWorkMax requests and batches that are worked on at one time; more get an error
 * @param bodyMsMax how long a client may take to send a request's body, in milliseconds
 * @param idleMsMax how long a connection may be open without a request, in milliseconds; what
 *     trickles in before a request's head is whole does not count
 * @param answerMsMax how long a client may take to read an answer, in milliseconds
 * @param socketRequestsMax requests of one WebSocket at work; then it is not read on
 * @param socketOutboundBytesMax bytes that may wait for a WebSocket's client; then it is closed
 * @param socketPingMs how often a WebSocket is asked for a sign of life, in milliseconds; one that
 *     gives none until the next time but one is closed
 * @param socketCloseSecondsMax how long a WebSocket's client may take to say goodbye, in seconds
 * @param stuckMsMax how long a connection may be open while nothing was written to it, in
 *     milliseconds: longer than a synchronous send and two pings, or it ends those that are well
 * @param stopMsMax how long requests at work have to end when the server stops, in milliseconds
 */
public record TransportLimits(
    int connectionsMax,
    int socketsMax,
    long requestRoomBytes,
    long answerRoomBytes,
    int requestsAtWorkMax,
    long bodyMsMax,
    long idleMsMax,
    long answerMsMax,
    int socketRequestsMax,
    long socketOutboundBytesMax,
    long socketPingMs,
    int socketCloseSecondsMax,
    int stuckMsMax,
    long stopMsMax) {

  /** For a node that faces the public. */
  public static final TransportLimits DEFAULT =
      new TransportLimits(
          10_000, 4_096, 128 << 20, 256 << 20, 1_024, 15_000, 60_000, 60_000, 64, 4 << 20, 30_000,
          2, 90_000, 5_000);

  /** Bytes of all headers of a request. */
  static final int HEADER_BYTES_MAX = 16_384;

  /** Bytes of a request's first line. */
  static final int FIRST_LINE_BYTES_MAX = 4_096;

  /** Bytes of a frame of a WebSocket; a message may have several. */
  static final int FRAME_BYTES_MAX = 1 << 18;

  /** Bytes of a request, or of a connection's answers, that need no room. */
  static final int SMALL_BYTES_MAX = 1 << 14;
}
