package io.braid.sequencer.rpc;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.crypto.Poseidon2Hash;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.StateView;
import java.math.BigInteger;

/** Reads the cells of a state by what they mean ({@code docs/protocol/cells.md}). */
final class LedgerState {

  /** Reserves and share supply of a pool; all are 0 where it does not exist. */
  record Pool(Word reserve0, Word reserve1, Word supply, long priceTimeSeconds) {

    BigInteger reserve(boolean first) {
      return toBigInteger(first ? reserve0 : reserve1);
    }
  }

  private final StateView state;

  LedgerState(StateView state) {
    this.state = state;
  }

  /** The balance of an owner. */
  Word balance(Address owner, AssetId asset) {
    return low(state.cell(holding(owner.word(), asset)));
  }

  /** The nonce in an account's cell: that of the next transaction whose first step is to run. */
  long nonce(Address account) {
    return state.cell(holding(account.word(), AssetId.ETH)).third();
  }

  Word allowance(Address owner, Address spender, AssetId asset) {
    return state.cell(allowanceKey(owner.word(), spender.word(), asset));
  }

  /** The pool of these shares. */
  Pool pool(Address pool, AssetId shares) {
    Word reserves = state.cell(packed(CellKind.POOL_RESERVES, 0, pool.word(), shares));
    Word clock = state.cell(packed(CellKind.POOL_CLOCK, 0, pool.word(), shares));
    return new Pool(low(reserves), high(reserves), low(clock), clock.third());
  }

  /** How much there is of an asset. */
  Word supply(AssetId asset, Address assetAddress) {
    return asset.isShares() ? pool(assetAddress, asset).supply() : state.supply(asset);
  }

  static Word holding(Word owner, AssetId asset) {
    return packed(CellKind.HOLDING, 0, owner, asset);
  }

  static Word packed(CellKind kind, int rest, Word owner, AssetId asset) {
    long[] key = new long[Word256.LONGS];
    CellKey.pack(
        kind.code(), rest, owner.toLongs(), 0, Word.of(asset.number()).toLongs(), 0, key, 0);
    return Word.of(key, 0);
  }

  static Word allowanceKey(Word owner, Word spender, AssetId asset) {
    long[] digest = new long[Word256.LONGS];
    new Poseidon2Hash()
        .digest(
            owner.toLongs(),
            0,
            spender.toLongs(),
            0,
            Word.of(asset.number()).toLongs(),
            0,
            digest,
            0);
    CellKey.packHashed(CellKind.ALLOWANCE.code(), digest, 0, digest, 0);
    return Word.of(digest, 0);
  }

  static BigInteger toBigInteger(Word word) {
    return new BigInteger(1, word.toBytes());
  }

  private static Word low(Word word) {
    return new Word(word.low(), word.second(), 0, 0);
  }

  private static Word high(Word word) {
    return new Word(word.third(), word.high(), 0, 0);
  }
}
