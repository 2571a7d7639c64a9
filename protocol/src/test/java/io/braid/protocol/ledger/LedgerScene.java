package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain with two pools and a few people on it, whose homes decide the shapes of what they do.
 *
 * <p>Everybody but the bare one holds plenty of ETH and of the tokens 1 and 2, and some shares;
 * token 3 is the sender's alone, and no pool has it. The second has approved the sender for {@link
 * #ALLOWED} of the tokens 1 and 3 and of ETH.
 */
final class LedgerScene {

  static final BigInteger MAX = Words.MAX;
  static final BigInteger PLENTY = ONE.shiftLeft(120);
  static final BigInteger ALLOWED = TEN.pow(19);

  /** Reserve of the lower token in both pools, which is their share supply too. */
  static final BigInteger RESERVE_0 = TEN.pow(21).shiftLeft(2);

  static final BigInteger RESERVE_1 = TEN.pow(21);

  /** Shares of each pool that the sender holds. */
  static final BigInteger SHARES = TEN.pow(20);

  private static final String ADD =
      "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)";

  /** How many shards, and where the three live whose homes make the shape of a chain. */
  record Layout(int shards, int sender, int second, int receiver) {

    static List<Layout> all(int shards) {
      List<Layout> layouts = new ArrayList<>();
      for (int i = 0; i < shards * shards * shards; i++) {
        int sender = i / shards / shards;
        layouts.add(new Layout(shards, sender, i / shards % shards, i % shards));
      }
      return layouts;
    }

    /** Every layout of 1, 2 and 4 shards. */
    static List<Layout> all() {
      List<Layout> layouts = new ArrayList<>();
      for (int shards : new int[] {1, 2, 4}) {
        layouts.addAll(all(shards));
      }
      return layouts;
    }
  }

  final LedgerChain chain;
  final BigInteger sender;

  /** Whose tokens the sender may move. */
  final BigInteger second;

  /** The fee account that is swept. */
  final BigInteger vault;

  /** Who is paid; the collector of fees as well. */
  final BigInteger receiver;

  /** Lives with the sender and can pay fees and nothing else. */
  final BigInteger bare;

  LedgerScene(Layout layout) {
    sender = Addresses.user(1, layout.sender());
    second = Addresses.user(2, layout.second());
    vault = Addresses.feeAccount(layout.second());
    receiver = Addresses.user(3, layout.receiver());
    bare = Addresses.user(4, layout.sender());
    List<LedgerChain.Allocation> given = new ArrayList<>();
    for (BigInteger holder : List.of(sender, second)) {
      for (int token = 0; token <= 2; token++) {
        given.add(new LedgerChain.Allocation(holder, Addresses.asset(token), PLENTY));
      }
    }
    given.add(new LedgerChain.Allocation(sender, Addresses.asset(3), PLENTY));
    given.add(new LedgerChain.Allocation(bare, ZERO, TEN.pow(12)));
    chain = new LedgerChain(layout.shards(), receiver, given);
    createPool(0, 2);
    createPool(1, 2);
    for (int token : new int[] {0, 1, 3}) {
      Tx approval = Tx.of(second, chain.nonce(second), Addresses.named(token));
      approval.call("approve(address,uint256)", List.of(sender, ALLOWED));
      chain.mustSucceed(approval);
    }
  }

  /** The second creates a pool and gives the sender some of its shares. */
  private void createPool(int token0, int token1) {
    Tx add = Tx.of(second, chain.nonce(second), Addresses.router());
    add.call(
        ADD,
        List.of(
            Addresses.named(token0),
            Addresses.named(token1),
            RESERVE_0,
            RESERVE_1,
            ZERO,
            ZERO,
            second,
            MAX));
    chain.mustSucceed(add);
    Tx give = Tx.of(second, chain.nonce(second), Addresses.pool(token0, token1));
    give.call("transfer(address,uint256)", List.of(sender, SHARES));
    chain.mustSucceed(give);
  }
}
