package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.ledger.Step.Inputs;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Difference;
import io.braid.protocol.program.ProgramBuilder.Word;

/** The steps that move what somebody holds to somebody else: ETH, tokens and pool shares. */
final class Payments {

  private Payments() {}

  /** Sender: pays the value in ETH to argument 0. */
  static Word transferEth(ProgramBuilder p, Arrow next) {
    Fees.Payer payer = Fees.begin(p, Operation.ETH_TRANSFER);
    Word value = p.input(Field.VALUE);
    Difference left = p.subtract(payer.balance(), value);
    Bool pays = p.not(left.borrow());
    Word balance = p.select(pays, left.value(), payer.balance());
    p.write(payer.account(), p.join(payer.nonce(), balance));
    Word code = credit(p, next, pays, p.input(Field.ARGUMENT_0), p.constant(0), value);
    return p.select(pays, code, p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /** Sender: pays of asset (argument 0), to argument 1, the amount of argument 2. */
  static Word transfer(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.TRANSFER);
    Word sender = p.input(Field.SENDER);
    Word asset = p.input(Field.ARGUMENT_0);
    Word receiver = p.input(Field.ARGUMENT_1);
    Word amount = p.input(Field.ARGUMENT_2);
    Holdings.Debit debit = Holdings.debit(p, sender, asset, amount);
    Bool pays = p.not(debit.isShort());
    debit.write(p, pays);
    logTransfer(p, pays, asset, sender, receiver, amount);
    Word code = credit(p, next, pays, receiver, asset, amount);
    return p.select(pays, code, p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /** Sender: lets argument 1 spend of asset (argument 0) the amount of argument 2. */
  static Word approve(ProgramBuilder p) {
    Fees.charge(p, Operation.APPROVE);
    Word sender = p.input(Field.SENDER);
    Word asset = p.input(Field.ARGUMENT_0);
    Word spender = p.input(Field.ARGUMENT_1);
    Word amount = p.input(Field.ARGUMENT_2);
    p.write(allowance(p, sender, spender, asset), amount);
    p.log(LogTemplate.APPROVAL.code(), p.yes(), asset, sender, spender, amount);
    return p.constant(0);
  }

  /**
   * Sender, the spender: asks to move of asset (argument 0), from argument 1 to argument 2, the
   * amount of argument 3.
   */
  static Word transferFrom(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.TRANSFER_FROM);
    Word sender = p.input(Field.SENDER);
    return next.go(
        p.yes(),
        MessageFields.asking(p, p.input(Field.ARGUMENT_1), sender)
            .words(
                p.input(Field.ARGUMENT_0), p.input(Field.ARGUMENT_3), p.input(Field.ARGUMENT_2)));
  }

  /**
   * Owner: pays the receiver that the spender, the sender, names. Words: asset, amount, receiver.
   *
   * <p>Total: both differences have a borrow, and each borrow is a failure, so neither wraps where
   * it is written. The amount may be any word: from 2^128 on it is more than any balance. The carry
   * of allowance + 1 is not looked at, since that the sum is 0 says the same. A hostile receiver or
   * asset is cut to the bits that a key has, as everywhere.
   */
  static Word pull(ProgramBuilder p, Inputs in, Bool when, Arrow next) {
    Word owner = in.get(Field.OWNER);
    Word asset = in.get(Field.WORD_0);
    Word amount = in.get(Field.WORD_1);
    Word receiver = in.get(Field.WORD_2);
    Cell allowance = allowance(p, owner, p.input(Field.SENDER), asset);
    Difference allowed = p.subtract(allowance.value(), amount);
    Holdings.Debit debit = Holdings.debit(p, owner, asset, amount);
    Word failure =
        new Checks(p)
            .failIf(allowed.borrow(), Failure.INSUFFICIENT_ALLOWANCE)
            .failIf(debit.isShort(), Failure.INSUFFICIENT_BALANCE)
            .code();
    Bool pays = p.and(when, p.isZero(failure));
    Bool unlimited = p.isZero(p.add(allowance.value(), p.constant(1)).value());
    p.write(allowance, allowed.value(), p.and(pays, p.not(unlimited)));
    debit.write(p, pays);
    logTransfer(p, pays, asset, owner, receiver, amount);
    return p.select(pays, credit(p, next, pays, receiver, asset, amount), failure);
  }

  /**
   * Owner: is paid amount 1 of asset 1; the operation ends with the message's code.
   *
   * <p>Total: a credit is one sum modulo 2^256. Its carry is not looked at, because an amount in
   * flight was debited or is a pool's, and so fits beside the balance (see {@link Holdings}). A
   * hostile amount, which nobody had, changes this cell alone: it may reach the nonce above the
   * balance, and past 2^256 it wraps.
   */
  static Word credit(ProgramBuilder p, Inputs in, Bool when) {
    Holdings.credit(p, in.get(Field.OWNER), in.get(Field.ASSET_1), in.get(Field.AMOUNT_1), when);
    return in.get(Field.CODE);
  }

  /**
   * Owner: is paid both assets; the operation ends with the message's code.
   *
   * <p>Total as {@link #credit(ProgramBuilder, Inputs, Bool)}. The second cell is read after the
   * first is written, so that two amounts of one asset, which only a hostile message carries, add
   * up instead of one being lost.
   */
  static Word creditPair(ProgramBuilder p, Inputs in, Bool when) {
    Word owner = in.get(Field.OWNER);
    Holdings.credit(p, owner, in.get(Field.ASSET_1), in.get(Field.AMOUNT_1), when);
    Holdings.credit(p, owner, in.get(Field.ASSET_2), in.get(Field.AMOUNT_2), when);
    return in.get(Field.CODE);
  }

  static void logTransfer(
      ProgramBuilder p, Bool when, Word asset, Word from, Word to, Word amount) {
    p.log(LogTemplate.TRANSFER.code(), when, asset, from, to, amount);
  }

  private static Word credit(
      ProgramBuilder p, Arrow next, Bool when, Word receiver, Word asset, Word amount) {
    return next.go(when, MessageFields.paying(p, receiver).funds(asset, amount));
  }

  private static Cell allowance(ProgramBuilder p, Word owner, Word spender, Word asset) {
    return p.readHashed(CellKind.ALLOWANCE, p.hash(owner, spender, asset));
  }
}
