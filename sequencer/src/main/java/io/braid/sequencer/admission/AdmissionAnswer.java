package io.braid.sequencer.admission;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;

/** What becomes of a transaction that somebody sends. */
public sealed interface AdmissionAnswer {

  /** What the sender is told, in geth's words where it has some; null if it was accepted. */
  String message();

  /**
   * It is in flight from now on: it goes into the next bundle of its shard, and the sender is told
   * when that is in the log.
   *
   * @param hash of the transaction
   * @param sender who signed it
   * @param shard the sender's home
   */
  record Accepted(Word hash, Address sender, int shard) implements AdmissionAnswer {
    @Override
    public String message() {
      return null;
    }
  }

  /**
   * A shard would refuse it, as things stand.
   *
   * @param hash of the transaction
   * @param reason in the protocol's order of precedence
   * @param detail the numbers behind it, or null
   */
  record Refused(Word hash, Refusal reason, String detail) implements AdmissionAnswer {
    @Override
    public String message() {
      return detail == null ? reason.message() : reason.message() + ": " + detail;
    }
  }

  /**
   * It is in flight already.
   *
   * @param hash of the transaction
   * @param isInLog whether it is durable; else whoever sent it before waits for that too
   */
  record AlreadyKnown(Word hash, boolean isInLog) implements AdmissionAnswer {
    @Override
    public String message() {
      return "already known";
    }
  }

  /**
   * Nothing is wrong with it, but it does not come in now.
   *
   * @param retryAfterMs in how many milliseconds to try again, at least 1
   */
  record TryLater(Reason reason, long retryAfterMs) implements AdmissionAnswer {

    /** Why not now, in the order of precedence. */
    public enum Reason {
      NOT_READY("not ready: this gateway has not caught up with the logs"),
      OVERLOADED("overloaded: too many transactions are in flight"),
      SOURCE_RATE("rate limited: too many transactions from this source"),
      ACCOUNT_FULL("account limit exceeded: too many transactions of this account are in flight"),
      SHARD_OVERLOADED("overloaded: the sender's shard does not keep up"),
      ACCOUNT_RATE("rate limited: too many transactions of this account");

      private final String message;

      Reason(String message) {
        this.message = message;
      }
    }

    @Override
    public String message() {
      return "%s; retry after %d ms".formatted(reason.message, retryAfterMs);
    }
  }
}
