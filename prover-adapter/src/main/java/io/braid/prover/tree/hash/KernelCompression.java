package io.braid.prover.tree.hash;

import io.braid.protocol.tree.Compression;
import io.braid.protocol.tree.Digest;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.hash.Poseidon2Kernel;

/**
 * The compression by a kernel that takes several pairs at once, with the pairs shared out over
 * threads. Both modules keep elements in the same Montgomery form, so digests go in and out as they
 * are.
 */
public final class KernelCompression implements Compression {

  /** Pairs below which it is not worth it to wake another thread. */
  private static final int PAIRS_OF_THREAD_MIN = 256;

  private final Poseidon2Kernel kernel;
  private final Workers workers;

  /** The compression by the fastest kernel there is here. */
  public KernelCompression(Workers workers) {
    this(Poseidon2Kernel.fastest(Poseidon2.WIDTH_16), workers);
  }

  KernelCompression(Poseidon2Kernel kernel, Workers workers) {
    this.kernel = kernel;
    this.workers = workers;
  }

  @Override
  public void compress(int[] pairs, int count, int[] digests) {
    workers.forRange(
        0, count, PAIRS_OF_THREAD_MIN, (from, to) -> compress(pairs, from, to, digests));
  }

  private void compress(int[] pairs, int from, int to, int[] digests) {
    int lanes = kernel.lanes();
    int[] states = new int[Digest.PAIR * lanes];
    for (int first = from; first < to; first += lanes) {
      int there = Math.min(lanes, to - first);
      gather(pairs, first, there, states, lanes);
      kernel.permute(states);
      for (int lane = 0; lane < there; lane++) {
        int pair = (first + lane) * Digest.PAIR;
        int digest = (first + lane) * Digest.ELEMENTS;
        for (int i = 0; i < Digest.ELEMENTS; i++) {
          digests[digest + i] = KoalaBear.add(states[i * lanes + lane], pairs[pair + i]);
        }
      }
    }
  }

  /** Lanes without a pair of their own keep what they had: nobody looks at their result. */
  private static void gather(int[] pairs, int first, int count, int[] states, int lanes) {
    for (int lane = 0; lane < count; lane++) {
      int at = (first + lane) * Digest.PAIR;
      for (int i = 0; i < Digest.PAIR; i++) {
        states[i * lanes + lane] = pairs[at + i];
      }
    }
  }
}
