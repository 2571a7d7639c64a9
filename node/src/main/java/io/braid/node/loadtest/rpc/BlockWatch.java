package io.braid.node.loadtest.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.node.loadtest.outcome.HashIndex;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.protocol.types.Word;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * Reads each block as soon as its head is told, and notes which transactions it lists: from then on
 * their receipts can be read.
 */
public final class BlockWatch implements AutoCloseable {

  private static final HexFormat HEX = HexFormat.of();

  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":\"heads\",\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final ObjectMapper json = new ObjectMapper();
  private final HashIndex byHash;
  private final Observations observations;
  private final LongSupplier nanos;
  private final WebSocketClient client;
  private final WebSocket socket;
  private long asked;

  private volatile long read;

  /**
   * Begins to watch.
   *
   * @param newest the newest block that is not looked at
   * @param nanos the time from the start
   */
  public BlockWatch(
      EventLoop loop,
      URI url,
      long newest,
      HashIndex byHash,
      Observations observations,
      LongSupplier nanos) {
    this.byHash = byHash;
    this.observations = observations;
    this.nanos = nanos;
    asked = newest;
    read = newest;
    client = Sockets.client(loop.vertx());
    socket = Sockets.connect(client, url, this::take);
    socket.writeTextMessage(SUBSCRIBE).await();
  }

  private void take(String message) {
    JsonNode told;
    try {
      told = json.readTree(message);
    } catch (JsonProcessingException failed) {
      throw new IllegalStateException("what the chain tells is no JSON: " + message, failed);
    }
    JsonNode head = told.path("params").path("result").path("number");
    if (head.isTextual()) {
      askUpTo(Long.decode(head.textValue()));
    } else if (told.path("id").isIntegralNumber()) {
      note(told);
    }
  }

  private void askUpTo(long newest) {
    while (asked < newest) {
      asked++;
      socket
          .writeTextMessage(
              "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x%x\",false]}"
                  .formatted(asked, asked))
          .onComplete(_ -> {});
    }
  }

  private void note(JsonNode answer) {
    long now = nanos.getAsLong();
    for (JsonNode hash : answer.path("result").path("transactions")) {
      int transaction = byHash.of(hash(hash));
      if (transaction != HashIndex.UNKNOWN) {
        observations.listed(transaction, now);
      }
    }
    read = Math.max(read, answer.path("id").longValue());
  }

  static Word hash(JsonNode data) {
    String text = data.textValue();
    return Word.of(HEX.parseHex(text, 2, text.length()));
  }

  /** The newest block that was looked at. */
  public long newest() {
    return read;
  }

  @Override
  public void close() {
    client.close().await();
  }
}
