package io.braid.node.loadtest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What this process costs, and some of its threads. */
final class CpuMeter {

  /** The beginning of the names of threads that belong to a run. */
  static final String THREADS = "loadtest";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long[] ids;
  private final long threadsBegin;
  private final long processBegin;

  /** Begins to measure threads: these, by their ids, and those with the name of the run. */
  CpuMeter(List<Long> others) {
    ids =
        LongStream.concat(
                others.stream().mapToLong(Long::longValue),
                Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                    .filter(thread -> thread != null && thread.getThreadName().contains(THREADS))
                    .mapToLong(ThreadInfo::getThreadId))
            .distinct()
            .toArray();
    threadsBegin = threadNanos();
    processBegin = process.getProcessCpuTime();
  }

  private long threadNanos() {
    // A thread that has ended says -1; it had better not.
    return Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
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
