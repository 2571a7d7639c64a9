package io.braid.stark.commit;

import io.braid.stark.cpu.VectorApi;

/** The loops that turn elements and digests into what Keccak absorbs. */
interface WordKernel {

  /** The fastest kernel that there is here. */
  static WordKernel fastest() {
    return VectorApi.isThere() ? new VectorWordKernel() : scalar();
  }

  /** The kernel in plain Java. */
  static WordKernel scalar() {
    return new ScalarWordKernel();
  }

  /** The canonical numbers of elements, 4 bytes each, the first most significant. */
  void elements(int[] elements, int at, int count, byte[] bytes, int bytesAt);

  /** Ints, 4 bytes each, the first most significant. */
  void ints(int[] ints, int at, int count, byte[] bytes, int bytesAt);

  /**
   * Brings messages of one length that stand one behind the other into lanes: word w of the message
   * with number s goes to {@code w * lanes + s}. A word is 8 bytes, the first least significant.
   *
   * @param lanes the messages
   * @param count the words of each to bring, from the first on
   */
  void spread(byte[] messages, int lanes, int count, long[] words);
}
