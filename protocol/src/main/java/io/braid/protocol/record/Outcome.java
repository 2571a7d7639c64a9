package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/** What became of a transaction, or of a step that a message or an L1 event began. */
public sealed interface Outcome {

  /** Type bytes. */
  int REFUSED = 1;

  int QUEUED = 2;
  int PENDING = 3;
  int DONE = 4;
  int CONTINUED = 5;
  int FINISHED = 6;

  /**
   * A transaction did nothing.
   *
   * @param transaction its hash
   * @param reason the code of a refusal
   */
  record Refused(Word transaction, Address sender, int reason) implements Outcome {}

  /**
   * A transaction waits for the nonces before its own.
   *
   * @param transaction its hash
   */
  record Queued(Word transaction, Address sender, long nonce) implements Outcome {}

  /**
   * A transaction ran its first step.
   *
   * @param transaction its hash
   * @param signing its signing hash; with the sender it names the transaction in later steps
   * @param gas of the whole chain
   * @param price paid for a unit of gas, in wei
   * @param code with which the operation ended, 0 for success; null while it goes on
   */
  record Ran(
      Word transaction,
      Word signing,
      Address sender,
      long nonce,
      long gas,
      Word price,
      Integer code,
      List<Withdrawal> withdrawals,
      List<LogEntry> logs)
      implements Outcome {}

  /**
   * A later step of a transaction, or a step of an L1 event, ran.
   *
   * @param origin signing hash of the transaction, or index of the event
   * @param sender of the transaction; 0 for an event
   * @param code with which the operation ended, 0 for success; null while it goes on
   */
  record Stepped(
      Word origin, Address sender, Integer code, List<Withdrawal> withdrawals, List<LogEntry> logs)
      implements Outcome {}
}
