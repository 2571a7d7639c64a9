package io.braid.node.loadtest;

import io.braid.node.loadtest.rpc.Questions;
import io.braid.node.loadtest.rpc.RpcException;
import io.braid.node.loadtest.workload.Calls;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.node.loadtest.workload.TransactionSigner;
import io.braid.node.loadtest.workload.TransactionSigner.Unsigned;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is done before the clock starts: the funder pays the accounts what they need, and puts a
 * pool of ETH and a token together. Waits until all of it has receipts.
 */
final class Preparation {

  /** Sent before their receipts are waited for: fewer than an account may have in flight. */
  private static final int WINDOW = 100;

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a pool gets: so much ETH that what is swapped hardly moves the price. */
  private static final Word POOL_WEI = word(BigInteger.TEN.pow(20));

  private static final Word POOL_TOKENS = word(BigInteger.TEN.pow(10));

  private final Questions questions;
  private final SigningKey funder;
  private final long chainId;
  private final long maxFee;
  private final TransactionSigner signer = new TransactionSigner();
  private final List<Unsigned> transactions = new ArrayList<>();
  private long nonce;

  /**
   * Nothing is sent yet.
   *
   * @param maxFee in wei for a unit of gas
   */
  Preparation(Questions questions, SigningKey funder, long chainId, long maxFee) {
    this.questions = questions;
    this.funder = funder;
    this.chainId = chainId;
    this.maxFee = maxFee;
  }

  /** Waits until the chain has a block to ask about. */
  static void awaitBlock(Questions questions) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        BigInteger _ = questions.number("eth_getBlockTransactionCountByNumber", "latest");
        return;
      } catch (RpcException failed) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the chain has no block after %d s: %s"
                  .formatted(PATIENCE.toSeconds(), failed.getMessage()),
              failed);
        }
        pause();
      }
    }
  }

  /** One wei to the funder itself, so that a nonce of it is used whatever else is done. */
  void useNonce() {
    add(Operation.ETH_TRANSFER, funder.address(), Word.of(1), Bytes.EMPTY);
  }

  /** Pays each account what it lacks, in wei. */
  void pay(Map<Address, BigInteger> lacks) {
    lacks.forEach((account, wei) -> add(Operation.ETH_TRANSFER, account, word(wei), Bytes.EMPTY));
  }

  /** Puts ETH and a token into their pool. */
  void addLiquidity(Address token) {
    Bytes call = Calls.addLiquidityEth(token, POOL_TOKENS, funder.address());
    add(Operation.ADD_LIQUIDITY, Calls.router(), POOL_WEI, call);
  }

  private void add(Operation operation, Address to, Word value, Bytes data) {
    transactions.add(new Unsigned(chainId, 0, maxFee, operation.gas(), to, value, data));
  }

  /**
   * Sends everything.
   *
   * @throws IllegalStateException if one is refused or fails, with the reason
   */
  void run() {
    nonce = count("pending");
    for (int from = 0; from < transactions.size(); from += WINDOW) {
      List<Unsigned> window =
          transactions.subList(from, Math.min(from + WINDOW, transactions.size()));
      List<String> hashes = window.stream().map(this::send).toList();
      awaitReceipts(hashes);
    }
  }

  private String send(Unsigned unsigned) {
    Unsigned numbered =
        new Unsigned(
            chainId,
            nonce++,
            maxFee,
            unsigned.gas(),
            unsigned.to(),
            unsigned.value(),
            unsigned.data());
    String raw = signer.sign(funder, numbered).raw().toString();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return questions.text("eth_sendRawTransaction", raw);
      } catch (RpcException refused) {
        if (!refused.isRetriable() || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "%s cannot prepare the run: %s".formatted(funder.address(), refused.getMessage()),
              refused);
        }
        pause();
      }
    }
  }

  private void awaitReceipts(List<String> hashes) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count("latest") < nonce) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the chain gives no receipts: nonce %d of %s is not in a block after %d s"
                .formatted(nonce - 1, funder.address(), PATIENCE.toSeconds()));
      }
      pause();
    }
    if (questions.haveSucceeded(hashes).contains(false)) {
      throw new IllegalStateException(
          "%s cannot prepare the run: a transaction has status 0; does it hold enough ETH and, for swaps, of the token?"
              .formatted(funder.address()));
    }
  }

  private long count(String block) {
    return questions
        .number("eth_getTransactionCount", funder.address().toString(), block)
        .longValueExact();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the run was prepared", interrupted);
    }
  }

  private static Word word(BigInteger number) {
    return Word.parse("0x" + number.toString(16));
  }
}
