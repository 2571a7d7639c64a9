package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Field;
import java.math.BigInteger;

/** The pool of tokens 1 and 2, alone on a {@link ProgramRig}: messages to it, and its cells. */
final class PoolRig {

  static final BigInteger POOL = Addresses.pool(1, 2);
  static final BigInteger SHARE = Addresses.shares(1, 2);
  static final BigInteger ASSET_0 = Addresses.asset(1);
  static final BigInteger ASSET_1 = Addresses.asset(2);
  static final BigInteger SENDER = Addresses.user(1, 0);
  static final BigInteger RECEIVER = Addresses.user(2, 0);

  /** One in UQ112.112, above every reserve. */
  static final BigInteger ONE_112 = ONE.shiftLeft(112);

  static final BigInteger RESERVE_MAX = ONE_112.subtract(ONE);

  final ProgramRig rig = new ProgramRig();

  PoolRig() {
    rig.set(Field.OWNER, POOL).set(Field.PAYEE, SENDER).set(Field.SENDER, SENDER);
  }

  /** Makes up a pool whose price is that of its reserves since the time 0. */
  PoolRig pool(BigInteger reserve0, BigInteger reserve1, BigInteger supply) {
    BigInteger price = reserve0.signum() == 0 ? ZERO : reserve1.shiftLeft(112).divide(reserve0);
    rig.put(CellKind.POOL_RESERVES, 0, POOL, SHARE, Cells.join(reserve1, reserve0));
    rig.put(CellKind.POOL_CLOCK, 0, POOL, SHARE, supply);
    rig.put(CellKind.POOL_PRICE, 0, POOL, SHARE, price);
    return this;
  }

  PoolRig at(long time) {
    rig.set(Field.TIME, time);
    return this;
  }

  /** Swaps with a deadline that never comes. */
  PoolRig swap(boolean sells0, BigInteger amount, BigInteger minimum) {
    return swap(sells0, amount, minimum, Words.MAX);
  }

  PoolRig swap(boolean sells0, BigInteger amount, BigInteger minimum, BigInteger deadline) {
    rig.set(Field.ASSET_1, sells0 ? ASSET_0 : ASSET_1)
        .set(Field.AMOUNT_1, amount)
        .set(Field.WORD_0, SHARE)
        .set(Field.WORD_1, sells0 ? ASSET_1 : ASSET_0)
        .set(Field.WORD_2, minimum)
        .set(Field.WORD_3, RECEIVER)
        .set(Field.WORD_4, deadline)
        .run(ProgramRig.program(MessageKind.SWAP));
    return this;
  }

  PoolRig add(BigInteger desired0, BigInteger desired1) {
    return add(desired0, desired1, ZERO, ZERO, Words.MAX);
  }

  PoolRig add(
      BigInteger desired0,
      BigInteger desired1,
      BigInteger minimum0,
      BigInteger minimum1,
      BigInteger deadline) {
    rig.set(Field.ASSET_1, ASSET_0)
        .set(Field.AMOUNT_1, desired0)
        .set(Field.ASSET_2, ASSET_1)
        .set(Field.AMOUNT_2, desired1)
        .set(Field.WORD_0, SHARE)
        .set(Field.WORD_1, minimum0)
        .set(Field.WORD_2, minimum1)
        .set(Field.WORD_3, deadline)
        .run(ProgramRig.program(MessageKind.ADD_LIQUIDITY));
    return this;
  }

  PoolRig remove(BigInteger shares) {
    return remove(shares, ZERO, ZERO, Words.MAX);
  }

  PoolRig remove(BigInteger shares, BigInteger minimum0, BigInteger minimum1, BigInteger deadline) {
    rig.set(Field.ASSET_1, SHARE)
        .set(Field.AMOUNT_1, shares)
        .set(Field.WORD_0, ASSET_0)
        .set(Field.WORD_1, ASSET_1)
        .set(Field.WORD_2, minimum0)
        .set(Field.WORD_3, minimum1)
        .set(Field.WORD_4, RECEIVER)
        .set(Field.WORD_5, deadline)
        .run(ProgramRig.program(MessageKind.REMOVE_LIQUIDITY));
    return this;
  }

  PoolRig exit(BigInteger shares) {
    rig.set(Field.ASSET_1, SHARE)
        .set(Field.AMOUNT_1, shares)
        .set(Field.WORD_0, ASSET_0)
        .set(Field.WORD_1, ASSET_1)
        .run(ProgramRig.program(MessageKind.EXIT_SHARES));
    return this;
  }

  Failure failure() {
    return rig.failure();
  }

  /** Amount 1 of the message that pays or refunds. */
  BigInteger paid1() {
    return rig.message(Field.AMOUNT_1);
  }

  BigInteger paid2() {
    return rig.message(Field.AMOUNT_2);
  }

  BigInteger reserve0() {
    return get(CellKind.POOL_RESERVES).mod(Cells.TWO_128);
  }

  BigInteger reserve1() {
    return get(CellKind.POOL_RESERVES).shiftRight(128);
  }

  BigInteger supply() {
    return get(CellKind.POOL_CLOCK).mod(Cells.TWO_128);
  }

  /** The time of the last price step. */
  long last() {
    return get(CellKind.POOL_CLOCK).shiftRight(128).longValueExact();
  }

  BigInteger price() {
    return get(CellKind.POOL_PRICE);
  }

  BigInteger accumulator(int direction) {
    return rig.get(CellKind.POOL_CUMULATIVE, direction, POOL, SHARE);
  }

  private BigInteger get(CellKind kind) {
    return rig.get(kind, 0, POOL, SHARE);
  }
}
