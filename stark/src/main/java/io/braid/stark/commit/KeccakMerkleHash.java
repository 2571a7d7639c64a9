package io.braid.stark.commit;

import io.braid.stark.hash.KeccakKernel;
import io.braid.stark.poly.Matrix;
import java.util.List;

/**
 * Ethereum's keccak256, cut: of the rows for a leaf, of both children at 32 bytes each and the
 * injected rows for a node. An element is its canonical number, 4 bytes, the first most
 * significant; so is an int of a digest.
 */
public final class KeccakMerkleHash implements MerkleHash {

  /** Less than this is no protection against collisions. */
  public static final int DIGEST_BYTES_MIN = 20;

  /** What keccak256 gives. */
  public static final int DIGEST_BYTES_MAX = 32;

  private final int digestBytes;
  private final int[] masks = new int[DIGEST_INTS];
  private final KeccakKernel permutation;
  private final WordKernel words;

  /**
   * The hash with the fastest kernels that there are here.
   *
   * @param digestBytes the rest of a digest is cut
   * @throws IllegalArgumentException unless that is from 20 to 32
   */
  public KeccakMerkleHash(int digestBytes) {
    this(digestBytes, KeccakKernel.fastest(), WordKernel.fastest());
  }

  KeccakMerkleHash(int digestBytes, KeccakKernel permutation, WordKernel words) {
    if (digestBytes < DIGEST_BYTES_MIN || digestBytes > DIGEST_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a digest has %d to %d bytes, not %d"
              .formatted(DIGEST_BYTES_MIN, DIGEST_BYTES_MAX, digestBytes));
    }
    this.digestBytes = digestBytes;
    this.permutation = permutation;
    this.words = words;
    for (int i = 0; i < DIGEST_INTS; i++) {
      int bytes = Math.clamp(digestBytes - (long) Integer.BYTES * i, 0, Integer.BYTES);
      masks[i] = bytes == 0 ? 0 : -1 << (Byte.SIZE * (Integer.BYTES - bytes));
    }
  }

  @Override
  public int digestBytes() {
    return digestBytes;
  }

  @Override
  public boolean isDigest(int[] ints, int at) {
    for (int i = 0; i < DIGEST_INTS; i++) {
      if ((ints[at + i] & ~masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void toBytes(int[] digest, byte[] out, int outAt) {
    for (int i = 0; i < digestBytes; i++) {
      int shift = Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES);
      out[outAt + i] = (byte) (digest[i / Integer.BYTES] >>> shift);
    }
  }

  @Override
  public int[] fromBytes(byte[] bytes, int at) {
    int[] digest = new int[DIGEST_INTS];
    for (int i = 0; i < digestBytes; i++) {
      int shift = Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES);
      digest[i / Integer.BYTES] |= Byte.toUnsignedInt(bytes[at + i]) << shift;
    }
    return digest;
  }

  @Override
  public void leaves(List<Matrix> matrices, int from, int to, int[] digests, int at) {
    KeccakMessages messages = new KeccakMessages(permutation, words, elements(matrices));
    for (int first = from; first < to; first += messages.lanes()) {
      messages.begin();
      for (Matrix matrix : matrices) {
        messages.addRows(matrix, first, to);
      }
      messages.hash(masks, digests, at + first - from, at + to - from);
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
    KeccakMessages messages =
        new KeccakMessages(permutation, words, 2 * DIGEST_INTS + elements(injected));
    for (int first = from; first < to; first += messages.lanes()) {
      messages.begin();
      messages.addDigests(children, leftAt + first - from, leftAt + to - from);
      messages.addDigests(children, rightAt + first - from, rightAt + to - from);
      for (Matrix matrix : injected) {
        messages.addRows(matrix, first, to);
      }
      messages.hash(masks, parents, first, to);
    }
  }

  @Override
  public void leaf(int[] elements, int[] digest, int digestAt) {
    KeccakMessages message = KeccakMessages.single(elements.length);
    message.begin();
    message.addElements(elements);
    message.hash(masks, digest, digestAt);
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
    KeccakMessages message = KeccakMessages.single(2 * DIGEST_INTS + elements.length);
    message.begin();
    message.addDigest(left, leftAt);
    message.addDigest(right, rightAt);
    message.addElements(elements);
    message.hash(masks, digest, digestAt);
  }
}
