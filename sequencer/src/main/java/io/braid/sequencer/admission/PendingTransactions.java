package io.braid.sequencer.admission;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/** What a gateway knows of the transactions that are on their way; to read. */
public interface PendingTransactions {

  /** What became of a transaction, as far as this gateway knows. */
  sealed interface Status {

    /** It is on its way. */
    record InFlight(InFlightTransaction transaction) implements Status {}

    /** A shard refused it after all. A receipt, if there is one, wins over this. */
    record Refused(Refusal reason) implements Status {}
  }

  /** The transaction in flight with this hash, or null. */
  InFlightTransaction byHash(Word hash);

  /** The transactions in flight of an account, by ascending nonce, of a nonce the oldest first. */
  List<InFlightTransaction> byAccount(Address account);

  /**
   * The lowest nonce from the account's on with which nothing is in flight: what the next
   * transaction should have.
   *
   * @param accountNonce by the view, unsigned
   */
  long pendingNonce(Address account, long accountNonce);

  /** What is known of a transaction; null if it is unknown here, or ran. */
  Status status(Word hash);

  /** How many transactions are in flight. */
  int count();
}
