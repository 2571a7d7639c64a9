package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;
import io.braid.stark.poly.Matrix;
import java.util.List;

/**
 * Poseidon2 for trees that are verified in a proof. A leaf is a {@linkplain Poseidon2Sponge sponge}
 * of width 24, a node the compression of its children at width 16: the first 8 elements of P(x) +
 * x. Injected rows are hashed as a leaf, and that is compressed with the node's digest.
 */
public final class Poseidon2MerkleHash implements MerkleHash {

  private static final int BYTES = Integer.BYTES * DIGEST_INTS;

  private final Poseidon2Kernel compression;
  private final Poseidon2Kernel sponge;
  private final Poseidon2Kernel singleCompression = Poseidon2Kernel.scalar(Poseidon2.WIDTH_16);
  private final Poseidon2Kernel singleSponge = Poseidon2Kernel.scalar(Poseidon2.WIDTH_24);

  /** The hash with the fastest kernels that there are here. */
  public Poseidon2MerkleHash() {
    this(Poseidon2Kernel.fastest(Poseidon2.WIDTH_16), Poseidon2Kernel.fastest(Poseidon2.WIDTH_24));
  }

  Poseidon2MerkleHash(Poseidon2Kernel compression, Poseidon2Kernel sponge) {
    this.compression = compression;
    this.sponge = sponge;
  }

  @Override
  public int digestBytes() {
    return BYTES;
  }

  @Override
  public boolean isDigest(int[] ints, int at) {
    for (int i = at; i < at + DIGEST_INTS; i++) {
      if (!KoalaBear.isElement(ints[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void toBytes(int[] digest, byte[] out, int outAt) {
    for (int i = 0; i < BYTES; i++) {
      int shift = Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES);
      out[outAt + i] = (byte) (KoalaBear.toCanonical(digest[i / Integer.BYTES]) >>> shift);
    }
  }

  /** Of a number that is no element one remains that is none. */
  @Override
  public int[] fromBytes(byte[] bytes, int at) {
    int[] digest = new int[DIGEST_INTS];
    for (int i = 0; i < BYTES; i++) {
      digest[i / Integer.BYTES] =
          digest[i / Integer.BYTES] << Byte.SIZE | Byte.toUnsignedInt(bytes[at + i]);
    }
    for (int i = 0; i < DIGEST_INTS; i++) {
      digest[i] = KoalaBear.isElement(digest[i]) ? KoalaBear.of(digest[i]) : digest[i];
    }
    return digest;
  }

  @Override
  public void leaves(List<Matrix> matrices, int from, int to, int[] digests, int at) {
    Poseidon2Sponge rows = new Poseidon2Sponge(sponge);
    int count = elements(matrices);
    for (int first = from; first < to; first += sponge.lanes()) {
      rows.begin(count);
      for (Matrix matrix : matrices) {
        rows.absorb(matrix, first, to);
      }
      Lanes.scatter(rows.digests(), sponge.lanes(), digests, at + first - from, at + to - from);
    }
  }

  private static int elements(List<Matrix> matrices) {
    return matrices.stream().mapToInt(Matrix::width).sum();
  }

  @Override
  public void nodes(
      int[] children,
      int leftAt,
      int rightAt,
      List<Matrix> injected,
      int from,
      int to,
      int[] parents) {
    Poseidon2Compression joined = new Poseidon2Compression(compression);
    Poseidon2Sponge rows = new Poseidon2Sponge(sponge);
    int count = elements(injected);
    int lanes = compression.lanes();
    for (int first = from; first < to; first += lanes) {
      int left = leftAt + first - from;
      int right = rightAt + first - from;
      Lanes.gather(children, left, leftAt + to - from, joined.states(), lanes, 0);
      Lanes.gather(children, right, rightAt + to - from, joined.states(), lanes, DIGEST_INTS);
      joined.compress();
      if (!injected.isEmpty()) {
        rows.begin(count);
        for (Matrix matrix : injected) {
          rows.absorb(matrix, first, to);
        }
        joined.setRight(rows.digests());
        joined.compress();
      }
      Lanes.scatter(joined.states(), lanes, parents, first, to);
    }
  }

  @Override
  public void leaf(int[] elements, int[] digest, int digestAt) {
    Poseidon2Sponge rows = new Poseidon2Sponge(singleSponge);
    rows.begin(elements.length);
    rows.absorb(elements);
    System.arraycopy(rows.digests(), 0, digest, digestAt, DIGEST_INTS);
  }

  @Override
  public void node(
      int[] left,
      int leftAt,
      int[] right,
      int rightAt,
      int[] elements,
      int[] digest,
      int digestAt) {
    Poseidon2Compression joined = new Poseidon2Compression(singleCompression);
    System.arraycopy(left, leftAt, joined.states(), 0, DIGEST_INTS);
    System.arraycopy(right, rightAt, joined.states(), DIGEST_INTS, DIGEST_INTS);
    joined.compress();
    if (elements.length > 0) {
      Poseidon2Sponge rows = new Poseidon2Sponge(singleSponge);
      rows.begin(elements.length);
      rows.absorb(elements);
      joined.setRight(rows.digests());
      joined.compress();
    }
    System.arraycopy(joined.states(), 0, digest, digestAt, DIGEST_INTS);
  }
}
