package io.braid.protocol.ledger;

import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Sum;
import io.braid.protocol.program.ProgramBuilder.Word;

/** Money in from L1 and out to it. */
final class Bridge {

  private Bridge() {}

  /** Sender: withdraws of asset (argument 0), to argument 1 on L1, the amount of argument 2. */
  static Word withdraw(ProgramBuilder p) {
    Fees.charge(p, Operation.WITHDRAW);
    Word sender = p.input(Field.SENDER);
    Word asset = p.input(Field.ARGUMENT_0);
    Word amount = p.input(Field.ARGUMENT_2);
    Holdings.Debit debit = Holdings.debit(p, sender, asset, amount);
    Bool pays = p.not(debit.isShort());
    debit.write(p, pays);
    payOut(p, pays, p.input(Field.ARGUMENT_1), asset, amount);
    Payments.logTransfer(p, pays, asset, sender, p.constant(0), amount);
    return p.select(pays, p.constant(0), p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /**
   * Owner: is credited what L1 took in. Total, and the balance stays below 2^128: the sum of a
   * balance and any word either carries or has a high half when it is 2^128 or more.
   */
  static Word deposit(ProgramBuilder p) {
    Word owner = p.input(Field.OWNER);
    Word asset = p.input(Field.ASSET_1);
    Word amount = p.input(Field.AMOUNT_1);
    Cell cell = Holdings.read(p, owner, asset);
    Halves holding = p.split(cell.value());
    Sum sum = p.add(holding.low(), amount);
    Bool fits = p.and(p.not(sum.carry()), p.isZero(p.split(sum.value()).high()));
    p.write(cell, p.join(holding.high(), sum.value()), fits);
    Payments.logTransfer(p, fits, asset, p.constant(0), owner, amount);
    return p.select(fits, p.constant(0), p.constant(Failure.DEPOSIT_CAP.code()));
  }

  /**
   * Owner: the whole balance of an asset leaves for L1.
   *
   * <p>Total: it splits and joins a cell, and the low half of any word is a balance. An exit never
   * fails, so that nobody can be kept from it.
   */
  static Word forcedExit(ProgramBuilder p) {
    Word owner = p.input(Field.OWNER);
    Word asset = p.input(Field.ASSET_1);
    Word balance = takeAll(p, owner, asset);
    payOut(p, p.yes(), owner, asset, balance);
    Payments.logTransfer(p, p.not(p.isZero(balance)), asset, owner, p.constant(0), balance);
    return p.constant(0);
  }

  /**
   * Owner: the whole balance of pool shares goes to the pool. Words: pool, asset 0, asset 1.
   *
   * <p>Total as {@link #forcedExit}. A header's event is refused unless its words are those of the
   * share asset; other words would lead to a pool that does not exist, where the shares are lost.
   */
  static Word forcedExitShares(ProgramBuilder p, Arrow next) {
    Word owner = p.input(Field.OWNER);
    Word share = p.input(Field.ASSET_1);
    Word balance = takeAll(p, owner, share);
    return next.go(
        p.not(p.isZero(balance)),
        MessageFields.asking(p, p.input(Field.WORD_0), owner)
            .funds(share, balance)
            .words(p.input(Field.WORD_1), p.input(Field.WORD_2)));
  }

  /** Debits the whole balance of an asset, and gives it. The nonce beside it stays. */
  static Word takeAll(ProgramBuilder p, Word owner, Word asset) {
    Cell cell = Holdings.read(p, owner, asset);
    Halves holding = p.split(cell.value());
    p.write(cell, p.join(holding.high(), p.constant(0)));
    return holding.low();
  }

  /** Withdraws the amount to L1, unless it is 0. */
  static void payOut(ProgramBuilder p, Bool when, Word recipient, Word asset, Word amount) {
    p.withdraw(p.and(when, p.not(p.isZero(amount))), recipient, asset, amount);
  }
}
