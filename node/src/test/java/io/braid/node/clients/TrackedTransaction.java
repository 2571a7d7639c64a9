package io.braid.node.clients;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.RpcClient;
import java.math.BigInteger;

/** A transaction that a wallet has sent and asks for again and again. */
final class TrackedTransaction {

  /** What a wallet takes it for. */
  enum State {
    PENDING,
    CONFIRMED,
    FAILED,
    DROPPED
  }

  /** MetaMask forgives as many polls, since it might be talking to a node that is behind. */
  private static final int FORGIVEN_POLLS = 3;

  private final RpcClient rpc;
  private final String sender;
  private final long nonce;
  private final String hash;
  private int polls;

  TrackedTransaction(RpcClient rpc, String sender, BigInteger nonce, String hash) {
    this.rpc = rpc;
    this.sender = sender;
    this.nonce = nonce.longValueExact();
    this.hash = hash;
  }

  private long count() {
    String params = "\"%s\",\"latest\"".formatted(sender);
    return Long.decode(rpc.result("eth_getTransactionCount", params).asText());
  }

  private JsonNode receipt() {
    return rpc.result("eth_getTransactionReceipt", "\"" + hash + "\"");
  }

  /**
   * One poll by MetaMask's rules: dropped is what has no receipt at the fourth poll that finds its
   * nonce passed by the count at {@code latest}.
   */
  State poll() {
    JsonNode receipt = receipt();
    if (!receipt.isNull()) {
      return receipt.get("status").asText().equals("0x1") ? State.CONFIRMED : State.FAILED;
    }
    if (nonce >= count()) {
      return State.PENDING;
    }
    polls++;
    return polls > FORGIVEN_POLLS ? State.DROPPED : State.PENDING;
  }

  /**
   * What the rules follow from: it is never null, and the count does not pass its nonce before
   * there is a receipt.
   */
  void assertKnown() {
    assertFalse(rpc.result("eth_getTransactionByHash", "\"" + hash + "\"").isNull(), hash);
    if (count() > nonce) {
      assertTrue(
          !receipt().isNull(), () -> "the count is past nonce %d, %s".formatted(nonce, hash));
    }
  }

  String hash() {
    return hash;
  }

  @Override
  public String toString() {
    return "%s of %s, nonce %d".formatted(hash, sender, nonce);
  }
}
