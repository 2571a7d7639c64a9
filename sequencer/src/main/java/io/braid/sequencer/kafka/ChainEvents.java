package io.braid.sequencer.kafka;

import io.braid.sequencer.view.ChainFeed;
import io.braid.sequencer.view.ChainListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happens, one event after the other, on a thread of its own. */
final class ChainEvents implements ChainFeed, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChainEvents.class);

  /** Events that may wait: who tells of more waits himself until there is room. */
  private static final int WAITING_MAX = 65_536;

  private static final long STOP_SECONDS_MAX = 5;

  private final List<ChainListener> listeners = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().name("chain-events").daemon().factory(),
          ChainEvents::waitForRoom);

  private static void waitForRoom(Runnable event, ThreadPoolExecutor executor) {
    if (executor.isShutdown()) {
      return;
    }
    try {
      executor.getQueue().put(event);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void listen(ChainListener listener) {
    listeners.add(listener);
  }

  void tell(Consumer<ChainListener> event) {
    thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
  }

  /** One listener's fault is not another's. */
  private static void tell(ChainListener listener, Consumer<ChainListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException fault) {
      LOG.error("a listener of the chain failed", fault);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
