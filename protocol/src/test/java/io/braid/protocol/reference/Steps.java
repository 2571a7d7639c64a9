package io.braid.protocol.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.List;

/**
 * Each step as the page on operations says it. A step gives the code with which the operation ends,
 * or null if it goes on by a message.
 */
final class Steps {

  static final int CREDIT = 1;
  static final int CREDIT_PAIR = 2;
  static final int PULL = 3;
  static final int PULL_REMOTE = 4;
  static final int SWEEP = 5;
  static final int SWEEP_REMOTE = 6;
  static final int ADD_LIQUIDITY = 7;
  static final int REMOVE_LIQUIDITY = 8;
  static final int SWAP = 9;
  static final int EXIT_SHARES = 10;

  private static final BigInteger RESERVE_LIMIT = ONE.shiftLeft(112);
  private static final BigInteger UNLIMITED = State.TWO_256.subtract(ONE);
  private static final BigInteger LOCKED = BigInteger.valueOf(1000);

  private final State state;

  Steps(State state) {
    this.state = state;
  }

  private Integer emit(
      int kind,
      BigInteger code,
      BigInteger owner,
      BigInteger payee,
      List<BigInteger> funds,
      List<BigInteger> words) {
    state.message =
        new State.Message(
            kind,
            state.origin,
            state.sender,
            code,
            owner,
            payee,
            funds.get(0),
            funds.get(1),
            funds.get(2),
            funds.get(3),
            words);
    return null;
  }

  Integer ask(int kind, BigInteger owner, BigInteger payee, List<BigInteger> words) {
    return emit(kind, ZERO, owner, payee, List.of(ZERO, ZERO, ZERO, ZERO), words);
  }

  Integer askWith(
      int kind,
      BigInteger owner,
      BigInteger payee,
      List<BigInteger> funds,
      List<BigInteger> words) {
    return emit(kind, ZERO, owner, payee, funds, words);
  }

  /** A payment of one asset: here if local, else by a message. */
  Integer pay(boolean local, BigInteger to, BigInteger asset, BigInteger amount, int code) {
    if (local) {
      state.credit(to, asset, amount);
      return code;
    }
    return emit(
        CREDIT, BigInteger.valueOf(code), to, to, List.of(asset, amount, ZERO, ZERO), List.of());
  }

  private Integer payPair(
      boolean local,
      BigInteger to,
      BigInteger asset1,
      BigInteger amount1,
      BigInteger asset2,
      BigInteger amount2,
      int code) {
    if (local) {
      state.credit(to, asset1, amount1);
      state.credit(to, asset2, amount2);
      return code;
    }
    return emit(
        CREDIT_PAIR,
        BigInteger.valueOf(code),
        to,
        to,
        List.of(asset1, amount1, asset2, amount2),
        List.of());
  }

  Integer run(State.Message m) {
    List<BigInteger> w = m.words();
    return switch (m.kind()) {
      case CREDIT -> pay(true, m.owner(), m.asset1(), m.amount1(), m.code().intValue());
      case CREDIT_PAIR ->
          payPair(
              true,
              m.owner(),
              m.asset1(),
              m.amount1(),
              m.asset2(),
              m.amount2(),
              m.code().intValue());
      case PULL, PULL_REMOTE -> pull(m.kind() == PULL, m.owner(), w.get(0), w.get(1), w.get(2));
      case SWEEP, SWEEP_REMOTE -> sweep(m.kind() == SWEEP, m.owner(), w.get(0));
      case ADD_LIQUIDITY ->
          addLiquidity(
              false,
              m.owner(),
              m.payee(),
              List.of(m.asset1(), m.amount1(), m.asset2(), m.amount2()),
              w);
      case REMOVE_LIQUIDITY ->
          removeLiquidity(false, m.owner(), m.payee(), m.asset1(), m.amount1(), w);
      case SWAP -> swap(false, m.owner(), m.payee(), m.asset1(), m.amount1(), w);
      case EXIT_SHARES -> exitShares(m.owner(), m.payee(), m.asset1(), m.amount1(), w);
      default -> throw new IllegalStateException("kind " + m.kind());
    };
  }

