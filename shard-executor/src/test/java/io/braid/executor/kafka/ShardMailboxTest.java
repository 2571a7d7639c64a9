package io.braid.executor.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.log.LogRecord;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a shard's thread is brought, and when it is too much. */
@Timeout(60)
class ShardMailboxTest {

  private final AtomicInteger rooms = new AtomicInteger();
  private final ShardMailbox mailbox = new ShardMailbox(rooms::incrementAndGet);

  private void offer(int records, int bytes) {
    for (int i = 0; i < records; i++) {
      mailbox.offer(new LogRecord(0, i, new byte[bytes]));
    }
  }

  @Test
  void overfullByRecordsUntilThereIsRoom() {
    offer(ExecutorLimits.INPUT_RECORDS_HIGH - 1, 1);
    assertFalse(mailbox.isOverfull());
    offer(1, 1);
    assertTrue(mailbox.isOverfull());
    int taken = 0;
    while (mailbox.isOverfull()) {
      mailbox.nextRecord();
      taken++;
    }
    assertEquals(ExecutorLimits.INPUT_RECORDS_HIGH - ExecutorLimits.INPUT_RECORDS_LOW, taken);
    assertEquals(1, rooms.get());
    while (mailbox.nextRecord() != null) {
      taken++;
    }
    assertEquals(ExecutorLimits.INPUT_RECORDS_HIGH, taken);
    assertEquals(1, rooms.get());
  }

  @Test
  void overfullByBytesUntilThereIsRoom() {
    int size = 8 << 20;
    offer(3, size);
    assertFalse(mailbox.isOverfull());
    offer(1, size);
    assertTrue(mailbox.isOverfull());
    mailbox.nextRecord();
    assertTrue(mailbox.isOverfull());
    mailbox.nextRecord();
    assertFalse(mailbox.isOverfull());
    assertEquals(1, rooms.get());
  }

  @Test
  void acknowledgementsKeepTheirOrder() {
    mailbox.bundleAcknowledged(7);
    mailbox.diffAcknowledged(3);
    mailbox.bundleAcknowledged(0);
    mailbox.await(false);
    assertEquals(14, mailbox.nextAcknowledgement());
    assertEquals(7, mailbox.nextAcknowledgement());
    assertEquals(0, mailbox.nextAcknowledgement());
    assertNull(mailbox.nextAcknowledgement());
  }

  @Test
  void waitingEndsWithARecordOnlyIfItIsWanted() throws InterruptedException {
    offer(1, 1);
    mailbox.await(true);
    CountDownLatch ended = new CountDownLatch(1);
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              mailbox.await(false);
              ended.countDown();
            });
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    offer(1, 1);
    mailbox.diffAcknowledged(0);
    assertTrue(ended.await(30, TimeUnit.SECONDS));
    waiter.join();
  }

  @Test
  void stopEndsWaiting() throws InterruptedException {
    Thread waiter = Thread.ofPlatform().start(() -> mailbox.await(true));
    mailbox.stop();
    waiter.join();
    assertTrue(mailbox.isStopped());
  }

  @Test
  void whoFinishesWaitsForNoRecordsButForAcknowledgements() throws InterruptedException {
    offer(1, 1);
    mailbox.finish();
    assertTrue(mailbox.isFinishing());
    assertFalse(mailbox.isStopped());
    mailbox.await(true);
    CountDownLatch woken = new CountDownLatch(1);
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              mailbox.await(false);
              woken.countDown();
            });
    assertFalse(woken.await(50, TimeUnit.MILLISECONDS), "there is nothing to wake it");
    mailbox.diffAcknowledged(0);
    assertTrue(woken.await(60, TimeUnit.SECONDS));
    waiting.join();
  }
}
