package io.braid.protocol.tree;

/** Why bytes are no tree; of several, the first that is met. */
public enum ImportFault {
  UNKNOWN_VERSION,
  /** A chunk ends too early, or a chunk is missing. */
  TRUNCATED,
  /** There is no leaf, or more than there may be; the count of updates is negative. */
  OUT_OF_RANGE,
  /** An element of the root is p or more. */
  ELEMENT_OUT_OF_RANGE,
  /** A chunk goes on behind its end, or there is one too many. */
  TRAILING_BYTES,
  /** Leaf 0 has another key than 0 or another value than 0, or a later leaf has the key 0. */
  WRONG_FIRST_LEAF,
  /** A leaf's next key is not above its key. */
  NEXT_KEY_NOT_ABOVE,
  /** The leaves have another root than the header says. */
  ROOT_MISMATCH,
  /** A key has two leaves, or next keys do not link the leaves in the order of their keys. */
  WRONG_LINK
}