  Integer pull(
      boolean receiverLocal,
      BigInteger owner,
      BigInteger asset,
      BigInteger amount,
      BigInteger receiver) {
    BigInteger key = State.allowanceKey(owner, state.sender, asset);
    BigInteger allowance = state.get(key);
    if (allowance.compareTo(amount) < 0) {
      return 2;
    }
    if (state.balance(owner, asset).compareTo(amount) < 0) {
      return 1;
    }
    if (!allowance.equals(UNLIMITED)) {
      state.set(key, allowance.subtract(amount));
    }
    state.debit(owner, asset, amount);
    state.transferLog(asset, owner, receiver, amount);
    return pay(receiverLocal, receiver, asset, amount, 0);
  }

  Integer sweep(boolean collectorLocal, BigInteger vault, BigInteger collector) {
    if (!state.get(State.key(State.COLLECTOR, 0, vault, ZERO)).equals(collector)) {
      return 12;
    }
    BigInteger all = state.balance(vault, ZERO);
    state.debit(vault, ZERO, all);
    state.transferLog(ZERO, vault, collector, all);
    return pay(collectorLocal, collector, ZERO, all, 0);
  }

  private static BigInteger divide(BigInteger a, BigInteger b, BigInteger d) {
    if (d.signum() == 0) {
      return ZERO;
    }
    BigInteger quotient = a.multiply(b).divide(d);
    return quotient.compareTo(State.TWO_256) < 0 ? quotient : ZERO;
  }

  private static boolean fails(BigInteger a, BigInteger b, BigInteger d) {
    return d.signum() == 0 || a.multiply(b).divide(d).compareTo(State.TWO_256) >= 0;
  }

  private BigInteger reserve0(BigInteger pool, BigInteger share) {
    return state.get(State.key(State.RESERVES, 0, pool, share)).mod(State.TWO_128);
  }

  private BigInteger reserve1(BigInteger pool, BigInteger share) {
    return state.get(State.key(State.RESERVES, 0, pool, share)).shiftRight(128);
  }

  private BigInteger supply(BigInteger pool, BigInteger share) {
    return state.get(State.key(State.CLOCK, 0, pool, share)).mod(State.TWO_128);
  }

  /** Price step, then the new reserves and supply, then Sync. */
  private void update(
      BigInteger pool, BigInteger share, BigInteger new0, BigInteger new1, BigInteger newSupply) {
    BigInteger r0 = reserve0(pool, share);
    BigInteger r1 = reserve1(pool, share);
    BigInteger last = state.get(State.key(State.CLOCK, 0, pool, share)).shiftRight(128);
    BigInteger dt = state.time.subtract(last);
    BigInteger priceKey = State.key(State.PRICE, 0, pool, share);
    if (supply(pool, share).signum() == 0) {
      state.set(priceKey, new1.shiftLeft(112).divide(new0));
      last = state.time;
    } else if (dt.signum() > 0) {
      BigInteger hundred = BigInteger.valueOf(100);
      BigInteger price = state.get(priceKey);
      BigInteger target = r1.shiftLeft(112).divide(r0);
      BigInteger upper = price.multiply(hundred.add(dt)).divide(hundred);
      BigInteger grown = hundred.add(dt);
      BigInteger lower = price.multiply(hundred).add(grown).subtract(ONE).divide(grown);
      BigInteger recorded = target.max(lower).min(upper);
      state.set(priceKey, recorded);
      accumulate(pool, share, 0, recorded.multiply(dt));
      accumulate(pool, share, 1, ONE.shiftLeft(224).divide(recorded).multiply(dt));
      last = state.time;
    }
    state.set(State.key(State.RESERVES, 0, pool, share), new1.shiftLeft(128).add(new0));
    state.set(State.key(State.CLOCK, 0, pool, share), last.shiftLeft(128).add(newSupply));
    state.log(4, share, new0, new1);
  }

  private void accumulate(BigInteger pool, BigInteger share, int direction, BigInteger amount) {
    BigInteger key = State.key(State.CUMULATIVE, direction, pool, share);
    state.set(key, state.get(key).add(amount).mod(State.TWO_256));
  }

