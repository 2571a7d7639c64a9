package io.braid.protocol.ledger;

import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.ledger.Step.Inputs;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Sum;
import io.braid.protocol.program.ProgramBuilder.Word;

/** An exact amount of one asset for what the pool gives of the other, less 0.3 %. */
final class Swaps {

  private static final int FEE_KEEPS = 997;
  private static final int FEE_OF = 1000;

  private Swaps() {}

  /**
   * Sender: offers to the pool (argument 0, share argument 1) of the asset in argument 2 the amount
   * of argument 3. Arguments 4 to 7: asset out, minimum out, receiver, deadline.
   */
  static Word offer(ProgramBuilder p, Arrow next) {
    Fees.charge(p, Operation.SWAP);
    Word sender = p.input(Field.SENDER);
    Word asset = p.input(Field.ARGUMENT_2);
    Word amount = p.input(Field.ARGUMENT_3);
    Holdings.Debit debit = Holdings.debit(p, sender, asset, amount);
    Bool pays = p.not(debit.isShort());
    debit.write(p, pays);
    Word code =
        next.go(
            pays,
            MessageFields.asking(p, p.input(Field.ARGUMENT_0), sender)
                .funds(asset, amount)
                .words(
                    p.input(Field.ARGUMENT_1),
                    p.input(Field.ARGUMENT_4),
                    p.input(Field.ARGUMENT_5),
                    p.input(Field.ARGUMENT_6),
                    p.input(Field.ARGUMENT_7)));
    return p.select(pays, code, p.constant(Failure.INSUFFICIENT_BALANCE.code()));
  }

  /**
   * Pool: swaps or sends back. Words: share, asset out, minimum out, receiver, deadline.
   *
   * <p>Why the product of the reserves never falls: out is at most {@code f * ro / (1000 ri + f)}
   * with f = 997 x, so {@code (ri + x)(ro - out) >= (ri + x) * ro * 1000 ri / (1000 ri + 997 x) >=
   * ri * ro}.
   *
   * <p>Total, in a pool of any cells: whatever is out of the ordinary fails. A swap succeeds only
   * if {@code ri + x} is below 2^112 without a carry. Then f and 1000 ri are below 2^122, so that
   * neither product has a flag and their sum no carry; the divisor is not 0, as neither ri nor x
   * is; and out is less than ro, so that the difference does not borrow. An x from 2^112 on ends in
   * a failure, also one so large, which nobody holds, that f is 0 or the sum wraps: it goes back.
   */
  static Word swap(ProgramBuilder p, Inputs in, Bool when, Arrow next) {
    Pool pool = Pool.read(p, in.get(Field.OWNER), in.get(Field.WORD_0));
    Word assetIn = in.get(Field.ASSET_1);
    Word amountIn = in.get(Field.AMOUNT_1);
    Word assetOut = in.get(Field.WORD_1);
    Word sender = in.get(Field.PAYEE);
    Word receiver = in.get(Field.WORD_3);
    Bool sells0 = p.less(assetIn, assetOut);
    Word reserveIn = p.select(sells0, pool.reserve0(), pool.reserve1());
    Word reserveOut = p.select(sells0, pool.reserve1(), pool.reserve0());
    Word amountOut = amountOut(p, amountIn, reserveIn, reserveOut);
    Sum grown = p.add(reserveIn, amountIn);
    Bool tooLittle = p.or(p.isZero(amountOut), p.less(amountOut, in.get(Field.WORD_2)));
    Word code =
        new Checks(p)
            .failIf(Pool.expired(p, in.get(Field.WORD_4)), Failure.EXPIRED)
            .failIf(p.or(p.isZero(reserveIn), p.isZero(reserveOut)), Failure.INSUFFICIENT_LIQUIDITY)
            .failIf(p.isZero(amountIn), Failure.INSUFFICIENT_INPUT_AMOUNT)
            .failIf(tooLittle, Failure.INSUFFICIENT_OUTPUT_AMOUNT)
            .failIf(pool.reserveOverflows(grown), Failure.RESERVE_OVERFLOW)
            .code();
    Bool swaps = p.isZero(code);
    Bool active = p.and(when, swaps);
    Word left = p.subtract(reserveOut, amountOut).value();
    Payments.logTransfer(p, active, assetIn, sender, pool.address(), amountIn);
    Payments.logTransfer(p, active, assetOut, pool.address(), receiver, amountOut);
    pool.update(
        active,
        p.select(sells0, grown.value(), left),
        p.select(sells0, left, grown.value()),
        pool.supply());
    logSwap(p, active, pool.share(), sells0, amountIn, amountOut, receiver);
    return next.go(
        when,
        MessageFields.paying(p, p.select(swaps, receiver, sender))
            .code(code)
            .funds(p.select(swaps, assetOut, assetIn), p.select(swaps, amountOut, amountIn)));
  }

  private static Word amountOut(ProgramBuilder p, Word amountIn, Word reserveIn, Word reserveOut) {
    Word one = p.constant(1);
    Word kept = p.multiplyDivideDown(amountIn, p.constant(FEE_KEEPS), one).value();
    Word scaled = p.multiplyDivideDown(reserveIn, p.constant(FEE_OF), one).value();
    return p.multiplyDivideDown(kept, reserveOut, p.add(scaled, kept).value()).value();
  }

  private static void logSwap(
      ProgramBuilder p,
      Bool when,
      Word share,
      Bool sells0,
      Word amountIn,
      Word amountOut,
      Word receiver) {
    Word none = p.constant(0);
    p.log(
        LogTemplate.SWAP.code(),
        when,
        share,
        p.select(sells0, amountIn, none),
        p.select(sells0, none, amountIn),
        p.select(sells0, none, amountOut),
        p.select(sells0, amountOut, none),
        receiver);
  }
}
