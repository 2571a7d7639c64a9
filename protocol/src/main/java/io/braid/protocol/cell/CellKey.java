package io.braid.protocol.cell;

/**
 * Packing of keys. Packed: kind (bits 248 to 255), rest (224 to 247), owner (64 to 223), asset (0
 * to 63). Hashed: kind, then a digest of 248 bits. Every field is a whole number of 16-bit limbs
 * but for kind and rest, which are constants of a program.
 */
public final class CellKey {

  /** Below this, the rest of a packed key. */
  public static final int REST_LIMIT = 1 << 24;

  private static final long KIND_MASK = 0x00ff_ffff_ffff_ffffL;

  private CellKey() {}

  /** Packs a key; the operands are masked to 160 and 64 bits. The output may alias them. */
  public static void pack(
      int kind,
      int rest,
      long[] owner,
      int ownerAt,
      long[] asset,
      int assetAt,
      long[] out,
      int at) {
    long low = asset[assetAt];
    long owner0 = owner[ownerAt];
    long owner1 = owner[ownerAt + 1];
    long owner2 = owner[ownerAt + 2] & 0xffff_ffffL;
    out[at] = low;
    out[at + 1] = owner0;
    out[at + 2] = owner1;
    out[at + 3] = ((long) kind << 56) | ((long) rest << 32) | owner2;
  }

  /** Packs a hashed key; the digest is masked to 248 bits. The output may alias it. */
  public static void packHashed(int kind, long[] digest, int digestAt, long[] out, int at) {
    long top = (digest[digestAt + 3] & KIND_MASK) | ((long) kind << 56);
    System.arraycopy(digest, digestAt, out, at, 3);
    out[at + 3] = top;
  }
}
