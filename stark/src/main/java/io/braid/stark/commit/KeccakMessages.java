package io.braid.stark.commit;

import io.braid.stark.hash.KeccakKernel;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/**
 * Messages for keccak256 in all lanes of a kernel, all of one length. The words of a message stand
 * one behind the other with its padding, each with its first byte least significant, as Keccak
 * reads them.
 */
final class KeccakMessages {

  /** Of a block of 136 bytes. */
  private static final int BLOCK_WORDS = 34;

  private static final int FIRST_PADDING = 1;
  private static final int LAST_PADDING = 1 << 31;
  private static final long LOW = 0xffff_ffffL;

  private final KeccakKernel permutation;
  private final WordKernel kernel;
  private final int lanes;
  private final int length;
  private final int[] words;
  private final long[] states;
  private int filled;

  /**
   * Messages that are empty so far.
   *
   * @param count the words that each will have
   */
  KeccakMessages(KeccakKernel permutation, WordKernel kernel, int count) {
    this.permutation = permutation;
    this.kernel = kernel;
    lanes = permutation.lanes();
    length = (count / BLOCK_WORDS + 1) * BLOCK_WORDS;
    words = new int[lanes * length];
    states = permutation.newStates();
    for (int lane = 0; lane < lanes; lane++) {
      words[lane * length + count] = FIRST_PADDING;
      words[(lane + 1) * length - 1] |= LAST_PADDING;
    }
  }

  /** One message. */
  static KeccakMessages single(int count) {
    return new KeccakMessages(KeccakKernel.scalar(), WordKernel.scalar(), count);
  }

  /** Messages at once. */
  int lanes() {
    return lanes;
  }

  /** Begins anew. */
  void begin() {
    filled = 0;
  }

  /** Adds rows of a matrix, one to a message; those before a row, and then the last one again. */
  void addRows(Matrix matrix, int first, int to) {
    int width = matrix.width();
    for (int lane = 0; lane < lanes; lane++) {
      int row = Math.min(first + lane, to - 1);
      kernel.elements(matrix.elements(), row * width, width, words, lane * length + filled);
    }
    filled += width;
  }

  /** Adds digests as {@link #addRows} does rows. */
  void addDigests(int[] digests, int first, int to) {
    for (int lane = 0; lane < lanes; lane++) {
      int at = Math.min(first + lane, to - 1) * MerkleHash.DIGEST_INTS;
      kernel.reverse(digests, at, MerkleHash.DIGEST_INTS, words, lane * length + filled);
    }
    filled += MerkleHash.DIGEST_INTS;
  }

  /** Adds elements where there is one message. */
  void addElements(int[] elements) {
    kernel.elements(elements, 0, elements.length, words, filled);
    filled += elements.length;
  }

  /** Adds a digest where there is one message. */
  void addDigest(int[] digest, int at) {
    kernel.reverse(digest, at, MerkleHash.DIGEST_INTS, words, filled);
    filled += MerkleHash.DIGEST_INTS;
  }

  /** The digests of the messages that are full, cut by masks, to the places before one. */
  void hash(int[] masks, int[] digests, int first, int to) {
    absorb();
    for (int lane = 0; lane < Math.min(lanes, to - first); lane++) {
      squeeze(lane, masks, digests, (first + lane) * MerkleHash.DIGEST_INTS);
    }
  }

  /** The digest of the first message, cut by masks. */
  void hash(int[] masks, int[] digest, int digestAt) {
    absorb();
    squeeze(0, masks, digest, digestAt);
  }

  private void absorb() {
    Arrays.fill(states, 0);
    for (int block = 0; block < length; block += BLOCK_WORDS) {
      for (int lane = 0; lane < lanes; lane++) {
        int at = lane * length + block;
        for (int i = 0; i < BLOCK_WORDS / 2; i++) {
          states[i * lanes + lane] ^=
              (words[at + 2 * i] & LOW) | ((long) words[at + 2 * i + 1] << Integer.SIZE);
        }
      }
      permutation.permute(states);
    }
  }

  private void squeeze(int lane, int[] masks, int[] digest, int digestAt) {
    for (int i = 0; i < MerkleHash.DIGEST_INTS; i += 2) {
      long both = states[i / 2 * lanes + lane];
      digest[digestAt + i] = Integer.reverseBytes((int) both) & masks[i];
      digest[digestAt + i + 1] = Integer.reverseBytes((int) (both >>> Integer.SIZE)) & masks[i + 1];
    }
  }
}
