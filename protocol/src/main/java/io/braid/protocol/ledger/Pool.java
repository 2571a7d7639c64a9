package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Difference;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Sum;
import io.braid.protocol.program.ProgramBuilder.Word;

/**
 * A constant-product pool as a step sees it: two reserves, the share supply and the clock of its
 * recorded price.
 *
 * <p>Reserves stay below 2^112 and the supply below 2^128, so both pack into one word with their
 * partner. The recorded price (token0 in token1, UQ112.112) follows the reserves by at most 1 % a
 * second in either direction, and so does its inverse: up to {@code P * (100 + dt) / 100}, down to
 * {@code P * 100 / (100 + dt)}. Uniswap v2 accumulates the price of the reserves themselves; a
 * single block can move that one, not this one.
 */
final class Pool {

  /** 2^112: one in UQ112.112, and above every reserve. */
  private static final String RESERVE_LIMIT = "0x10000000000000000000000000000";

  private final ProgramBuilder p;
  private final Word address;
  private final Word share;
  private final Cell reserves;
  private final Cell clock;
  private final Halves reserveHalves;
  private final Halves clockHalves;

  private Pool(ProgramBuilder p, Word address, Word share) {
    this.p = p;
    this.address = address;
    this.share = share;
    reserves = p.read(CellKind.POOL_RESERVES, 0, address, share);
    reserveHalves = p.split(reserves.value());
    clock = p.read(CellKind.POOL_CLOCK, 0, address, share);
    clockHalves = p.split(clock.value());
  }

  static Pool read(ProgramBuilder p, Word address, Word share) {
    return new Pool(p, address, share);
  }

  Word address() {
    return address;
  }

  Word share() {
    return share;
  }

  Word reserve0() {
    return reserveHalves.low();
  }

  Word reserve1() {
    return reserveHalves.high();
  }

  Word supply() {
    return clockHalves.low();
  }

  /** Whether a reserve that grows by an amount (any word) would be too large. */
  Bool reserveOverflows(Sum grown) {
    return p.or(grown.carry(), p.not(p.less(grown.value(), p.constant(RESERVE_LIMIT))));
  }

  /** Whether the header's time is past the deadline. */
  static Bool expired(ProgramBuilder p, Word deadline) {
    return p.less(deadline, p.input(Field.TIME));
  }

  /** Advances the recorded price over the old reserves, then takes the new ones; logs Sync. */
  void update(Bool when, Word newReserve0, Word newReserve1, Word newSupply) {
    Word time = p.input(Field.TIME);
    Word last = clockHalves.high();
    Bool moves = p.and(when, p.less(last, time));
    advancePrice(p.subtract(time, last), moves);
    Word newLast = p.select(moves, time, last);
    writeState(when, newReserve0, newReserve1, newSupply, newLast);
  }

  /** As {@link #update}, but a pool that is {@code first} funded starts its price there. */
  void updateOrCreate(Bool when, Bool first, Word newReserve0, Word newReserve1, Word newSupply) {
    Word time = p.input(Field.TIME);
    Word last = clockHalves.high();
    Bool moves = p.and(when, p.and(p.less(last, time), p.not(first)));
    Cell price = advancePrice(p.subtract(time, last), moves);
    Bool creates = p.and(when, first);
    p.write(price, priceOf(newReserve0, newReserve1), creates);
    Word newLast = p.select(p.or(moves, creates), time, last);
    writeState(when, newReserve0, newReserve1, newSupply, newLast);
  }

  private void writeState(
      Bool when, Word newReserve0, Word newReserve1, Word newSupply, Word newLast) {
    p.write(reserves, p.join(newReserve1, newReserve0), when);
    p.write(clock, p.join(newLast, newSupply), when);
    p.log(LogTemplate.SYNC.code(), when, share, newReserve0, newReserve1);
  }

  private Word priceOf(Word reserve0, Word reserve1) {
    return p.multiplyDivideDown(reserve1, p.constant(RESERVE_LIMIT), reserve0).value();
  }

  /**
   * Moves the recorded price towards that of the old reserves.
   *
   * <p>Nothing here is flagged in a pool that exists: reserves are 1 or more and below 2^112, a
   * time is below 2^32, so the price is 1 or more and below 2^224, the upper limit below 2^250, and
   * both prices times the seconds are below 2^256. In hostile cells a quotient that is none counts
   * as 0 and the price may become 0; it moves no money. Only the accumulators wrap, as they should.
   */
  private Cell advancePrice(Difference elapsed, Bool moves) {
    Word seconds = elapsed.value();
    Cell price = p.read(CellKind.POOL_PRICE, 0, address, share);
    Word hundred = p.constant(100);
    Word grown = p.add(hundred, seconds).value();
    Word target = priceOf(reserve0(), reserve1());
    Word upper = p.multiplyDivideDown(price.value(), grown, hundred).value();
    Word lower = p.multiplyDivideUp(price.value(), hundred, grown).value();
    Word capped = p.select(p.less(upper, target), upper, target);
    Word recorded = p.select(p.less(target, lower), lower, capped);
    p.write(price, recorded, moves);
    Word one = p.constant(RESERVE_LIMIT);
    accumulate(0, recorded, seconds, moves);
    accumulate(1, p.multiplyDivideDown(one, one, recorded).value(), seconds, moves);
    return price;
  }

  private void accumulate(int direction, Word price, Word seconds, Bool moves) {
    Cell cell = p.read(CellKind.POOL_CUMULATIVE, direction, address, share);
    Word weighted = p.multiplyDivideDown(price, seconds, p.constant(1)).value();
    p.write(cell, p.add(cell.value(), weighted).value(), moves);
  }
}
