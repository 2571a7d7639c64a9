package io.braid.stark.proof;

import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.OpenedRows;
import io.braid.stark.commit.Opening;
import io.braid.stark.field.KoalaBear;
import java.io.ByteArrayOutputStream;

/** Writes a proof from its begin to its end. */
public final class ProofWriter {

  private final MerkleHash hash;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * A proof with its header.
   *
   * @param hash of the trees
   */
  public ProofWriter(MerkleHash hash) {
    this.hash = hash;
    out.writeBytes(ProofFormat.HEADER);
  }

  /** Writes the power of two that a height is. */
  public void logHeight(int logHeight) {
    out.write(logHeight);
  }

  /** Writes elements, given in Montgomery form. */
  public void elements(int[] elements) {
    for (int element : elements) {
      int number = KoalaBear.toCanonical(element);
      for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        out.write(number >>> shift);
      }
    }
  }

  /** Writes a digest. */
  public void digest(int[] digest) {
    byte[] bytes = new byte[hash.digestBytes()];
    hash.toBytes(digest, bytes, 0);
    out.writeBytes(bytes);
  }

  /** Writes the rows of each matrix, then the siblings. */
  public void opening(Opening opening) {
    for (OpenedRows rows : opening.rows()) {
      elements(rows.elements());
    }
    int[] siblings = opening.siblings();
    int[] digest = new int[MerkleHash.DIGEST_INTS];
    for (int at = 0; at < siblings.length; at += digest.length) {
      System.arraycopy(siblings, at, digest, 0, digest.length);
      digest(digest);
    }
  }

  /** The bytes so far. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
