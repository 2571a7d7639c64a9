package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what units did into the block, and follows transactions from step to step. */
final class UnitReader {

  private final OpenTransactions open;
  private final TransactionBundleReader bundle = new TransactionBundleReader();
  private final Keccak256 keccak = new Keccak256();

  /** The transactions of the unit's own record, once they are asked for. */
  private final Map<OpenTransactions.Name, Bytes> own = new HashMap<>();

  private boolean isOwnRead;

  UnitReader(OpenTransactions open) {
    this.open = open;
  }

  /** Reads all outcomes of a unit that were not taken yet, and its changes. */
  void read(LogUnit unit, BlockBuilder block) {
    own.clear();
    isOwnRead = false;
    while (unit.hasOutcome()) {
      readOutcome(unit, block);
    }
    block.changed(unit.diff.shard(), unit.diff.changes());
  }

  /** Reads the refusals at the beginning of a header's unit: those that waited too long. */
  void readExpiries(LogUnit unit, BlockBuilder block) {
    while (unit.hasOutcome() && unit.outcome() instanceof Outcome.Refused) {
      readOutcome(unit, block);
    }
  }

  /** Reads the outcome of an L1 event, which must be the next one. */
  void readEvent(LogUnit unit, long event, BlockBuilder block) {
    boolean isEvent =
        unit.hasOutcome()
            && unit.outcome() instanceof Outcome.Stepped step
            && step.origin().equals(Word.of(event))
            && step.sender().word().equals(Word.ZERO);
    if (!isEvent) {
      throw fault(unit, "the outcome of L1 event %d is missing".formatted(event));
    }
    readOutcome(unit, block);
  }

  private void readOutcome(LogUnit unit, BlockBuilder block) {
    switch (unit.outcome()) {
      case Outcome.Refused refused -> {
        open.queued.remove(new OpenTransactions.Name(refused.transaction(), refused.sender()));
        block.refused(refused);
      }
      case Outcome.Queued queued -> {
        var name = new OpenTransactions.Name(queued.transaction(), queued.sender());
        open.queued.put(name, ownBytes(unit, name));
        block.queued(queued);
      }
      case Outcome.Ran ran -> readFirstStep(unit, block, ran);
      case Outcome.Stepped step -> readLaterStep(unit, block, step);
    }
    unit.nextOutcome++;
  }

  private void readFirstStep(LogUnit unit, BlockBuilder block, Outcome.Ran ran) {
    var name = new OpenTransactions.Name(ran.transaction(), ran.sender());
    Bytes raw = open.queued.remove(name);
    var begun = OpenTransactions.Begun.of(raw == null ? ownBytes(unit, name) : raw, ran);
    block.withdrawn(ran.signing(), ran.sender(), ran.withdrawals());
    if (ran.code() == null) {
      open.begin(begun);
    } else {
      end(unit, block, begun, ran.code());
    }
  }

  private void readLaterStep(LogUnit unit, BlockBuilder block, Outcome.Stepped step) {
    block.withdrawn(step.origin(), step.sender(), step.withdrawals());
    if (step.sender().word().equals(Word.ZERO)) {
      return; // An L1 event's: it has no receipt.
    }
    OpenTransactions.Begun begun = open.step(step);
    if (begun == null) {
      throw fault(
          unit, "a step of %s of %s, which did not begin".formatted(step.origin(), step.sender()));
    }
    if (step.code() != null) {
      end(unit, block, begun, step.code());
    }
  }

  private static void end(
      LogUnit unit, BlockBuilder block, OpenTransactions.Begun begun, int code) {
    Outcome.Ran first = begun.first();
    Diff diff = unit.diff;
    List<LogEntry> logs = code == 0 ? begun.logs() : List.of();
    Receipt receipt =
        new Receipt(
            first.transaction(),
            first.signing(),
            first.sender(),
            first.nonce(),
            first.gas(),
            first.price(),
            code,
            diff.block(),
            diff.shard(),
            diff.offset(),
            unit.nextOutcome,
            begun.withdrawals(),
            logs);
    try {
      block.ended(begun.raw(), receipt);
    } catch (IllegalArgumentException e) {
      throw fault(unit, e.getMessage());
    }
  }

  /** The bytes of a transaction of the unit's own record. */
  private Bytes ownBytes(LogUnit unit, OpenTransactions.Name name) {
    if (!isOwnRead) {
      readOwn(unit);
    }
    Bytes raw = own.get(name);
    if (raw == null) {
      throw fault(
          unit,
          "transaction %s of %s has an outcome, but its bytes are nowhere"
              .formatted(name.transaction(), name.sender()));
    }
    return raw;
  }

  private void readOwn(LogUnit unit) {
    isOwnRead = true;
    RecordFault fault = bundle.open(unit.record, 0, unit.record.length);
    if (fault != null) {
      throw fault(unit, "the record is no transaction bundle: " + fault);
    }
    byte[] hash = new byte[Keccak256.BYTES];
    while (bundle.next()) {
      keccak.update(unit.record, bundle.rawAt(), bundle.rawLength());
      keccak.digest(hash, 0);
      int senderAt = bundle.senderAt();
      byte[] sender = Arrays.copyOfRange(unit.record, senderAt, senderAt + Address.BYTES);
      own.put(
          new OpenTransactions.Name(Word.of(hash), Address.of(sender)),
          Bytes.of(unit.record, bundle.rawAt(), bundle.rawLength()));
    }
  }

  private static BlockFaultException fault(LogUnit unit, String fault) {
    return new BlockFaultException(unit.diff.shard(), unit.offset, fault);
  }
}