  /** Funds: asset 0, desired 0, asset 1, desired 1. Words: share, minimums, deadline. */
  Integer addLiquidity(
      boolean local,
      BigInteger pool,
      BigInteger sender,
      List<BigInteger> funds,
      List<BigInteger> words) {
    BigInteger share = words.get(0);
    BigInteger d0 = funds.get(1);
    BigInteger d1 = funds.get(3);
    BigInteger r0 = reserve0(pool, share);
    BigInteger r1 = reserve1(pool, share);
    BigInteger supply = supply(pool, share);
    boolean first = supply.signum() == 0;
    BigInteger q1 = divide(d0, r1, r0);
    boolean allOf0 = first || (!fails(d0, r1, r0) && q1.compareTo(d1) <= 0);
    BigInteger used0 = allOf0 ? d0 : divide(d1, r0, r1);
    BigInteger used1 = first || !allOf0 ? d1 : q1;
    BigInteger minted =
        first ? d0.subtract(LOCKED) : divide(used0, supply, r0).min(divide(used1, supply, r1));
    BigInteger newSupply = first ? d0 : supply.add(minted);
    int code = 0;
    if (words.get(3).compareTo(state.time) < 0) {
      code = 3;
    } else if (used0.compareTo(words.get(1)) < 0) {
      code = 7;
    } else if (used1.compareTo(words.get(2)) < 0) {
      code = 8;
    } else if (minted.signum() <= 0 || (first && d1.signum() == 0)) {
      code = 9;
    } else if (r0.add(used0).compareTo(RESERVE_LIMIT) >= 0
        || r1.add(used1).compareTo(RESERVE_LIMIT) >= 0
        || newSupply.compareTo(State.TWO_128) >= 0) {
      code = 11;
    }
    if (code != 0) {
      return payPair(local, sender, funds.get(0), d0, funds.get(2), d1, code);
    }
    state.transferLog(funds.get(0), sender, pool, used0);
    state.transferLog(funds.get(2), sender, pool, used1);
    if (first) {
      state.transferLog(share, ZERO, ZERO, LOCKED);
    }
    state.transferLog(share, ZERO, sender, minted);
    update(pool, share, r0.add(used0), r1.add(used1), newSupply);
    state.log(5, share, used0, used1);
    return allOf0
        ? payPair(local, sender, share, minted, funds.get(2), d1.subtract(used1), 0)
        : payPair(local, sender, share, minted, funds.get(0), d0.subtract(used0), 0);
  }

  /** Words: asset 0, asset 1, minimum 0, minimum 1, receiver, deadline. */
  Integer removeLiquidity(
      boolean local,
      BigInteger pool,
      BigInteger sender,
      BigInteger share,
      BigInteger burned,
      List<BigInteger> words) {
    BigInteger r0 = reserve0(pool, share);
    BigInteger r1 = reserve1(pool, share);
    BigInteger supply = supply(pool, share);
    BigInteger a0 = divide(burned, r0, supply);
    BigInteger a1 = divide(burned, r1, supply);
    BigInteger receiver = words.get(4);
    int code = 0;
    if (words.get(5).compareTo(state.time) < 0) {
      code = 3;
    } else if (supply.compareTo(burned) < 0 || supply.signum() == 0) {
      code = 5;
    } else if (a0.signum() == 0 || a1.signum() == 0) {
      code = 10;
    } else if (a0.compareTo(words.get(2)) < 0) {
      code = 7;
    } else if (a1.compareTo(words.get(3)) < 0) {
      code = 8;
    }
    if (code != 0) {
      return payPair(local, sender, share, burned, words.get(1), ZERO, code);
    }
    state.transferLog(share, sender, pool, burned);
    state.transferLog(share, pool, ZERO, burned);
    state.transferLog(words.get(0), pool, receiver, a0);
    state.transferLog(words.get(1), pool, receiver, a1);
    update(pool, share, r0.subtract(a0), r1.subtract(a1), supply.subtract(burned));
    state.log(6, share, a0, a1, receiver);
    return payPair(local, receiver, words.get(0), a0, words.get(1), a1, 0);
  }

