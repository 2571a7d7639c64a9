package io.braid.node.loadtest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What this process costs, and some of its threads. */
final class CpuMeter {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<Long> ids;
  private final long threadsBegin;
  private final long processBegin;

  /** Begins to measure threads, by their ids. */
  CpuMeter(List<Long> ids) {
    this.ids = List.copyOf(ids);
    threadsBegin = threadNanos();
    processBegin = process.getProcessCpuTime();
  }

  private long threadNanos() {
    // A thread that has ended says -1; it had better not.
    return ids.stream().mapToLong(threads::getThreadCpuTime).sum();
  }

  /** The threads' time on a processor since the beginning, in nanoseconds. */
  long threadsNanos() {
    return threadNanos() - threadsBegin;
  }

  /** The whole process's time on a processor since the beginning, in nanoseconds. */
  long processNanos() {
    return process.getProcessCpuTime() - processBegin;
  }
}
