package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Difference;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Word;

/**
 * Debits and credits of holdings.
 *
 * <p>Why the balance never reaches into the nonce above it: the bridge keeps what it takes in of an
 * asset below 2^128 and the deposit program checks the balance again, pools keep a share supply
 * below 2^128, and every other program moves what exists. So no sum of holdings reaches 2^128.
 */
final class Holdings {

  /** What a debit would leave; it happens when it is written. */
  record Debit(Cell cell, Word left, Bool isShort) {
    void write(ProgramBuilder p, Bool when) {
      p.write(cell, left, when);
    }
  }

  private Holdings() {}

  static Cell read(ProgramBuilder p, Word owner, Word asset) {
    return p.read(CellKind.HOLDING, 0, owner, asset);
  }

  static Debit debit(ProgramBuilder p, Word owner, Word asset, Word amount) {
    Cell cell = read(p, owner, asset);
    Halves halves = p.split(cell.value());
    Difference left = p.subtract(halves.low(), amount);
    return new Debit(cell, p.join(halves.high(), left.value()), left.borrow());
  }

  static void credit(ProgramBuilder p, Word owner, Word asset, Word amount, Bool when) {
    Cell cell = read(p, owner, asset);
    p.write(cell, p.add(cell.value(), amount).value(), when);
  }
}
