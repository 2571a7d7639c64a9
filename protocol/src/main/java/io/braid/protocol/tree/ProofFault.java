package io.braid.protocol.tree;

/** Why bytes are no proof, or a proof shows nothing; the first that applies. */
public enum ProofFault {
  /** The bytes end too early. */
  TRUNCATED,
  /** An element of a sibling is p or more. */
  ELEMENT_OUT_OF_RANGE,
  /** The bytes go on behind their end. */
  TRAILING_BYTES,
  /** The key that is asked for is 0 or 2^256 - 1, which no cell has. */
  RESERVED_KEY,
  /**
   * The leaf has another key, and its key and next key do not enclose the one that is asked for.
   */
  KEY_NOT_ENCLOSED,
  /** Leaf, index and siblings have another root. */
  ROOT_MISMATCH
}
