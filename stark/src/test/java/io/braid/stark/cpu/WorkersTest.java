package io.braid.stark.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  private static final int LENGTH = 1_000;

  private static void assertEachOnce(AtomicIntegerArray visits) {
    for (int i = 0; i < visits.length(); i++) {
      assertEquals(1, visits.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void eachOfARangeIsVisitedOnceInPiecesOfAtLeastTheGrain(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertEquals(threads, workers.threads());
      for (int grain : new int[] {1, 2, 7, 100, LENGTH - 1, LENGTH, 2 * LENGTH}) {
        AtomicIntegerArray visits = new AtomicIntegerArray(LENGTH);
        AtomicInteger smallest = new AtomicInteger(LENGTH);
        workers.forRange(
            -10,
            LENGTH - 10,
            grain,
            (from, to) -> {
              smallest.accumulateAndGet(to - from, Math::min);
              for (int i = from; i < to; i++) {
                visits.incrementAndGet(i + 10);
              }
            });
        assertEachOnce(visits);
        assertTrue(smallest.get() >= Math.min(grain, LENGTH), () -> "a piece of " + smallest);
      }
    }
  }

  @Test
  void rangesOfAnyIntAreSplit() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger sum = new AtomicInteger();
      workers.forRange(
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          1,
          (from, to) -> {
            assertTrue(from < to);
            sum.addAndGet(to - from);
          });
      // 2^32 - 1 in 32 bits.
      assertEquals(-1, sum.get());
    }
  }

  @Test
  void manyCallsOneAfterTheOther() {
    try (Workers workers = new Workers(4)) {
      int[] numbers = new int[64];
      int calls = 20_000;
      for (int call = 0; call < calls; call++) {
        workers.forRange(
            0,
            numbers.length,
            1,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                numbers[i]++;
              }
            });
      }
      for (int number : numbers) {
        assertEquals(calls, number);
      }
    }
  }

  @Test
  void allThreadsWorkAtTheSameTime() {
    int threads = 3;
    CountDownLatch here = new CountDownLatch(threads);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (Workers workers = new Workers(threads)) {
      workers.forRange(
          0,
          threads,
          1,
          (from, to) -> {
            seen.add(Thread.currentThread());
            here.countDown();
            await(here);
          });
    }
    assertEquals(threads, seen.size());
    assertTrue(seen.remove(Thread.currentThread()));
    for (Thread helper : seen) {
      assertTrue(helper.isDaemon());
      assertTrue(helper.getName().startsWith("stark-worker-"), helper::getName);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aloneNoThreadIsMadeAndTheRangeIsOnePiece() {
    try (Workers workers = new Workers(1)) {
      AtomicInteger pieces = new AtomicInteger();
      Thread caller = Thread.currentThread();
      workers.forRange(
          0,
          LENGTH,
          1,
          (from, to) -> {
            assertSame(caller, Thread.currentThread());
            pieces.incrementAndGet();
          });
      assertEquals(1, pieces.get());
    }
  }

  @Test
  void whatAPieceThrowsComesOutOnceAllHaveStopped() {
    try (Workers workers = new Workers(3)) {
      for (int at = 0; at < 48; at++) {
        int wrong = at;
        Throwable thrown = at % 2 == 0 ? new IllegalStateException() : new AssertionError();
        AtomicInteger running = new AtomicInteger();
        Throwable caught =
            assertThrows(
                thrown.getClass(),
                () ->
                    workers.forRange(
                        0,
                        48,
                        1,
                        (from, to) -> {
                          running.incrementAndGet();
                          try {
                            if (from <= wrong && wrong < to) {
                              sneak(thrown);
                            }
                          } finally {
                            running.decrementAndGet();
                          }
                        }));
        assertSame(thrown, caught);
        assertEquals(0, running.get());
      }
      AtomicIntegerArray visits = new AtomicIntegerArray(48);
      workers.forRange(0, 48, 1, (from, to) -> visit(visits, from, to));
      assertEachOnce(visits);
    }
  }

  private static void sneak(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private static void visit(AtomicIntegerArray visits, int from, int to) {
    for (int i = from; i < to; i++) {
      visits.incrementAndGet(i);
    }
  }

  @Test
  void tasksMayShareOutRangesThemselves() {
    try (Workers workers = new Workers(3)) {
      AtomicIntegerArray visits = new AtomicIntegerArray(50 * 50);
      workers.forRange(
          0,
          50,
          1,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              int row = i * 50;
              workers.forRange(row, row + 50, 1, (begin, end) -> visit(visits, begin, end));
            }
          });
      assertEachOnce(visits);
    }
  }

  @Test
  void severalThreadsMayAskAtOnce() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      AtomicIntegerArray visits = new AtomicIntegerArray(4 * LENGTH);
      Thread[] callers = new Thread[4];
      for (int i = 0; i < callers.length; i++) {
        int begin = i * LENGTH;
        callers[i] =
            Thread.ofPlatform()
                .start(() ->
                    workers.forRange(
                        begin, begin + LENGTH, 1, (from, to) -> visit(visits, from, to)));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertEachOnce(visits);
    }
  }

  @Test
  void anInterruptNeitherStopsTheWorkNorGetsLost() {
    try (Workers workers = new Workers(2)) {
      AtomicIntegerArray visits = new AtomicIntegerArray(LENGTH);
      CountDownLatch here = new CountDownLatch(2);
      Thread.currentThread().interrupt();
      Thread caller = Thread.currentThread();
      workers.forRange(
          0,
          2,
          1,
          (from, to) -> {
            here.countDown();
            if (Thread.currentThread() != caller) {
              await(here);
              pause();
            }
            visit(visits, from * (LENGTH / 2), to * (LENGTH / 2));
          });
      assertTrue(Thread.interrupted());
      assertEachOnce(visits);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void closedWorkersEndTheirThreadsAndRefuseWork() throws InterruptedException {
    Workers workers = new Workers(2);
    CountDownLatch here = new CountDownLatch(2);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    workers.forRange(
        0,
        2,
        1,
        (from, to) -> {
          seen.add(Thread.currentThread());
          here.countDown();
          await(here);
        });
    workers.close();
    seen.remove(Thread.currentThread());
    for (Thread helper : seen) {
      helper.join();
      assertFalse(helper.isAlive());
    }
    assertEquals(
        "these workers have been closed",
        assertThrows(IllegalStateException.class, () -> workers.forRange(0, 1, 1, (from, to) -> {}))
            .getMessage());
    workers.close();
  }

  @Test
  void wrongNumbersAreRefused() {
    for (int threads : new int[] {-1, 0, 1025}) {
      assertEquals(
          "there can be 1 to 1024 threads, not " + threads,
          assertThrows(IllegalArgumentException.class, () -> new Workers(threads)).getMessage());
    }
    try (Workers workers = new Workers(1)) {
      for (int[] wrong : new int[][] {{1, 0, 1}, {0, 1, 0}, {0, 1, -1}}) {
        assertEquals(
            "no range is from %d to %d in pieces of %d".formatted(wrong[0], wrong[1], wrong[2]),
            assertThrows(
                    IllegalArgumentException.class,
                    () -> workers.forRange(wrong[0], wrong[1], wrong[2], (from, to) -> {}))
                .getMessage());
      }
      workers.forRange(3, 3, 1, (from, to) -> assertEquals(from, to + 1));
    }
  }
}
