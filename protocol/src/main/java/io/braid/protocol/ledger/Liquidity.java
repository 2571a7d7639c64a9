package io.braid.protocol.ledger;

import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.ledger.Step.Inputs;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Quotient;
import io.braid.protocol.program.ProgramBuilder.Sum;
import io.braid.protocol.program.ProgramBuilder.Word;

/** Funds into a pool for shares of it, and back. Every rounding favours the pool. */
final class Liquidity {

  /** Shares of the first mint that belong to nobody, so that a share never grows too dear. */
  private static final int LOCKED_SHARES = 1000;

  private Liquidity() {}

  /**
   * Sender: offers to the pool (argument 0, share asset 1) of asset 0 (argument 2) the amount of
   * argument 3 and of asset 1 (argument 4) that of argument 5. Arguments 6 to 8: minimum 0, minimum
   * 1, deadline.
   */
  static Word offer(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.ADD_LIQUIDITY);
    Word sender = p.input(Field.SENDER);
    Word asset0 = p.input(Field.ARGUMENT_2);
    Word desired0 = p.input(Field.ARGUMENT_3);
    Word asset1 = p.input(Field.ARGUMENT_4);
    Word desired1 = p.input(Field.ARGUMENT_5);
    Holdings.Debit debit0 = Holdings.debit(p, sender, asset0, desired0);
    Holdings.Debit debit1 = Holdings.debit(p, sender, asset1, desired1);
    Bool pays = p.not(p.or(debit0.isShort(), debit1.isShort()));
    debit0.write(p, pays);
    debit1.write(p, pays);
    Word code =
        next.go(
            pays,
            MessageFields.asking(p, p.input(Field.ARGUMENT_0), sender)
                .funds(asset0, desired0)
                .secondFunds(asset1, desired1)
                .words(
                    p.input(Field.ARGUMENT_1),
                    p.input(Field.ARGUMENT_6),
                    p.input(Field.ARGUMENT_7),
                    p.input(Field.ARGUMENT_8)));
    return p.select(pays, code, p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /** What a pool takes of an offer, and the shares it gives. */
  private record Terms(Bool first, Bool allOf0, Word used0, Word used1, Word minted, Sum supply) {}

  /**
   * Pool: takes what fits its ratio, mints shares. Words: share, minimums 0 and 1, deadline.
   *
   * <p>Total, in a pool of any cells and for amounts of any size:
   *
   * <ul>
   *   <li>A division by 0 or past 2^256 gives 0. The flag of {@code d0 * r1 / r0} is looked at, as
   *       it decides which amount is used whole. Those of the others are not: a used amount of 0
   *       mints nothing, and so does a part of the shares that is 0, being the lesser of two.
   *   <li>The minted shares of a first mint wrap below 1000, which is refused; the carries of the
   *       new reserves and of the supply are failures.
   *   <li>What is left never wraps. With {@code floor(d0 * r1 / r0) > d1} also {@code d1 < d0 * r1
   *       / r0}, so that {@code d1 * r0 / r1} is at most d0; and else that floor is at most d1.
   * </ul>
   */
  static Word add(ProgramBuilder p, Inputs in, Bool when, Arrow next) {
    Pool pool = Pool.read(p, in.get(Field.OWNER), in.get(Field.WORD_0));
    Word desired0 = in.get(Field.AMOUNT_1);
    Word desired1 = in.get(Field.AMOUNT_2);
    Terms terms = terms(p, pool, desired0, desired1);
    Sum reserve0 = p.add(pool.reserve0(), terms.used0());
    Sum reserve1 = p.add(pool.reserve1(), terms.used1());
    Word code =
        new Checks(p)
            .failIf(Pool.expired(p, in.get(Field.WORD_3)), Failure.EXPIRED)
            .failIf(p.less(terms.used0(), in.get(Field.WORD_1)), Failure.INSUFFICIENT_A_AMOUNT)
            .failIf(p.less(terms.used1(), in.get(Field.WORD_2)), Failure.INSUFFICIENT_B_AMOUNT)
            .failIf(
                mintsNothing(p, terms, desired0, desired1), Failure.INSUFFICIENT_LIQUIDITY_MINTED)
            .failIf(pool.reserveOverflows(reserve0), Failure.RESERVE_OVERFLOW)
            .failIf(pool.reserveOverflows(reserve1), Failure.RESERVE_OVERFLOW)
            .failIf(supplyOverflows(p, terms.supply()), Failure.RESERVE_OVERFLOW)
            .code();
    Bool adds = p.isZero(code);
    Bool active = p.and(when, adds);
    logAdded(p, in, active, pool, terms);
    pool.updateOrCreate(
        active, terms.first(), reserve0.value(), reserve1.value(), terms.supply().value());
    p.log(LogTemplate.MINT.code(), active, pool.share(), terms.used0(), terms.used1());
    Word asset0 = in.get(Field.ASSET_1);
    Word asset1 = in.get(Field.ASSET_2);
    Word rest0 = p.subtract(desired0, terms.used0()).value();
    Word rest1 = p.subtract(desired1, terms.used1()).value();
    return next.go(
        when,
        MessageFields.paying(p, in.get(Field.PAYEE))
            .code(code)
            .funds(p.select(adds, pool.share(), asset0), p.select(adds, terms.minted(), desired0))
            .secondFunds(
                p.select(adds, p.select(terms.allOf0(), asset1, asset0), asset1),
                p.select(adds, p.select(terms.allOf0(), rest1, rest0), desired1)));
  }

  private static Terms terms(ProgramBuilder p, Pool pool, Word desired0, Word desired1) {
    Bool first = p.isZero(pool.supply());
    Quotient match1 = p.multiplyDivideDown(desired0, pool.reserve1(), pool.reserve0());
    Bool matched = p.not(p.or(match1.flag(), p.less(desired1, match1.value())));
    Word match0 = p.multiplyDivideDown(desired1, pool.reserve0(), pool.reserve1()).value();
    Bool allOf0 = p.or(first, matched);
    Word used0 = p.select(allOf0, desired0, match0);
    Word used1 = p.select(first, desired1, p.select(matched, match1.value(), desired1));
    Word by0 = p.multiplyDivideDown(used0, pool.supply(), pool.reserve0()).value();
    Word by1 = p.multiplyDivideDown(used1, pool.supply(), pool.reserve1()).value();
    Word grown = p.select(p.less(by0, by1), by0, by1);
    Word minted = p.select(first, p.subtract(desired0, p.constant(LOCKED_SHARES)).value(), grown);
    Sum supply = p.add(pool.supply(), p.select(first, desired0, grown));
    return new Terms(first, allOf0, used0, used1, minted, supply);
  }

  private static Bool mintsNothing(ProgramBuilder p, Terms terms, Word desired0, Word desired1) {
    Bool tooSmall = p.or(p.not(p.less(p.constant(LOCKED_SHARES), desired0)), p.isZero(desired1));
    return p.select(terms.first(), tooSmall, p.isZero(terms.minted()));
  }

  private static Bool supplyOverflows(ProgramBuilder p, Sum supply) {
    return p.or(supply.carry(), p.not(p.isZero(p.split(supply.value()).high())));
  }

  private static void logAdded(ProgramBuilder p, Inputs in, Bool when, Pool pool, Terms terms) {
    Word sender = in.get(Field.PAYEE);
    Word nobody = p.constant(0);
    Word asset0 = in.get(Field.ASSET_1);
    Word asset1 = in.get(Field.ASSET_2);
    Payments.logTransfer(p, when, asset0, sender, pool.address(), terms.used0());
    Payments.logTransfer(p, when, asset1, sender, pool.address(), terms.used1());
    Bool creates = p.and(when, terms.first());
    Payments.logTransfer(p, creates, pool.share(), nobody, nobody, p.constant(LOCKED_SHARES));
    Payments.logTransfer(p, when, pool.share(), nobody, sender, terms.minted());
  }

  /**
   * Sender: gives shares (argument 1) of the pool (argument 0), amount in argument 2. Arguments 3
   * to 8: asset 0, asset 1, minimum 0, minimum 1, receiver, deadline.
   */
  static Word giveBack(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.REMOVE_LIQUIDITY);
    Word sender = p.input(Field.SENDER);
    Word share = p.input(Field.ARGUMENT_1);
    Word amount = p.input(Field.ARGUMENT_2);
    Holdings.Debit debit = Holdings.debit(p, sender, share, amount);
    Bool pays = p.not(debit.isShort());
    debit.write(p, pays);
    Word code =
        next.go(
            pays,
            MessageFields.asking(p, p.input(Field.ARGUMENT_0), sender)
                .funds(share, amount)
                .words(
                    p.input(Field.ARGUMENT_3),
                    p.input(Field.ARGUMENT_4),
                    p.input(Field.ARGUMENT_5),
                    p.input(Field.ARGUMENT_6),
                    p.input(Field.ARGUMENT_7),
                    p.input(Field.ARGUMENT_8)));
    return p.select(pays, code, p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /** What a number of shares is worth, and the supply without them. */
  private record Part(Word amount0, Word amount1, Word supply, Bool isMissing) {}

  private static Part part(ProgramBuilder p, Pool pool, Word shares) {
    Word amount0 = p.multiplyDivideDown(shares, pool.reserve0(), pool.supply()).value();
    Word amount1 = p.multiplyDivideDown(shares, pool.reserve1(), pool.supply()).value();
    ProgramBuilder.Difference left = p.subtract(pool.supply(), shares);
    return new Part(amount0, amount1, left.value(), p.or(left.borrow(), p.isZero(pool.supply())));
  }

  private static void take(ProgramBuilder p, Pool pool, Part part, Bool when) {
    pool.update(
        when,
        p.subtract(pool.reserve0(), part.amount0()).value(),
        p.subtract(pool.reserve1(), part.amount1()).value(),
        part.supply());
  }

  /**
   * Pool: burns shares for their part of both reserves. Words: asset 0, asset 1, minimum 0, minimum
   * 1, receiver, deadline.
   *
   * <p>Total, in a pool of any cells: with no supply, or less than the shares, it fails, and else
   * {@code shares <= supply}. Then neither division has a flag, both parts are at most their
   * reserve, and none of the three differences borrows. That flags are ignored before matters to no
   * one: the parts are used only after that check.
   */
  static Word remove(ProgramBuilder p, Inputs in, Bool when, Arrow next) {
    Word share = in.get(Field.ASSET_1);
    Word shares = in.get(Field.AMOUNT_1);
    Word sender = in.get(Field.PAYEE);
    Word receiver = in.get(Field.WORD_4);
    Word asset0 = in.get(Field.WORD_0);
    Word asset1 = in.get(Field.WORD_1);
    Pool pool = Pool.read(p, in.get(Field.OWNER), share);
    Part part = part(p, pool, shares);
    Bool worthless = p.or(p.isZero(part.amount0()), p.isZero(part.amount1()));
    Word code =
        new Checks(p)
            .failIf(Pool.expired(p, in.get(Field.WORD_5)), Failure.EXPIRED)
            .failIf(part.isMissing(), Failure.INSUFFICIENT_LIQUIDITY)
            .failIf(worthless, Failure.INSUFFICIENT_LIQUIDITY_BURNED)
            .failIf(p.less(part.amount0(), in.get(Field.WORD_2)), Failure.INSUFFICIENT_A_AMOUNT)
            .failIf(p.less(part.amount1(), in.get(Field.WORD_3)), Failure.INSUFFICIENT_B_AMOUNT)
            .code();
    Bool removes = p.isZero(code);
    Bool active = p.and(when, removes);
    Payments.logTransfer(p, active, share, sender, pool.address(), shares);
    Payments.logTransfer(p, active, share, pool.address(), p.constant(0), shares);
    Payments.logTransfer(p, active, asset0, pool.address(), receiver, part.amount0());
    Payments.logTransfer(p, active, asset1, pool.address(), receiver, part.amount1());
    take(p, pool, part, active);
    p.log(LogTemplate.BURN.code(), active, share, part.amount0(), part.amount1(), receiver);
    return next.go(
        when,
        MessageFields.paying(p, p.select(removes, receiver, sender))
            .code(code)
            .funds(p.select(removes, asset0, share), p.select(removes, part.amount0(), shares))
            .secondFunds(asset1, p.select(removes, part.amount1(), p.constant(0))));
  }

  /**
   * Pool: burns shares that leave for L1, and pays both parts out there. Words: assets 0, 1.
   *
   * <p>Total for the reason that {@link #remove} is. It must not fail for a part of 0, since nobody
   * could be given the shares back; and it cannot be short, since shares in flight are in the
   * supply. A hostile message about more shares than there are pays nothing.
   */
  static Word exit(ProgramBuilder p, Inputs in, Bool when) {
    Word share = in.get(Field.ASSET_1);
    Word shares = in.get(Field.AMOUNT_1);
    Word owner = in.get(Field.PAYEE);
    Word asset0 = in.get(Field.WORD_0);
    Word asset1 = in.get(Field.WORD_1);
    Word nobody = p.constant(0);
    Pool pool = Pool.read(p, in.get(Field.OWNER), share);
    Part part = part(p, pool, shares);
    Bool active = p.and(when, p.not(part.isMissing()));
    Payments.logTransfer(p, active, share, owner, nobody, shares);
    Payments.logTransfer(p, active, asset0, pool.address(), nobody, part.amount0());
    Payments.logTransfer(p, active, asset1, pool.address(), nobody, part.amount1());
    take(p, pool, part, active);
    p.log(LogTemplate.BURN.code(), active, share, part.amount0(), part.amount1(), owner);
    Bridge.payOut(p, active, owner, asset0, part.amount0());
    Bridge.payOut(p, active, owner, asset1, part.amount1());
    return p.select(
        part.isMissing(), p.constant(Failure.INSUFFICIENT_LIQUIDITY.code()), p.constant(0));
  }
}
