package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.GasPrice;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.Replacement;
import io.braid.protocol.ledger.Shape;
import io.braid.protocol.ledger.TransactionResolver;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.DiffWriter;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionReader;
import io.braid.protocol.types.Address;
import java.util.Arrays;

/** Transactions: decode, resolve, settle the nonce, run, then drain the queue behind it. */
final class TransactionMachine {

  private final ShardState state;
  private final StepMachine steps;
  private final DiffWriter diff;
  private final ProgramSet programs;
  private final TransactionBundleReader bundle = new TransactionBundleReader();
  private final TransactionFields fields = new TransactionFields();
  private final TransactionReader reader;
  private final TransactionResolver resolver;
  private final Call call;
  private final Replacement replacement = new Replacement();

  /** The sender, then scratch. */
  private final long[] words = new long[4 * Word256.LONGS];

  private static final int SENDER = 0;
  private static final int KEY = 4;
  private static final int HOLDING = 8;
  private static final int PRICE = 12;

  TransactionMachine(ShardState state, StepMachine steps, DiffWriter diff, ProgramSet programs) {
    this.state = state;
    this.steps = steps;
    this.diff = diff;
    this.programs = programs;
    this.reader = new TransactionReader(state.chainId);
    this.resolver = new TransactionResolver(state.tokens, state.shards.count());
    this.call = resolver.call();
  }

  /** Handles a bundle; gives the fault if it is malformed, and then nothing happened. */
  RecordFault handle(byte[] record, int offset, int length) {
    RecordFault fault = bundle.open(record, offset, length);
    if (fault == null) {
      while (bundle.next()) {
        Word256.readBigEndian(record, bundle.senderAt(), Address.BYTES, words, SENDER);
        take(record, bundle.rawAt(), bundle.rawLength());
      }
    }
    return fault;
  }

  private void take(byte[] bytes, int at, int length) {
    Refusal refusal = resolve(bytes, at, length);
    if (refusal != null) {
      refuse(refusal.code());
      return;
    }
    long nonce = accountNonce();
    int order = Long.compareUnsigned(fields.nonce(), nonce);
    if (order < 0) {
      refuse(Refusal.NONCE_TOO_LOW.code());
    } else if (order > 0) {
      queue(bytes, at, length, fields.nonce() - nonce);
    } else if (run() && !state.queue.isEmpty()) {
      drain(nonce + 1);
    }
  }

  /** Decodes a transaction of the sender and reads what it asks for. */
  private Refusal resolve(byte[] bytes, int at, int length) {
    Refusal refusal = reader.read(bytes, at, length, fields);
    return refusal == null ? resolver.resolve(fields, bytes, words, SENDER, state.shard) : refusal;
  }

  private void refuse(int reason) {
    diff.refused(fields.transactionHash(), words, SENDER, reason);
  }

  private long accountNonce() {
    Word256.clear(words, HOLDING);
    CellKey.pack(CellKind.HOLDING.code(), 0, words, SENDER, words, HOLDING, words, KEY);
    state.cells.get(words, KEY, words, HOLDING);
    return words[HOLDING + 2];
  }

  /** Runs the transaction; false if it is refused. */
  private boolean run() {
    setFields();
    int shape = Shape.of(call, state.shards.count() - 1L, state.shard);
    int reason = steps.run(programs.byId(LedgerPrograms.programOf(call.operation(), shape)));
    if (reason != 0) {
      refuse(reason);
      return false;
    }
    GasPrice.of(
        state.baseFee,
        fields.words(),
        TransactionFields.MAX_FEE_PER_GAS,
        TransactionFields.MAX_PRIORITY_FEE_PER_GAS,
        words,
        PRICE);
    diff.ran(
        fields.transactionHash(),
        fields.signingHash(),
        words,
        SENDER,
        fields.nonce(),
        call.operation().gas(),
        words,
        PRICE,
        steps.code());
    steps.writeEffects();
    return true;
  }

