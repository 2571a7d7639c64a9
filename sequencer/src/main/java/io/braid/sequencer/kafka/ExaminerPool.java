package io.braid.sequencer.kafka;

import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Bytes;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.TransactionExaminer;
import io.braid.sequencer.secp256k1.NativeSecp256k1;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Examines transactions side by side, on as many threads as there are processors. */
final class ExaminerPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExaminerPool.class);

  /** Tasks that wait for a thread. */
  private static final int WAITING_MAX = 16_384;

  /** Transactions of a batch that a thread examines before others have their turn. */
  private static final int IN_A_ROW = 32;

  private static final long STOP_SECONDS_MAX = 5;

  private final long chainId;
  private final ConcurrentLinkedQueue<TransactionExaminer> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;

  ExaminerPool(long chainId) {
    this.chainId = chainId;
    int count = Runtime.getRuntime().availableProcessors();
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().name("gateway-examiner-", 0).daemon().factory());
  }

  /**
   * Examines a transaction on one of the threads.
   *
   * @param whenExamined called there with the candidate
   * @param whenFailed called there if the examination, or the other call, fails
   * @throws RejectedExecutionException if too many wait already
   */
  void examine(Bytes raw, Consumer<Candidate> whenExamined, Consumer<RuntimeException> whenFailed) {
    threads.execute(() -> {
      try {
        whenExamined.accept(examine(raw, null));
      } catch (RuntimeException fault) {
        whenFailed.accept(fault);
      }
    });
  }

  /**
   * Examines many at once, if need be on the caller's thread.
   *
   * @param whenExamined called on any thread with one candidate for each, in their order; null for
   *     one on which the examination fails, so that nothing that anybody writes stops those behind
   */
  void examine(List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined) {
    Candidate[] candidates = new Candidate[transactions.size()];
    AtomicInteger left = new AtomicInteger(candidates.length);
    for (int from = 0; from < candidates.length; from += IN_A_ROW) {
      int begin = from;
      int end = Math.min(from + IN_A_ROW, candidates.length);
      Runnable part =
          () -> {
            for (int i = begin; i < end; i++) {
              candidates[i] = examineOrNull(transactions.get(i));
            }
            if (left.addAndGet(begin - end) == 0) {
              whenExamined.accept(Arrays.asList(candidates));
            }
          };
      try {
        threads.execute(part);
      } catch (RejectedExecutionException _) {
        part.run();
      }
    }
  }

  private Candidate examineOrNull(IngressBundle.Entry transaction) {
    try {
      Bytes hint = transaction.publicKeyHint();
      return examine(transaction.raw(), hint == null ? null : hint.array());
    } catch (RuntimeException fault) {
      LOG.error("the examination failed on {}", transaction.raw(), fault);
      return null;
    }
  }

  private Candidate examine(Bytes raw, byte[] publicKeyHint) {
    TransactionExaminer examiner = idle.poll();
    if (examiner == null) {
      examiner = new TransactionExaminer(chainId, new SenderRecovery(NativeSecp256k1.orPlain()));
    }
    Candidate candidate = examiner.examine(raw.array(), publicKeyHint);
    idle.add(examiner);
    return candidate;
  }

  /** Examines what waits, and nothing more. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      var _ = threads.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
