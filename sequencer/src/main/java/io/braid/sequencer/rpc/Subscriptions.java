package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainListener;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.PendingReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What connections are told without asking again: new heads, logs, pending transactions. */
public final class Subscriptions implements ChainListener {

  private enum Kind {
    HEADS,
    LOGS,
    PENDING_HASHES,
    PENDING_TRANSACTIONS
  }

  private static final class Subscription {
    private final long id;
    private final Kind kind;
    private final LogCriteria criteria;
    private final Subscriber subscriber;

    /**
     * Clients drop what comes before they know the id, so a subscription begins with its answer.
     */
    private volatile boolean isAnswered;

    Subscription(long id, Kind kind, LogCriteria criteria, Subscriber subscriber) {
      this.id = id;
      this.kind = kind;
      this.criteria = criteria;
      this.subscriber = subscriber;
    }

    /** Addresses and topics, which are all that is large of it. */
    int choices() {
      return criteria == null ? 0 : criteria.choices();
    }
  }

  private final PendingReader pending;
  private final ChainJson json;
  private final LongSupplier ids;
  private final JsonFactory factory = new JsonFactory();
  private final Map<Subscriber, Map<Long, Subscription>> connections = new ConcurrentHashMap<>();

  // Guarded by this, like whatever is added to the connections or taken out.
  private int count;
  private int choices;

  Subscriptions(PendingReader pending, ChainJson json, LongSupplier ids) {
    this.pending = pending;
    this.json = json;
    this.ids = ids;
  }

  /** {@code eth_subscribe}. */
  Answer subscribe(Params params, Caller caller) {
    Subscriber subscriber = subscriber(caller);
    params.count(1, 2);
    Kind kind =
        switch (params.read(0, Values::text)) {
          case "newHeads" -> Kind.HEADS;
          case "logs" -> Kind.LOGS;
          case "newPendingTransactions" ->
              params.has(1) && params.bool(1) ? Kind.PENDING_TRANSACTIONS : Kind.PENDING_HASHES;
          default ->
              throw RpcException.of(
                  RpcException.METHOD_NOT_FOUND,
                  "no such subscription: newHeads, logs and newPendingTransactions are there");
        };
    LogCriteria criteria =
        kind != Kind.LOGS
            ? null
            : params
                .readOptional(1, LogCriteria::of)
                .orElse(
                    new LogCriteria(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    Subscription added = add(kind, criteria, subscriber);
    caller.afterAnswer(() -> added.isAnswered = true);
    return Answer.of(Hex.quantity(added.id));
  }

  private synchronized Subscription add(Kind kind, LogCriteria criteria, Subscriber subscriber) {
    Map<Long, Subscription> own =
        connections.computeIfAbsent(subscriber, _ -> new ConcurrentHashMap<>());
    if (own.size() >= RpcLimits.SUBSCRIPTIONS_OF_CONNECTION_MAX) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many subscriptions: a connection has at most "
              + RpcLimits.SUBSCRIPTIONS_OF_CONNECTION_MAX);
    }
    Subscription added = new Subscription(ids.getAsLong(), kind, criteria, subscriber);
    while (own.containsKey(added.id)) {
      added = new Subscription(ids.getAsLong(), kind, criteria, subscriber);
    }
    if (count == RpcLimits.SUBSCRIPTIONS_MAX
        || added.choices() > RpcLimits.FILTER_CHOICES_MAX - choices) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many subscriptions, or addresses and topics of them, on this node: try another");
    }
    own.put(added.id, added);
    count++;
    choices += added.choices();
    return added;
  }

  /** Whether there was one. */
  private synchronized boolean remove(Subscriber subscriber, long id) {
    Map<Long, Subscription> own = connections.get(subscriber);
    Subscription gone = own == null ? null : own.remove(id);
    if (gone == null) {
      return false;
    }
    leave(gone);
    return true;
  }

  private void leave(Subscription gone) {
    count--;
    choices -= gone.choices();
  }

  /** {@code eth_unsubscribe}. */
  Answer unsubscribe(Params params, Caller caller) {
    Subscriber subscriber = subscriber(caller);
    if (!remove(subscriber, params.count(1, 1).uint64(0))) {
      throw RpcException.of(RpcException.SERVER_ERROR, "subscription not found");
    }
    return Answer.of(true);
  }

  private static Subscriber subscriber(Caller caller) {
    return caller
        .subscriber()
        .orElseThrow(() ->
            RpcException.of(
                RpcException.METHOD_NOT_FOUND,
                "notifications not supported: subscribe over WebSocket"));
  }

  /** A connection is gone, and its subscriptions with it. */
  public synchronized void remove(Subscriber subscriber) {
    Map<Long, Subscription> own = connections.remove(subscriber);
    if (own != null) {
      own.values().forEach(this::leave);
    }
  }

  /** How many there are. */
  public synchronized int count() {
    return count;
  }

  @Override
  public void onBlock(ChainBlock block, List<ChainLog> logs) {
    byte[] head = written(out -> json.head(out, block));
    tell(Kind.HEADS, subscription -> send(subscription, head));
    tellLogs(logs, false);
  }

  @Override
  public void onRevertedBlock(ChainBlock block, List<ChainLog> logs) {
    tellLogs(logs, true);
  }

  private void tellLogs(List<ChainLog> logs, boolean removed) {
    if (logs.isEmpty()) {
      return;
    }
    byte[][] written = new byte[logs.size()][];
    tell(
        Kind.LOGS,
        subscription -> {
          LogQuery query = subscription.criteria.query(0, Long.MAX_VALUE);
          for (int i = 0; i < written.length; i++) {
            ChainLog log = logs.get(i);
            if (query.fits(log)) {
              // Written once, and only if anybody wants it.
              if (written[i] == null) {
                written[i] = written(out -> json.log(out, log, removed));
              }
              send(subscription, written[i]);
            }
          }
        });
  }

  @Override
  public void onPending(Word transaction) {
    byte[] hash = written(Answer.of(Hex.data(transaction)));
    tell(Kind.PENDING_HASHES, subscription -> send(subscription, hash));
    tell(
        Kind.PENDING_TRANSACTIONS,
        subscription -> {
          Optional<ChainTransaction> whole = pending.transaction(transaction);
          whole.ifPresent(it -> send(subscription, written(out -> json.transaction(out, it))));
        });
  }

  @Override
  public void onRejected(Word transaction) {}

  private void tell(Kind kind, Consumer<Subscription> told) {
    for (Map<Long, Subscription> own : connections.values()) {
      for (Subscription subscription : own.values()) {
        if (subscription.isAnswered && subscription.kind == kind) {
          told.accept(subscription);
        }
      }
    }
  }

  private void send(Subscription subscription, byte[] result) {
    byte[] message =
        written(out -> {
          out.writeStartObject();
          out.writeStringField("jsonrpc", "2.0");
          out.writeStringField("method", "eth_subscription");
          out.writeObjectFieldStart("params");
          out.writeStringField("subscription", Hex.quantity(subscription.id));
          out.writeFieldName("result");
          out.writeRawValue(new String(result, StandardCharsets.UTF_8));
          out.writeEndObject();
          out.writeEndObject();
        });
    subscription.subscriber.send(message);
  }

  private byte[] written(Answer answer) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(buffer)) {
      answer.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer in memory cannot fail", impossible);
    }
    return buffer.toByteArray();
  }
}
