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
}
