package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.ledger.Step.Inputs;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Word;

/**
 * Fees of a shard go to the collector that genesis registered. Anybody may ask for it: the
 * collector named in the call only says where the chain leads, the cell decides whether it may.
 */
final class Sweeps {

  private Sweeps() {}

  /** Sender: asks the fee account (argument 0) to pay the collector (argument 1). */
  static Word ask(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.SWEEP);
    return next.go(
        p.yes(),
        MessageFields.asking(p, p.input(Field.ARGUMENT_0), p.input(Field.SENDER))
            .words(p.input(Field.ARGUMENT_1)));
  }

  /**
   * Fee account: pays its whole balance to the collector. Words: collector.
   *
   * <p>Total: it compares, splits and joins, none of which can fail, and moves a balance as it is,
   * below 2^128. Where the owner is no fee account, as only a hostile message says, the cell of its
   * collector is 0, and so it is paid to the address 0 or not at all. The collector is compared as
   * a whole word: one with more than 160 bits is nobody's.
   */
  static Word pay(ProgramBuilder p, Inputs in, Bool when, Arrow next) {
    Word vault = in.get(Field.OWNER);
    Word eth = p.constant(0);
    Word collector = in.get(Field.WORD_0);
    Word registered = p.read(CellKind.COLLECTOR, 0, vault, eth).value();
    Bool may = p.isEqual(registered, collector);
    Bool pays = p.and(when, may);
    Cell cell = Holdings.read(p, vault, eth);
    Halves holding = p.split(cell.value());
    p.write(cell, p.join(holding.high(), eth), pays);
    Payments.logTransfer(p, pays, eth, vault, collector, holding.low());
    Word code = next.go(pays, MessageFields.paying(p, collector).funds(eth, holding.low()));
    return p.select(may, code, p.constant(Failure.NOT_COLLECTOR.code()));
  }
}