  private void setFields() {
    long[] from = fields.words();
    long[] to = steps.fields();
    Word256.copy(from, TransactionFields.SIGNING_HASH, to, Field.ORIGIN.at());
    Word256.copy(words, SENDER, to, Field.SENDER.at());
    Word256.set(to, Field.NONCE.at(), fields.nonce());
    Word256.set(to, Field.GAS_LIMIT.at(), fields.gasLimit());
    Word256.copy(from, TransactionFields.MAX_PRIORITY_FEE_PER_GAS, to, Field.MAX_PRIORITY_FEE.at());
    Word256.copy(from, TransactionFields.MAX_FEE_PER_GAS, to, Field.MAX_FEE.at());
    Word256.copy(from, TransactionFields.VALUE, to, Field.VALUE.at());
    System.arraycopy(
        call.arguments(), 0, to, Field.ARGUMENT_0.at(), call.argumentCount() * Word256.LONGS);
  }

  /** Runs what waits for this nonce and those after it, until one is missing or refused. */
  private void drain(long firstNonce) {
    long nonce = firstNonce;
    while (true) {
      WaitingTransaction next = state.queue.remove(words, SENDER, nonce);
      if (next == null) {
        return;
      }
      Refusal refusal = resolve(next.raw(), 0, next.raw().length);
      if (refusal != null) {
        refuse(refusal.code());
        return;
      }
      if (!run()) {
        return;
      }
      nonce++;
    }
  }

  private void queue(byte[] bytes, int at, int length, long gap) {
    if (Long.compareUnsigned(gap, Limits.NONCE_GAP_MAX) > 0) {
      refuse(Refusal.NONCE_TOO_HIGH.code());
      return;
    }
    WaitingTransaction rival = state.queue.at(words, SENDER, fields.nonce());
    if (rival != null && Arrays.equals(rival.hash(), fields.transactionHash())) {
      return;
    }
    Refusal refusal =
        rival != null && !rival.yieldsTo(fields, replacement)
            ? Refusal.REPLACEMENT_UNDERPRICED
            : judgeFee();
    if (refusal != null) {
      refuse(refusal.code());
      return;
    }
    if (rival != null) {
      state.queue.remove(words, SENDER, fields.nonce());
      refuseWaiting(rival, Refusal.REPLACED);
    }
    byte[] raw = Arrays.copyOfRange(bytes, at, at + length);
    long expiry = state.time + Limits.QUEUE_SECONDS_MAX;
    WaitingTransaction waiting = new WaitingTransaction(words, SENDER, fields, raw, expiry);
    while (!state.queue.hasRoomFor(waiting)) {
      refuseWaiting(state.queue.removeOldest(), Refusal.QUEUE_FULL);
    }
    state.queue.add(waiting);
    diff.queued(fields.transactionHash(), words, SENDER, fields.nonce());
  }

  /** Why the sender could not pay the highest fee of the transaction now, or null. */
  private Refusal judgeFee() {
    Word256.set(words, PRICE, state.baseFee);
    if (Word256.isLess(fields.words(), TransactionFields.MAX_FEE_PER_GAS, words, PRICE)) {
      return Refusal.FEE_CAP_BELOW_BASE_FEE;
    }
    return isBelowHighestFee() ? Refusal.INSUFFICIENT_FUNDS_FOR_FEE : null;
  }

  /** Whether the sender's balance, which {@link #accountNonce} read, is below gas times fee cap. */
  private boolean isBelowHighestFee() {
    long[] from = fields.words();
    int cap = TransactionFields.MAX_FEE_PER_GAS;
    long gas = call.operation().gas();
    long low = from[cap] * gas;
    long carry = Math.unsignedMultiplyHigh(from[cap], gas);
    long high = from[cap + 1] * gas + carry;
    // No balance reaches 2^128.
    if ((from[cap + 2] | from[cap + 3]) != 0
        || Math.unsignedMultiplyHigh(from[cap + 1], gas) != 0
        || Long.compareUnsigned(high, carry) < 0) {
      return true;
    }
    int order = Long.compareUnsigned(words[HOLDING + 1], high);
    return order < 0 || (order == 0 && Long.compareUnsigned(words[HOLDING], low) < 0);
  }

  private void refuseWaiting(WaitingTransaction waiting, Refusal reason) {
    diff.refused(waiting.hash(), waiting.words(), WaitingTransaction.SENDER, reason.code());
  }
}
