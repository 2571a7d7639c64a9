package io.braid.stark.proof;

import io.braid.stark.commit.MerkleHash;
import io.braid.stark.field.KoalaBear;
import java.util.Arrays;

/**
 * Reads a proof from its begin to its end. Nothing throws: what is missing or not what it should be
 * is read as zeros, and remembered.
 */
public final class ProofReader {

  private final byte[] bytes;
  private final MerkleHash hash;
  private int at;
  private boolean isTruncated;
  private boolean isCanonical = true;

  /**
   * A proof that nothing was read of.
   *
   * @param hash of the trees
   */
  public ProofReader(byte[] bytes, MerkleHash hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /** Reads the header; false if it is another. */
  public boolean header() {
    byte[] header = ProofFormat.HEADER;
    boolean isThere =
        bytes.length >= header.length
            && Arrays.equals(bytes, 0, header.length, header, 0, header.length);
    at = Math.min(bytes.length, header.length);
    return isThere;
  }

  /** Reads the power of two that a height is: from 0 to 255, whatever it means. */
  public int logHeight() {
    return has(Byte.BYTES) ? Byte.toUnsignedInt(bytes[at++]) : 0;
  }

  /** Reads an element, to Montgomery form. */
  public int element() {
    if (!has(Integer.BYTES)) {
      return KoalaBear.ZERO;
    }
    int number = 0;
    for (int end = at + Integer.BYTES; at < end; at++) {
      number = number << Byte.SIZE | Byte.toUnsignedInt(bytes[at]);
    }
    if (!KoalaBear.isElement(number)) {
      isCanonical = false;
      return KoalaBear.ZERO;
    }
    return KoalaBear.of(number);
  }

  /** Reads so many elements. */
  public int[] elements(int count) {
    int[] elements = new int[count];
    for (int i = 0; i < count; i++) {
      elements[i] = element();
    }
    return elements;
  }

  /** Reads a digest. */
  public int[] digest() {
    if (!has(hash.digestBytes())) {
      return new int[MerkleHash.DIGEST_INTS];
    }
    int[] digest = hash.fromBytes(bytes, at);
    at += hash.digestBytes();
    if (!hash.isDigest(digest, 0)) {
      isCanonical = false;
      return new int[MerkleHash.DIGEST_INTS];
    }
    return digest;
  }

  /** Reads so many digests, one behind the other. */
  public int[] digests(int count) {
    int[] digests = new int[count * MerkleHash.DIGEST_INTS];
    for (int i = 0; i < count; i++) {
      System.arraycopy(digest(), 0, digests, i * MerkleHash.DIGEST_INTS, MerkleHash.DIGEST_INTS);
    }
    return digests;
  }

  private boolean has(int count) {
    if (bytes.length - at < count) {
      isTruncated = true;
      at = bytes.length;
      return false;
    }
    return true;
  }

  /** Whether something was read that was not there. */
  public boolean isTruncated() {
    return isTruncated;
  }

  /** Whether all elements and digests that were there were such. */
  public boolean isCanonical() {
    return isCanonical;
  }

  /** Whether nothing is left. */
  public boolean isAtEnd() {
    return at == bytes.length;
  }
}
