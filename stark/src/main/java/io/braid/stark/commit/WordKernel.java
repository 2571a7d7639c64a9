package io.braid.stark.commit;

/** The loops that turn elements and digests into what Keccak absorbs. */
interface WordKernel {

  /** The fastest kernel that there is here. */
  static WordKernel fastest() {
    return scalar();
  }

  /** The kernel in plain Java. */
  static WordKernel scalar() {
    return new ScalarWordKernel();
  }

  /** The canonical numbers of elements, each with its bytes in the other order. */
  void elements(int[] elements, int at, int count, int[] words, int wordsAt);

  /** Ints, each with its bytes in the other order. */
  void reverse(int[] ints, int at, int count, int[] words, int wordsAt);
}
