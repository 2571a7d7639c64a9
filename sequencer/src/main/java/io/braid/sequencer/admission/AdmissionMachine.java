package io.braid.sequencer.admission;

import io.braid.protocol.Limits;
import io.braid.protocol.ledger.Replacement;
import io.braid.protocol.ledger.TransactionResolver;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionAnswer.TryLater;
import java.math.BigInteger;

/**
 * Decides which transactions come in. It judges as the sender's shard would, on a view of the
 * accounts and on what it has let in itself, so that who is told a hash almost always gets a
 * receipt.
 *
 * <p>A shard may still refuse what was accepted: if the view was behind; if the same account also
 * sends through another gateway; if the base fee rises above the fee cap, a spender or a rival
 * transaction takes the ETH, or the transaction before it is refused, between here and there; or if
 * a nonce gap is not filled in time, or the queue is full.
 *
 * <p>The order of precedence: not ready, overloaded, the source's rate; the bytes and the
 * signature; already known; the call, the nonce, a rival in flight, the fee cap, the balance; the
 * account's room, the shard's, the account's rate. The order of what a shard refuses is that of
 * {@link Refusal}.
 *
 * <p>Three steps, since the middle one takes nearly all the time and needs nothing of this machine:
 * {@link #mayTry}, {@link TransactionExaminer}, {@link #admit}. Not for two threads at once.
 */
public final class AdmissionMachine {

  /** Milliseconds until something in flight has an outcome: about a block. */
  static final long RETRY_MS = 100;

  /** Milliseconds until a gateway that catches up may be asked again. */
  static final long RETRY_NOT_READY_MS = 1_000;

  /** Of what may be in flight, one part of so many is kept from transactions out of logs. */
  private static final int RESERVE_DIVISOR = 4;

  private static final int SENDER = 0;
  private static final int BALANCE = 4;
  private static final int SUM = 8;
  private static final int TOTAL = 12;

  private final ShardCount shards;
  private final AccountView view;
  private final Backpressure backpressure;
  private final AdmissionLimits limits;
  private final TransactionResolver resolver;
  private final Replacement replacement = new Replacement();
  private final InFlight inFlight;
  private final TokenBuckets<String> sources;
  private final TokenBuckets<Address> accounts;
  private final long[] words = new long[16];

  /** Admission in front of all shards. */
  public AdmissionMachine(
      ShardCount shards, AccountView view, Backpressure backpressure, AdmissionLimits limits) {
    this.shards = shards;
    this.view = view;
    this.backpressure = backpressure;
    this.limits = limits;
    this.resolver = new TransactionResolver(view.tokens(), shards.count());
    this.inFlight = new InFlight(limits.refusalsMax());
    this.sources = new TokenBuckets<>(limits.sourceRate(), limits.bucketsMax());
    this.accounts = new TokenBuckets<>(limits.accountRate(), limits.bucketsMax());
  }

  /** What is in flight, to read. */
  public PendingTransactions pending() {
    return inFlight;
  }

  /**
   * Whether a source may try a transaction now; asked before anything dear is done for it.
   *
   * @param source whoever sends, by what tells him apart
   * @return null, or why not
   */
  public TryLater mayTry(String source, long nowMs) {
    TryLater noRoom = judgeRoom(/* keepsReserve= */ false);
    if (noRoom != null) {
      return noRoom;
    }
    long waitMs = sources.take(source, nowMs);
    return waitMs == 0 ? null : new TryLater(TryLater.Reason.SOURCE_RATE, waitMs);
  }

  /** Whether there is room, of which a part is kept for others. */
  private TryLater judgeRoom(boolean keepsReserve) {
    if (!view.isReady()) {
      return new TryLater(TryLater.Reason.NOT_READY, RETRY_NOT_READY_MS);
    }
    return inFlight.count() >= room(limits.inFlightMax(), keepsReserve)
            || inFlight.bytes() >= room(limits.inFlightBytesMax(), keepsReserve)
            || inFlight.gas() >= room(limits.inFlightGasMax(), keepsReserve)
        ? new TryLater(TryLater.Reason.OVERLOADED, RETRY_MS)
        : null;
  }

