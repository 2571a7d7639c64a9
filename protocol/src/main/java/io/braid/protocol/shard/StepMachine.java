package io.braid.protocol.shard;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.StepContext;
import io.braid.protocol.record.DiffWriter;

/** Runs a program over the shard's cells, and writes what it did into the diff and the outbox. */
final class StepMachine {

  /** In place of the code of an operation that goes on elsewhere. */
  static final int GOES_ON = -1;

  private final ShardState state;
  private final ProgramRunner runner;
  private final StepContext context;
  private final DiffWriter diff;
  private final Outbox outbox;

  StepMachine(ShardState state, ProgramRunner runner, DiffWriter diff, Outbox outbox) {
    this.state = state;
    this.runner = runner;
    this.context = new StepContext(state.cells);
    this.diff = diff;
    this.outbox = outbox;
    SystemAddress.feeAccount(state.shard, context.fields(), Field.FEE_ACCOUNT.at());
    takeHeader();
  }

  /** Takes over time and base fee of the current header. */
  void takeHeader() {
    Word256.set(context.fields(), Field.TIME.at(), state.time);
    Word256.set(context.fields(), Field.BASE_FEE.at(), state.baseFee);
  }

  /** Where the caller puts the fields of what starts the program. */
  long[] fields() {
    return context.fields();
  }

  /** Runs a program; gives the code of the assert that refused it, or 0. */
  int run(Program program) {
    runner.run(program, context);
    return context.refusal();
  }

  /** The code with which the operation ended, or {@link #GOES_ON}. */
  int code() {
    return context.messageKind() == 0 ? context.code() : GOES_ON;
  }

  /** Writes the outcome of a message or an L1 event. */
  void writeOutcome() {
    diff.stepped(context.fields(), Field.ORIGIN.at(), Field.SENDER.at(), code());
    writeEffects();
  }

  /** Writes withdrawals and logs into the diff, the message into the outbox. */
  void writeEffects() {
    diff.beginWithdrawals(context.withdrawalCount());
    for (int i = 0; i < context.withdrawalCount(); i++) {
      int at = i * StepContext.WITHDRAWAL;
      diff.withdrawal(context.withdrawals(), at, at + Word256.LONGS, at + 2 * Word256.LONGS);
    }
    diff.beginLogs(context.logCount());
    for (int i = 0; i < context.logCount(); i++) {
      int at = context.logStart(i);
      int operands = (context.logStart(i + 1) - at) / Word256.LONGS;
      diff.log(context.logTemplate(i), context.logOperands(), at, operands);
    }
    if (context.messageKind() != 0) {
      outbox.add(context.messageKind(), context.message());
    }
  }
}
