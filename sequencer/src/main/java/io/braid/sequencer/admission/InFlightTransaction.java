package io.braid.sequencer.admission;

import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.ledger.Replacement;
import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.Arrays;

/** A transaction that was accepted and has no final outcome yet. */
public final class InFlightTransaction {

  /** How far it has come. */
  public enum Stage {
    /** Accepted; it is not acknowledged to its sender. */
    ACCEPTED,
    /** In the log of its shard: it will have an outcome. */
    IN_LOG,
    /** In the nonce queue of its shard, behind a gap. */
    QUEUED
  }

  private static final int MAX_FEE = 0;
  private static final int MAX_PRIORITY_FEE = 4;

  /** Gas times fee cap, and what is sent along: what wallets call its cost. */
  private static final int COST = 8;

  /** Gas times fee cap, and all the ETH that the operation can take. At least the cost. */
  private static final int RESERVE = 12;

  /** Gas of the dearest operation. */
  private static final long DEAREST_GAS =
      Arrays.stream(Operation.values()).mapToLong(Operation::gas).max().orElseThrow();

  private final long[] words = new long[16];
  private final Candidate candidate;
  private final long gas;
  private Stage stage = Stage.ACCEPTED;

  /**
   * A transaction with the ETH that its operation can take.
   *
   * @param eth the words in which that amount stands
   */
  private InFlightTransaction(Candidate candidate, long gas, long[] eth, int ethAt) {
    this.candidate = candidate;
    this.gas = gas;
    long[] from = candidate.fields().words();
    Word256.copy(from, TransactionFields.MAX_FEE_PER_GAS, words, MAX_FEE);
    Word256.copy(from, TransactionFields.MAX_PRIORITY_FEE_PER_GAS, words, MAX_PRIORITY_FEE);
    multiply(words, MAX_FEE, gas, words, COST);
    Word256.copy(words, COST, words, RESERVE);
    addSaturating(words, COST, from, TransactionFields.VALUE);
    addSaturating(words, RESERVE, eth, ethAt);
  }

  /** A transaction that makes this call. */
  static InFlightTransaction of(Candidate candidate, Call call) {
    int eth = call.ethArgument();
    // What is sent along is an argument too where the function is payable.
    return eth >= 0
        ? new InFlightTransaction(candidate, call.operation().gas(), call.arguments(), eth)
        : new InFlightTransaction(
            candidate, call.operation().gas(), candidate.fields().words(), TransactionFields.VALUE);
  }

  /**
   * A transaction whose call is not understood here, as long as the token is not known that it
   * names. It counts as the dearest that its gas limit can pay for. What a token's functions take
   * is no ETH but what is sent along.
   */
  static InFlightTransaction ofUnknownCall(Candidate candidate) {
    long limit = candidate.fields().gasLimit();
    long gas = Long.compareUnsigned(limit, DEAREST_GAS) < 0 ? limit : DEAREST_GAS;
    return new InFlightTransaction(
        candidate, gas, candidate.fields().words(), TransactionFields.VALUE);
  }

  /** The product, which is below 2^256: the gas limit times the fee cap is. */
  private static void multiply(long[] a, int at, long factor, long[] out, int outAt) {
    long carry = 0;
    for (int i = 0; i < Word256.LONGS; i++) {
      long low = a[at + i] * factor + carry;
      long carriedOnce = Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
      carry = Math.unsignedMultiplyHigh(a[at + i], factor) + carriedOnce;
      out[outAt + i] = low;
    }
  }

  /** Adds a word to a sum, which stays at 2^256 - 1 when it would go beyond. */
  static void addSaturating(long[] sum, int at, long[] word, int wordAt) {
    if (Word256.add(sum, at, word, wordAt, sum, at) != 0) {
      for (int i = 0; i < Word256.LONGS; i++) {
        sum[at + i] = -1;
      }
    }
  }

  /** Of the raw bytes. */
  public Word hash() {
    return candidate.hash();
  }

  /** Who signed it. */
  public Address sender() {
    return candidate.sender();
  }

  /** Unsigned. */
  public long nonce() {
    return candidate.fields().nonce();
  }

  /** A copy of the bytes. */
  public byte[] raw() {
    return candidate.raw().clone();
  }

  /** How far it has come. */
  public Stage stage() {
    return stage;
  }

  int bytes() {
    return candidate.raw().length;
  }

  /** What the operation costs, whatever the limit says. */
  long gas() {
    return gas;
  }

  long[] words() {
    return words;
  }

  int costAt() {
    return COST;
  }

  int reserveAt() {
    return RESERVE;
  }

  void reach(Stage reached) {
    // The outcome may be seen before the acknowledgement is.
    if (reached.compareTo(stage) > 0) {
      stage = reached;
    }
  }

  /** Whether a rival with the same nonce offers enough more. */
  boolean yieldsTo(TransactionFields rival, Replacement replacement) {
    return replacement.isEnough(words, MAX_FEE, MAX_PRIORITY_FEE, rival);
  }
}
