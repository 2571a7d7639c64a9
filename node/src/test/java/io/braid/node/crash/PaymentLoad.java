package io.braid.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.RpcClient;
import io.braid.node.crash.Payers.Payment;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Payments of all payers to each other, through any gateway, until it is stopped. It notes what it
 * was told of each. A client that is told nothing sends the same again elsewhere, or asks for his
 * nonce and goes on with another payment, which may be a rival of the one whose fate he does not
 * know.
 */
final class PaymentLoad implements AutoCloseable {

  private static final int LIMIT_EXCEEDED = -32_005;
  private static final int INTERNAL_ERROR = -32_603;
  private static final long RETRY_MS = 50;
  private static final int PAUSE_MS_MAX = 200;
  private static final int WEI_MAX = 1_000_000;

  private final Payers payers;
  private final List<RpcClient> gateways;
  private final Map<Payment, Told> told = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private volatile Throwable fault;
  private volatile boolean isStopped;

  /** Begins to send. */
  PaymentLoad(Payers payers, List<RpcClient> gateways, long seed) {
    this.payers = payers;
    this.gateways = gateways;
    for (int payer = 0; payer < payers.count(); payer++) {
      int number = payer;
      threads.add(Thread.ofVirtual().start(() -> run(number, new Random(seed + number))));
    }
  }

  private void run(int payer, Random random) {
    try {
      OptionalLong nonce = OptionalLong.empty();
      while (!isStopped) {
        if (nonce.isEmpty()) {
          nonce = pendingNonce(payer, random);
        }
        if (nonce.isPresent()) {
          Payment payment =
              payers.pay(
                  payer,
                  random.nextInt(payers.count()),
                  nonce.getAsLong(),
                  1L + random.nextInt(WEI_MAX));
          nonce =
              send(payment, random) == Told.ACKNOWLEDGED
                  ? OptionalLong.of(payment.nonce() + 1)
                  : OptionalLong.empty();
        }
        Thread.sleep(random.nextInt(PAUSE_MS_MAX));
      }
    } catch (Throwable thrown) {
      fault = thrown;
    }
  }

  private RpcClient any(Random random) {
    return gateways.get(random.nextInt(gateways.size()));
  }

  private OptionalLong pendingNonce(int payer, Random random) {
    Optional<JsonNode> answer =
        any(random)
            .tryAnswer("eth_getTransactionCount", payers.address(payer) + ",\"pending\"")
            .filter(each -> each.has("result"));
    return answer.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.decode(answer.get().get("result").asText()));
  }

  /** Sends until something is told, or gives up at random; notes what was told. */
  private Told send(Payment payment, Random random) throws InterruptedException {
    while (true) {
      Told heard = ask(any(random), payment);
      if (heard != null) {
        note(payment, heard);
        if (heard != Told.NOTHING || random.nextBoolean()) {
          return heard;
        }
      }
      if (isStopped) {
        return Told.NOTHING;
      }
      Thread.sleep(RETRY_MS);
    }
  }

  /** What is heard of the payment; null: nothing was done with it, and it may be sent again. */
  private Told ask(RpcClient gateway, Payment payment) {
    JsonNode answer;
    try {
      answer = gateway.ask("eth_sendRawTransaction", payment.raw());
    } catch (ConnectException _) {
      return null;
    } catch (IOException _) {
      unanswered.incrementAndGet();
      return Told.NOTHING;
    }
    if (answer.has("result")) {
      return Told.ACKNOWLEDGED;
    }
    JsonNode error = answer.get("error");
    int code = error.get("code").asInt();
    if (code == LIMIT_EXCEEDED) {
      return null;
    }
    // Known is what is in flight, and that may be with a gateway that never gets it into the log.
    boolean isUncertain =
        code == INTERNAL_ERROR || error.get("message").asText().equals("already known");
    return isUncertain ? Told.NOTHING : Told.REFUSED;
  }

  private void note(Payment payment, Told heard) {
    if (heard == Told.ACKNOWLEDGED) {
      acknowledged.incrementAndGet();
    }
    // An error after nothing was told does not say that it never happened.
    told.merge(payment, heard, (before, now) -> before.compareTo(now) > 0 ? before : now);
  }

  /** How many payments were acknowledged so far. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** How many sends were cut off so far: nobody answered what was sent. */
  long unanswered() {
    return unanswered.get();
  }

  /** What went wrong in a sender, if anything did. */
  Throwable fault() {
    return fault;
  }

  /** Stops to send; gives what was told of each payment. */
  Map<Payment, Told> stop() {
    isStopped = true;
    threads.forEach(CrashRun::join);
    return new LinkedHashMap<>(told);
  }

  @Override
  public void close() {
    stop();
  }
}