  private static long room(long limit, boolean keepsReserve) {
    return keepsReserve ? limit - limit / RESERVE_DIVISOR : limit;
  }

  /**
   * Decides on a transaction that was examined and waits in a log until there is room for it. What
   * is in a log can wait, who calls cannot: so it takes three quarters of the room at most. There
   * is no rate for its source; who may write how much into the log, the log decides.
   */
  public AdmissionAnswer admitFromLog(Candidate candidate, long nowMs) {
    TryLater noRoom = judgeRoom(/* keepsReserve= */ true);
    return noRoom != null ? noRoom : admit(candidate, nowMs);
  }

  /**
   * All three steps at once, for who has one thread.
   *
   * @param publicKeyHint as in {@link TransactionExaminer#examine}
   */
  public AdmissionAnswer decide(
      TransactionExaminer examiner, byte[] raw, byte[] publicKeyHint, String source, long nowMs) {
    TryLater notNow = mayTry(source, nowMs);
    return notNow != null ? notNow : admit(examiner.examine(raw, publicKeyHint), nowMs);
  }

  /** Decides on a transaction that was examined. If it is accepted, it is in flight. */
  public AdmissionAnswer admit(Candidate candidate, long nowMs) {
    Word hash = candidate.hash();
    if (candidate.refusal() != null) {
      return new AdmissionAnswer.Refused(hash, candidate.refusal(), null);
    }
    InFlightTransaction known = inFlight.byHash(hash);
    if (known != null) {
      boolean isInLog = known.stage() != InFlightTransaction.Stage.ACCEPTED;
      return new AdmissionAnswer.AlreadyKnown(hash, isInLog);
    }
    Address sender = candidate.sender();
    int shard = shards.homeOf(sender);
    sender.word().copyTo(words, SENDER);
    Refusal refusal = resolver.resolve(candidate.fields(), candidate.raw(), words, SENDER, shard);
    if (refusal != null) {
      return new AdmissionAnswer.Refused(hash, refusal, null);
    }
    InFlightTransaction transaction = InFlightTransaction.of(candidate, resolver.call());
    AdmissionAnswer answer = judgeAccount(transaction, candidate.fields());
    if (answer == null) {
      answer = judgeRoom(transaction, shard, nowMs);
    }
    if (answer != null) {
      return answer;
    }
    inFlight.add(transaction);
    return new AdmissionAnswer.Accepted(hash, sender, shard);
  }

  /** The nonce, rivals, the fee cap and the balance; null if the shard would take it. */
  private AdmissionAnswer.Refused judgeAccount(
      InFlightTransaction transaction, TransactionFields fields) {
    Word holding = view.ethHolding(transaction.sender());
    long nonce = transaction.nonce();
    long accountNonce = holding.third();
    if (Long.compareUnsigned(nonce, accountNonce) < 0) {
      return refused(
          transaction,
          Refusal.NONCE_TOO_LOW,
          "next nonce %s, tx nonce %s"
              .formatted(Long.toUnsignedString(accountNonce), Long.toUnsignedString(nonce)));
    }
    long pendingNonce = inFlight.pendingNonce(transaction.sender(), accountNonce);
    if (Long.compareUnsigned(nonce, pendingNonce) > 0
        && Long.compareUnsigned(nonce - pendingNonce, Limits.NONCE_GAP_MAX) > 0) {
      return refused(
          transaction,
          Refusal.NONCE_TOO_HIGH,
          "next nonce %s, tx nonce %s, at most %d ahead"
              .formatted(
                  Long.toUnsignedString(pendingNonce),
                  Long.toUnsignedString(nonce),
                  Limits.NONCE_GAP_MAX));
    }
    InFlightTransaction rival = inFlight.at(transaction.sender(), nonce);
    if (rival != null && !rival.yieldsTo(fields, replacement)) {
      return refused(transaction, Refusal.REPLACEMENT_UNDERPRICED, null);
    }
    Word256.set(words, SUM, view.baseFee());
    if (Word256.isLess(fields.words(), TransactionFields.MAX_FEE_PER_GAS, words, SUM)) {
      return refused(
          transaction,
          Refusal.FEE_CAP_BELOW_BASE_FEE,
          "maxFeePerGas: %s, baseFee: %s"
              .formatted(
                  decimal(fields.words(), TransactionFields.MAX_FEE_PER_GAS),
                  Long.toUnsignedString(view.baseFee())));
    }
    return judgeBalance(transaction, holding);
  }

