package io.braid.protocol.types;

import io.braid.protocol.Limits;

/**
 * An asset: ETH is 0, the token with index t is {@code t * 2^32}, shares of the pool of two tokens
 * are {@code token0 * 2^32 + token1}.
 *
 * @param number the asset as it stands in keys and records
 */
public record AssetId(long number) {

  /** ETH. */
  public static final AssetId ETH = new AssetId(0);

  /** Checks the range. */
  public AssetId {
    long first = number >>> 32;
    long second = number & 0xffff_ffffL;
    if (first > Limits.TOKENS_MAX
        || second > Limits.TOKENS_MAX
        || (second != 0 && first >= second)) {
      throw new IllegalArgumentException("not an asset: " + Long.toHexString(number));
    }
  }

  /** A token, by its index from 1 to {@link Limits#TOKENS_MAX}. */
  public static AssetId token(long index) {
    if (index < 1 || index > Limits.TOKENS_MAX) {
      throw new IllegalArgumentException(
          "a token index is from 1 to %d, not %d".formatted(Limits.TOKENS_MAX, index));
    }
    return new AssetId(index << 32);
  }

  /** Shares of the pool of two tokens, {@code token0 < token1}; ETH counts as token 0. */
  public static AssetId shares(long token0, long token1) {
    if (token0 < 0 || token0 >= token1 || token1 > Limits.TOKENS_MAX) {
      throw new IllegalArgumentException(
          "tokens of a pair are in order, from 0 to %d, not %d, %d"
              .formatted(Limits.TOKENS_MAX, token0, token1));
    }
    return new AssetId(token0 << 32 | token1);
  }

  /** Whether these are shares of a pool. */
  public boolean isShares() {
    return (number & 0xffff_ffffL) != 0;
  }
}
