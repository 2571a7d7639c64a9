package io.braid.protocol.shard;

import io.braid.protocol.ledger.MessageKind;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundleReader;
import io.braid.protocol.record.RecordFault;
import java.util.Arrays;

/** Message bundles: number, keep aside or run. */
final class MessageMachine {

  private final ShardState state;
  private final StepMachine steps;
  private final ProgramSet programs;
  private final MessageBundleReader bundle = new MessageBundleReader();

  MessageMachine(ShardState state, StepMachine steps, ProgramSet programs) {
    this.state = state;
    this.steps = steps;
    this.programs = programs;
  }

  /** What a bundle would meet: APPLIED stands for taken, now or kept aside. Changes nothing. */
  Verdict check(byte[] record, int offset, int length) {
    RecordFault fault = bundle.open(record, offset, length);
    if (fault != null) {
      return Verdict.malformed(fault);
    }
    int source = bundle.source();
    if (bundle.destination() != state.shard || source >= state.shards.count()) {
      return Verdict.malformed(RecordFault.WRONG_SHARD);
    }
    if (bundle.generation() != state.generation) {
      return Verdict.OTHER_GENERATION;
    }
    int order = Long.compareUnsigned(bundle.number(), state.nextIn[source]);
    if (order != 0) {
      return order < 0 ? Verdict.REPEATED : Verdict.GAP;
    }
    if (isBlockTooHigh(state, bundle)) {
      return Verdict.malformed(RecordFault.BLOCK_TOO_HIGH);
    }
    if (!areMessagesRight(state, bundle)) {
      return Verdict.malformed(RecordFault.WRONG_MESSAGE);
    }
    return Verdict.APPLIED;
  }

  private boolean isAhead() {
    return isAhead(state, bundle);
  }

  private static boolean isAhead(ShardState state, MessageBundleReader bundle) {
    return Long.compareUnsigned(bundle.block(), state.block) > 0;
  }

  /** Whether a bundle is of a block more than one above the shard's. */
  static boolean isBlockTooHigh(ShardState state, MessageBundleReader bundle) {
    return isAhead(state, bundle) && bundle.block() != state.block + 1;
  }

  /** Whether the shard has a program for each message of a bundle, and its owner. */
  static boolean areMessagesRight(ShardState state, MessageBundleReader bundle) {
    while (bundle.next()) {
      MessageKind kind = MessageKind.of(bundle.kind());
      if (kind == null
          || kind.wordCount() != bundle.wordCount()
          || state.homeOf(bundle.owner(), 0) != state.shard) {
        return false;
      }
    }
    bundle.rewind();
    return true;
  }

  /** Handles a bundle. */
  Verdict handle(byte[] record, int offset, int length) {
    Verdict verdict = check(record, offset, length);
    if (verdict.disposition() != Disposition.APPLIED) {
      return verdict;
    }
    state.nextIn[bundle.source()]++;
    if (isAhead()) {
      state.keptAside.add(Arrays.copyOfRange(record, offset, offset + length));
      return Verdict.KEPT_ASIDE;
    }
    runAll();
    return Verdict.APPLIED;
  }

  /** Takes in a bundle that a replay recomputed, whatever its number: runs it or keeps it aside. */
  void takeRecomputed(byte[] record) {
    bundle.open(record, 0, record.length);
    if (isAhead()) {
      keepAside(record);
    } else {
      countIn();
      runAll();
    }
  }

  /** Keeps a recomputed bundle aside for the next header. */
  void keepAside(byte[] record) {
    bundle.open(record, 0, record.length);
    countIn();
    state.keptAside.add(record);
  }

  private void countIn() {
    long next = bundle.number() + 1;
    if (Long.compareUnsigned(next, state.nextIn[bundle.source()]) > 0) {
      state.nextIn[bundle.source()] = next;
    }
  }

  /** Runs what was kept aside, in the order of the log. */
  void runKeptAside() {
    for (byte[] record : state.keptAside) {
      bundle.open(record, 0, record.length);
      runAll();
    }
    state.keptAside.clear();
  }

  private void runAll() {
    while (bundle.next()) {
      setFields();
      steps.run(programs.forMessage(bundle.kind()));
      steps.writeOutcome();
    }
  }

  private void setFields() {
    long[] to = steps.fields();
    Word256.copy(bundle.origin(), 0, to, Field.ORIGIN.at());
    Word256.copy(bundle.sender(), 0, to, Field.SENDER.at());
    Word256.set(to, Field.CODE.at(), bundle.code());
    Word256.copy(bundle.owner(), 0, to, Field.OWNER.at());
    Word256.copy(bundle.payee(), 0, to, Field.PAYEE.at());
    Word256.copy(bundle.assets(), 0, to, Field.ASSET_1.at());
    Word256.copy(bundle.amounts(), 0, to, Field.AMOUNT_1.at());
    Word256.copy(bundle.assets(), Word256.LONGS, to, Field.ASSET_2.at());
    Word256.copy(bundle.amounts(), Word256.LONGS, to, Field.AMOUNT_2.at());
    System.arraycopy(bundle.words(), 0, to, Field.WORD_0.at(), bundle.wordCount() * Word256.LONGS);
  }
}
