package io.braid.protocol.cell;

/**
 * The kinds of cells: the first byte of a key. The home shard of a packed cell is its owner's; an
 * allowance lives with the owner whose asset it concerns.
 */
public enum CellKind {
  /** Balance below 2^128; for ETH the nonce of the account stands above it, times 2^128. */
  HOLDING(1, false),
  /**
   * What a spender may move of an owner's asset, any word; 2^256 - 1 never falls. The key's digest
   * is of owner, spender, asset. Holds no value.
   */
  ALLOWANCE(2, true),
  /** Reserve of token0, and that of token1 times 2^128; both below 2^112. */
  POOL_RESERVES(3, false),
  /** Share supply below 2^128, and the time of the last price step (s) times 2^128. */
  POOL_CLOCK(4, false),
  /** Recorded price of token0 in token1, UQ112.112. */
  POOL_PRICE(5, false),
  /**
   * Recorded price times seconds, summed modulo 2^256. The rest of the key is the direction: 0 for
   * the price of token0, 1 for that of token1.
   */
  POOL_CUMULATIVE(6, false),
  /** The address that a shard's fee account, the owner of the cell, may be swept to. */
  COLLECTOR(7, false);

  private final int code;
  private final boolean hashed;

  CellKind(int code, boolean hashed) {
    this.code = code;
    this.hashed = hashed;
  }

  /** The kind byte. */
  public int code() {
    return code;
  }

  /** Whether the other 248 bits of a key are a digest. */
  public boolean hashed() {
    return hashed;
  }

  /** The kind with this code, or null if there is none. */
  public static CellKind of(int code) {
    return code >= 1 && code <= KINDS.length ? KINDS[code - 1] : null;
  }

  private static final CellKind[] KINDS = values();
}