  /** Words: share, asset out, minimum out, receiver, deadline. */
  Integer swap(
      boolean local,
      BigInteger pool,
      BigInteger sender,
      BigInteger assetIn,
      BigInteger in,
      List<BigInteger> words) {
    BigInteger share = words.get(0);
    BigInteger assetOut = words.get(1);
    boolean sells0 = assetIn.compareTo(assetOut) < 0;
    BigInteger r0 = reserve0(pool, share);
    BigInteger r1 = reserve1(pool, share);
    BigInteger ri = sells0 ? r0 : r1;
    BigInteger ro = sells0 ? r1 : r0;
    BigInteger fee = divide(in, BigInteger.valueOf(997), ONE);
    BigInteger scaled = divide(ri, LOCKED, ONE);
    BigInteger out = divide(fee, ro, scaled.add(fee).mod(State.TWO_256));
    int code = 0;
    if (words.get(4).compareTo(state.time) < 0) {
      code = 3;
    } else if (ri.signum() == 0 || ro.signum() == 0) {
      code = 5;
    } else if (in.signum() == 0) {
      code = 4;
    } else if (out.signum() == 0 || out.compareTo(words.get(2)) < 0) {
      code = 6;
    } else if (ri.add(in).compareTo(RESERVE_LIMIT) >= 0) {
      code = 11;
    }
    if (code != 0) {
      return pay(local, sender, assetIn, in, code);
    }
    BigInteger receiver = words.get(3);
    state.transferLog(assetIn, sender, pool, in);
    state.transferLog(assetOut, pool, receiver, out);
    BigInteger newIn = ri.add(in);
    BigInteger newOut = ro.subtract(out);
    update(pool, share, sells0 ? newIn : newOut, sells0 ? newOut : newIn, supply(pool, share));
    if (sells0) {
      state.log(3, share, in, ZERO, ZERO, out, receiver);
    } else {
      state.log(3, share, ZERO, in, out, ZERO, receiver);
    }
    return pay(local, receiver, assetOut, out, 0);
  }

  /** Words: asset 0, asset 1. */
  private Integer exitShares(
      BigInteger pool,
      BigInteger owner,
      BigInteger share,
      BigInteger burned,
      List<BigInteger> words) {
    BigInteger r0 = reserve0(pool, share);
    BigInteger r1 = reserve1(pool, share);
    BigInteger supply = supply(pool, share);
    if (supply.signum() == 0 || supply.compareTo(burned) < 0) {
      return 5;
    }
    BigInteger a0 = divide(burned, r0, supply);
    BigInteger a1 = divide(burned, r1, supply);
    state.transferLog(share, owner, ZERO, burned);
    state.transferLog(words.get(0), pool, ZERO, a0);
    state.transferLog(words.get(1), pool, ZERO, a1);
    update(pool, share, r0.subtract(a0), r1.subtract(a1), supply.subtract(burned));
    state.log(6, share, a0, a1, owner);
    state.withdraw(owner, words.get(0), a0);
    state.withdraw(owner, words.get(1), a1);
    return 0;
  }

  Integer deposit(BigInteger owner, BigInteger asset, BigInteger amount) {
    if (state.balance(owner, asset).add(amount).compareTo(State.TWO_128) >= 0) {
      return 13;
    }
    state.credit(owner, asset, amount);
    state.transferLog(asset, ZERO, owner, amount);
    return 0;
  }

  Integer forcedExit(BigInteger owner, BigInteger asset) {
    BigInteger all = state.balance(owner, asset);
    if (all.signum() != 0) {
      state.debit(owner, asset, all);
      state.withdraw(owner, asset, all);
      state.transferLog(asset, owner, ZERO, all);
    }
    return 0;
  }

  Integer forcedExitShares(BigInteger owner, BigInteger share, List<BigInteger> words) {
    BigInteger all = state.balance(owner, share);
    if (all.signum() == 0) {
      return 0;
    }
    state.debit(owner, share, all);
    return askWith(
        EXIT_SHARES, words.get(0), owner, List.of(share, all, ZERO, ZERO), words.subList(1, 3));
  }
}