  /**
   * Whether the balance covers the transaction and all in flight. Of its own ETH only the cost
   * counts that wallets know: a call that moves more than there is has status 0, as on Ethereum.
   * But not if others are in flight behind it, which could not pay their fees then.
   */
  private AdmissionAnswer.Refused judgeBalance(InFlightTransaction transaction, Word holding) {
    boolean isFollowed =
        inFlight.sumReserves(
            transaction.sender(), holding.third(), transaction.nonce(), words, SUM);
    long[] own = transaction.words();
    int ownAt = isFollowed ? transaction.reserveAt() : transaction.costAt();
    Word256.copy(words, SUM, words, TOTAL);
    InFlightTransaction.addSaturating(words, TOTAL, own, ownAt);
    new Word(holding.low(), holding.second(), 0, 0).copyTo(words, BALANCE);
    return Word256.isLess(words, BALANCE, words, TOTAL)
        ? refused(
            transaction,
            Refusal.INSUFFICIENT_FUNDS_FOR_FEE,
            "balance %s, in flight %s, tx cost %s"
                .formatted(decimal(words, BALANCE), decimal(words, SUM), decimal(own, ownAt)))
        : null;
  }

  /** The limits of the account and the shard; null if there is room. */
  private TryLater judgeRoom(InFlightTransaction transaction, int shard, long nowMs) {
    if (inFlight.count(transaction.sender()) >= limits.accountInFlightMax()) {
      return new TryLater(TryLater.Reason.ACCOUNT_FULL, RETRY_MS);
    }
    long shardWaitMs = backpressure.retryAfterMs(shard);
    if (shardWaitMs > 0) {
      return new TryLater(TryLater.Reason.SHARD_OVERLOADED, shardWaitMs);
    }
    long waitMs = accounts.take(transaction.sender(), nowMs);
    return waitMs == 0 ? null : new TryLater(TryLater.Reason.ACCOUNT_RATE, waitMs);
  }

  private static String decimal(long[] words, int at) {
    return new BigInteger(1, Word.of(words, at).toBytes()).toString();
  }

  private static AdmissionAnswer.Refused refused(
      InFlightTransaction transaction, Refusal reason, String detail) {
    return new AdmissionAnswer.Refused(transaction.hash(), reason, detail);
  }

  /**
   * A transaction stands in the log of its shard, by whichever gateway. It is in flight until its
   * outcome is told, also if it names a token that the shard knows and this view does not yet.
   */
  public void inLog(Candidate candidate) {
    if (candidate.refusal() != null || inFlight.byHash(candidate.hash()) != null) {
      return;
    }
    Address sender = candidate.sender();
    sender.word().copyTo(words, SENDER);
    Refusal refusal =
        resolver.resolve(candidate.fields(), candidate.raw(), words, SENDER, shards.homeOf(sender));
    InFlightTransaction transaction =
        refusal == null
            ? InFlightTransaction.of(candidate, resolver.call())
            : InFlightTransaction.ofUnknownCall(candidate);
    transaction.reach(InFlightTransaction.Stage.IN_LOG);
    inFlight.add(transaction);
  }

  /** The bundle with this transaction is in the log. */
  public void appended(Word hash) {
    inFlight.reach(hash, InFlightTransaction.Stage.IN_LOG);
  }

  /** An outcome that the view holds. */
  public void learn(Outcome outcome) {
    inFlight.learn(outcome);
  }

  InFlight inFlight() {
    return inFlight;
  }
}
