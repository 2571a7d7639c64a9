package io.braid.sequencer.rpc.vertx;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What of memory is alive: on the heap after collections, and outside of it. */
record LiveMemory(long heapBytes, long directBytes) {

  private static final int COLLECTIONS_MAX = 20;

  /** Two collections that differ by less have found the same. */
  private static final long SAME_BYTES = 64 << 10;

  /** Collects until nothing more is found. */
  static LiveMemory now() {
    long heap = collected();
    for (int i = 0; i < COLLECTIONS_MAX; i++) {
      long next = collected();
      if (Math.abs(next - heap) < SAME_BYTES) {
        break;
      }
      heap = next;
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new LiveMemory(heap, Math.max(direct, PlatformDependent.usedDirectMemory()));
  }

  @Override
  public String toString() {
    return "%,d KiB of heap and %,d KiB outside".formatted(heapBytes >> 10, directBytes >> 10);
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
