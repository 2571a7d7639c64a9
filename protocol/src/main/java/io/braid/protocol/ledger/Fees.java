package io.braid.protocol.ledger;

import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Difference;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Quotient;
import io.braid.protocol.program.ProgramBuilder.Word;
import io.braid.protocol.transaction.Refusal;

/** Nonce and fee: how every transaction begins (EIP-1559). */
final class Fees {

  /** The sender's ETH holding with the fee taken off and the nonce moved on, not yet written. */
  record Payer(Cell account, Word nonce, Word balance) {
    Word holding(ProgramBuilder p) {
      return p.join(nonce, balance);
    }
  }

  private Fees() {}

  /** Refuses a transaction that cannot pay; charges the fee and uses the nonce of any other. */
  static void charge(ProgramBuilder p, Operation operation) {
    Payer payer = begin(p, operation);
    p.write(payer.account(), payer.holding(p));
  }

  /** As {@link #charge}, but the caller writes the sender's holding. */
  static Payer begin(ProgramBuilder p, Operation operation) {
    Word gas = p.constant(operation.gas());
    p.require(p.not(p.less(p.input(Field.GAS_LIMIT), gas)), Refusal.OPERATION_GAS_TOO_LOW.code());
    Word base = p.input(Field.BASE_FEE);
    Difference room = p.subtract(p.input(Field.MAX_FEE), base);
    p.require(p.not(room.borrow()), Refusal.FEE_CAP_BELOW_BASE_FEE.code());
    Word tipMax = p.input(Field.MAX_PRIORITY_FEE);
    Word tip = p.select(p.less(room.value(), tipMax), room.value(), tipMax);
    // No carry: base + tip is at most the fee cap.
    Word price = p.add(base, tip).value();
    Quotient fee = p.multiplyDivideDown(gas, price, p.constant(1));
    p.require(p.not(fee.flag()), Refusal.INSUFFICIENT_FUNDS_FOR_FEE.code());
    Cell account = Holdings.read(p, p.input(Field.SENDER), p.constant(0));
    Halves halves = p.split(account.value());
    Difference left = p.subtract(halves.low(), fee.value());
    p.require(p.not(left.borrow()), Refusal.INSUFFICIENT_FUNDS_FOR_FEE.code());
    p.require(p.isEqual(halves.high(), p.input(Field.NONCE)), Refusal.NONCE_MISMATCH.code());
    Word nonce = p.add(halves.high(), p.constant(1)).value();
    // The fee account is a system address, which no sender has: the two cells differ.
    Holdings.credit(p, p.input(Field.FEE_ACCOUNT), p.constant(0), fee.value(), p.yes());
    return new Payer(account, nonce, left.value());
  }
}
