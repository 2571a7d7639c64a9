package io.braid.stark.commit;

import io.braid.stark.hash.KeccakKernel;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/**
 * Messages for keccak256 in all lanes of a kernel, all of one length. Each stands one behind the
 * other with its padding.
 */
final class KeccakMessages {

  /** What a permutation takes in. */
  private static final int BLOCK_WORDS = 17;

  private static final int BLOCK_BYTES = BLOCK_WORDS * Long.BYTES;

  private static final byte FIRST_PADDING = 1;
  private static final byte LAST_PADDING = (byte) (1 << 7);

  private final KeccakKernel permutation;
  private final WordKernel kernel;
  private final int lanes;
  private final int length;
  private final byte[] messages;
  private final long[] words;
  private final long[] states;
  private int filled;

  /**
   * Messages that are empty so far.
   *
   * @param count the ints and elements that each will have
   */
  KeccakMessages(KeccakKernel permutation, WordKernel kernel, int count) {
    this.permutation = permutation;
    this.kernel = kernel;
    lanes = permutation.lanes();
    int bytes = Integer.BYTES * count;
    length = (bytes / BLOCK_BYTES + 1) * BLOCK_BYTES;
    messages = new byte[lanes * length];
    words = new long[messages.length / Long.BYTES];
    states = permutation.newStates();
    for (int lane = 0; lane < lanes; lane++) {
      messages[lane * length + bytes] = FIRST_PADDING;
      messages[(lane + 1) * length - 1] |= LAST_PADDING;
    }
    // Of the padding only the word where it begins is ever brought again.
    kernel.spread(messages, lanes, length / Long.BYTES, words);
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
      kernel.elements(matrix.elements(), row * width, width, messages, lane * length + filled);
    }
    filled += Integer.BYTES * width;
  }

  /** Adds digests as {@link #addRows} does rows. */
  void addDigests(int[] digests, int first, int to) {
    for (int lane = 0; lane < lanes; lane++) {
      int at = Math.min(first + lane, to - 1) * MerkleHash.DIGEST_INTS;
      kernel.ints(digests, at, MerkleHash.DIGEST_INTS, messages, lane * length + filled);
    }
    filled += Integer.BYTES * MerkleHash.DIGEST_INTS;
  }

  /** Adds elements where there is one message. */
  void addElements(int[] elements) {
    kernel.elements(elements, 0, elements.length, messages, filled);
    filled += Integer.BYTES * elements.length;
  }

  /** Adds a digest where there is one message. */
  void addDigest(int[] digest, int at) {
    kernel.ints(digest, at, MerkleHash.DIGEST_INTS, messages, filled);
    filled += Integer.BYTES * MerkleHash.DIGEST_INTS;
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
    // All at once: vectors that read what single words were just written to would wait for each.
    kernel.spread(messages, lanes, filled / Long.BYTES + 1, words);
    int blockWords = BLOCK_WORDS * lanes;
    System.arraycopy(words, 0, states, 0, blockWords);
    Arrays.fill(states, blockWords, states.length, 0);
    permutation.permute(states);
    for (int block = blockWords; block < words.length; block += blockWords) {
      for (int i = 0; i < blockWords; i++) {
        states[i] ^= words[block + i];
      }
      permutation.permute(states);
    }
  }

  private void squeeze(int lane, int[] masks, int[] digest, int digestAt) {
    for (int i = 0; i < MerkleHash.DIGEST_INTS / 2; i++) {
      long both = Long.reverseBytes(states[i * lanes + lane]);
      digest[digestAt + 2 * i] = (int) (both >>> Integer.SIZE) & masks[2 * i];
      digest[digestAt + 2 * i + 1] = (int) both & masks[2 * i + 1];
    }
  }
}
