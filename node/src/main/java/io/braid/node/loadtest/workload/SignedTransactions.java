package io.braid.node.loadtest.workload;

import io.braid.node.loadtest.workload.TransactionSigner.Signed;
import io.braid.node.loadtest.workload.TransactionSigner.Unsigned;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.stream.IntStream;

/** The transactions of a run, signed before its clock starts. */
public final class SignedTransactions {

  /** What each swap sells at least, in wei: enough for some of a token's smallest units. */
  private static final long SWAP_WEI = 1_000_000_000_000L;

  /** Signed by one thread at a time. */
  private static final int CHUNK = 1_024;

  /**
   * What they have in common.
   *
   * @param maxFee in wei for a unit of gas
   * @param token that is bought with ETH
   */
  public record Terms(long chainId, long maxFee, Address token) {}

  private final byte[][] raws;
  private final SigningKey[] signers;
  private final Word[] hashes;
  private final Word[] origins;

  private SignedTransactions(int count) {
    raws = new byte[count][];
    signers = new SigningKey[count];
    hashes = new Word[count];
    origins = new Word[count];
  }

  /** Signs all transactions of a plan, on all cores. */
  public static SignedTransactions sign(Plan plan, Accounts accounts, Terms terms) {
    SignedTransactions all = new SignedTransactions(plan.count());
    IntStream.range(0, Math.ceilDiv(plan.count(), CHUNK))
        .parallel()
        .forEach(chunk -> {
          TransactionSigner signer = new TransactionSigner();
          int end = Math.min((chunk + 1) * CHUNK, plan.count());
          for (int i = chunk * CHUNK; i < end; i++) {
            all.set(i, plan, accounts, terms, signer);
          }
        });
    return all;
  }

  private void set(int i, Plan plan, Accounts accounts, Terms terms, TransactionSigner signer) {
    SigningKey key = plan.signer(i, accounts);
    Unsigned unsigned = unsigned(i, plan, accounts, terms);
    Signed signed =
        switch (plan.kind(i)) {
          case WRONG_SIGNATURE -> signer.signWrongly(key, unsigned);
          case MALFORMED -> signer.signCutOff(key, unsigned);
          default -> signer.sign(key, unsigned);
        };
    raws[i] = signed.raw().array();
    signers[i] = key;
    hashes[i] = signed.hash();
    origins[i] = origin(signed.signing(), key.address());
  }

  /** No two have the same amount, so that all hashes differ. */
  private static Unsigned unsigned(int i, Plan plan, Accounts accounts, Terms terms) {
    Address receiver = accounts.address(plan.receiver(i));
    boolean isSwap = plan.kind(i) == Kind.SWAP;
    return new Unsigned(
        terms.chainId(),
        plan.nonce(i),
        terms.maxFee(),
        gas(plan.kind(i)),
        isSwap ? Calls.router() : receiver,
        value(i, plan.kind(i)),
        isSwap ? Calls.swapEthFor(terms.token(), receiver) : Bytes.EMPTY);
  }

  /** The gas that a transaction of a kind pays for. */
  public static long gas(Kind kind) {
    return (kind == Kind.SWAP ? Operation.SWAP : Operation.ETH_TRANSFER).gas();
  }

  /** What a transaction moves, in wei. */
  public static Word value(int transaction, Kind kind) {
    return Word.of(transaction + (kind == Kind.SWAP ? SWAP_WEI : 1));
  }

  /** What names a chain of steps behind its first: who signed what. */
  public static Word origin(Word signing, Address sender) {
    Word by = sender.word();
    return new Word(
        signing.low() ^ by.low(),
        signing.second() ^ by.second(),
        signing.third() ^ by.third(),
        signing.high());
  }

  /** How many there are. */
  public int count() {
    return raws.length;
  }

  /** The bytes of one, which nobody may change. */
  public byte[] raw(int transaction) {
    return raws[transaction];
  }

  /** Who signed one. */
  public Address signer(int transaction) {
    return signers[transaction].address();
  }

  /** The 64 bytes of the signer's public key, which nobody may change. */
  public byte[] publicKey(int transaction) {
    return signers[transaction].publicKey();
  }

  /** The hashes of all. */
  public Word[] hashes() {
    return hashes.clone();
  }

  /** What names the steps of each behind the first, as {@link #origin} gives it. */
  public Word[] origins() {
    return origins.clone();
  }
}
