package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.account.AccountOverlay;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.admission.AdmissionMachine;
import io.braid.sequencer.admission.Bundle;
import io.braid.sequencer.admission.BundleBuilder;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.InFlightTransaction;
import io.braid.sequencer.admission.PendingTransactions;
import io.braid.sequencer.admission.TransactionExaminer;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.Submission;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets transactions in: examines them side by side, admits them one after the other, appends their
 * bundles, and answers each when its bundle is in the log. What it knows of others it learns from
 * the logs, so that it can be started anew at any time.
 */
final class Gateway implements Submission, PendingReader, AutoCloseable {

  /** How long a transaction waits for others of its shard. */
  private static final long LINGER_MS = 2;

  private static final int UNACKNOWLEDGED_BUNDLES_MAX = 64;

  /** Transactions that wait to be examined. */
  private static final int UNEXAMINED_MAX = 16_384;

  private static final long RETRY_MS = 50;

  /** A header so old means that blocks stand still; then nothing more is taken. */
  private static final long HEADER_AGE_MAX_MS = 30_000;

  private static final long STOP_SECONDS_MAX = 5;

  /** A submission that waits for its bundle. */
  private record Waiting(Word hash, CompletableFuture<SubmitAnswer> answer) {}

  private final SequencerSettings settings;
  private final ChainStore store;
  private final LogAppender appender;
  private final CatchUp catchUp;
  private final ChainEvents events;
  private final LongSupplier clockMs;
  private final long chainId;

  private final ReentrantLock lock = new ReentrantLock();
  private final AccountOverlay accounts;
  private final BundleBuilder<Waiting> bundles;
  private final AdmissionMachine admission;

  /** Raw bytes of what has run its first step and stands in no block yet, by hash. */
  private final Map<Word, PendingView> running = new HashMap<>();

  /** By shard, our own bundles that were not read back yet, in the order of the log. */
  private final List<Deque<byte[]>> own = new ArrayList<>();

  private final TransactionBundleReader bundleReader = new TransactionBundleReader();
  private final TransactionExaminer followed;

  private final ConcurrentLinkedQueue<TransactionExaminer> examiners =
      new ConcurrentLinkedQueue<>();
  private final ExecutorService examining;
  private final ScheduledExecutorService ticking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-tick").daemon().factory());

  Gateway(
      SequencerSettings settings,
      Genesis genesis,
      ChainStore store,
      LogAppender appender,
      CatchUp catchUp,
      ChainEvents events,
      AdmissionLimits limits,
      long tableSeed,
      LongSupplier clockMs) {
    this.settings = settings;
    this.store = store;
    this.appender = appender;
    this.catchUp = catchUp;
    this.events = events;
    this.clockMs = clockMs;
    this.chainId = genesis.chainId();
    int shards = genesis.shards().count();
    for (int shard = 0; shard < shards; shard++) {
      own.add(new ArrayDeque<>());
    }
    followed = new TransactionExaminer(chainId);
    accounts = new AccountOverlay(store.states(), store.latest(), tableSeed, clockMs);
    for (int index = 1; index <= store.tokens().count(); index++) {
      accounts.addToken(store.tokens().token(index).address());
    }
    bundles = new BundleBuilder<>(shards, LINGER_MS, UNACKNOWLEDGED_BUNDLES_MAX);
    admission = new AdmissionMachine(genesis.shards(), accounts, this::retryAfterMs, limits);
    int threads = Runtime.getRuntime().availableProcessors();
    examining =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(UNEXAMINED_MAX),
            Thread.ofPlatform().name("gateway-examiner-", 0).daemon().factory());
    var _ = ticking.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MILLISECONDS);
  }

  private long retryAfterMs(int shard) {
    boolean standsStill = accounts.headerAgeMs() > HEADER_AGE_MAX_MS;
    return bundles.isFull(shard) || standsStill ? RETRY_MS : 0;
  }

  @Override
  public CompletableFuture<SubmitAnswer> submit(Bytes raw, String source) {
    AdmissionAnswer.TryLater notNow;
    lock.lock();
    try {
      notNow = admission.mayTry(source, clockMs.getAsLong());
    } finally {
      lock.unlock();
    }
    if (notNow != null) {
      return CompletableFuture.completedFuture(busy(notNow));
    }
    CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
    try {
      examining.execute(() -> examineAndAdmit(raw, answer));
    } catch (RejectedExecutionException _) {
      answer.complete(
          new SubmitAnswer.Busy("more transactions come than can be examined", RETRY_MS));
    }
    return answer;
  }

  private static SubmitAnswer busy(AdmissionAnswer.TryLater later) {
    return new SubmitAnswer.Busy(later.message(), later.retryAfterMs());
  }

  private void examineAndAdmit(Bytes raw, CompletableFuture<SubmitAnswer> answer) {
    try {
      TransactionExaminer examiner = examiners.poll();
      if (examiner == null) {
        examiner = new TransactionExaminer(chainId);
      }
      Candidate candidate = examiner.examine(raw.array(), null);
      examiners.add(examiner);
      admit(raw, candidate, answer);
    } catch (RuntimeException fault) {
      answer.completeExceptionally(fault);
    }
  }

  private void admit(Bytes raw, Candidate candidate, CompletableFuture<SubmitAnswer> answer) {
    lock.lock();
    try {
      long now = clockMs.getAsLong();
      switch (admission.admit(candidate, now)) {
        case AdmissionAnswer.Accepted(Word hash, Address sender, int shard) -> {
          Bundle<Waiting> full =
              bundles.add(shard, sender, raw.array(), new Waiting(hash, answer), now);
          if (full != null) {
            append(full);
          }
        }
        case AdmissionAnswer.Refused(Word hash, var reason, String detail) ->
            answer.complete(
                reason == Refusal.NONCE_TOO_LOW && hasRun(hash)
                    ? new SubmitAnswer.Known(hash)
                    : new SubmitAnswer.Refused(
                        hash, new Rejection(reason, detail == null ? "" : detail)));
        case AdmissionAnswer.AlreadyKnown(Word hash) ->
            answer.complete(new SubmitAnswer.Known(hash));
        case AdmissionAnswer.TryLater later -> answer.complete(busy(later));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a transaction has run, in a block or not yet. Its own nonce is too low then; who sends
   * it again, since the answer was lost, must not take it for refused. Under the lock, so that it
   * does not pass from the one place to the other in between.
   */
  private boolean hasRun(Word hash) {
    return running.containsKey(hash) || store.chain().transaction(hash).isPresent();
  }

  /** Under the lock, so that bundles of a shard stand in the log in their order. */
  private void append(Bundle<Waiting> bundle) {
    own.get(bundle.shard()).add(bundle.record());
    appender.append(
        settings.topics().transactions(),
        bundle.shard(),
        "transactions",
        bundle.record(),
        _ -> acknowledged(bundle.number()));
  }

  private void acknowledged(long bundle) {
    lock.lock();
    try {
      for (Waiting waiting : bundles.acknowledged(bundle)) {
        admission.appended(waiting.hash());
        waiting.answer().complete(new SubmitAnswer.Acknowledged(waiting.hash()));
        events.tell(listener -> listener.onPending(waiting.hash()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void tick() {
    lock.lock();
    try {
      bundles.tick(clockMs.getAsLong()).forEach(this::append);
    } finally {
      lock.unlock();
    }
  }

  /** A transaction that began before the follower did. */
  void takeOpen(Word transaction, Address sender, Bytes raw, boolean isQueued) {
    Candidate known = followed.known(raw.array(), sender);
    lock.lock();
    try {
      if (isQueued) {
        admission.inLog(known);
      } else {
        running.put(transaction, new PendingView(transaction, sender, raw));
      }
    } finally {
      lock.unlock();
    }
  }

  /** A record of a shard's log. What others have put there is in flight from here on too. */
  void takeRecord(int shard, byte[] record) {
    if (RecordType.ofInput(record, 0, record.length) != RecordType.TRANSACTIONS
        || isOwn(shard, record)
        || bundleReader.open(record, 0, record.length) != null) {
      return;
    }
    List<Candidate> candidates = new ArrayList<>();
    while (bundleReader.next()) {
      int senderAt = bundleReader.senderAt();
      int rawAt = bundleReader.rawAt();
      candidates.add(
          followed.known(
              Arrays.copyOfRange(record, rawAt, rawAt + bundleReader.rawLength()),
              Address.of(Arrays.copyOfRange(record, senderAt, senderAt + Address.BYTES))));
    }
    lock.lock();
    try {
      candidates.forEach(admission::inLog);
    } finally {
      lock.unlock();
    }
  }

  private boolean isOwn(int shard, byte[] record) {
    lock.lock();
    try {
      Deque<byte[]> expected = own.get(shard);
      if (!Arrays.equals(expected.peek(), record)) {
        return false;
      }
      expected.remove();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void takeHeader(BlockHeader header) {
    lock.lock();
    try {
      accounts.take(header);
    } finally {
      lock.unlock();
    }
  }

  void takeDiff(Diff diff) {
    lock.lock();
    try {
      accounts.take(diff);
      for (Outcome outcome : diff.outcomes()) {
        if (outcome instanceof Outcome.Ran ran) {
          InFlightTransaction known = admission.pending().byHash(ran.transaction());
          if (known != null && diff.block() > store.latest()) {
            running.put(ran.transaction(), PendingView.of(known));
          }
        }
        admission.learn(outcome);
        if (outcome instanceof Outcome.Refused refused) {
          events.tell(listener -> listener.onRejected(refused.transaction()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void takeBlock(Block block) {
    lock.lock();
    try {
      accounts.take(block);
      block
          .transactions()
          .forEach(transaction -> running.remove(transaction.receipt().transaction()));
    } finally {
      lock.unlock();
    }
  }

  /** Acknowledged transactions without an outcome, as far as is known here. */
  int inFlight() {
    lock.lock();
    try {
      return admission.pending().count();
    } finally {
      lock.unlock();
    }
  }

  /** The base fee of the newest header, in wei for a unit of gas. */
  long baseFee() {
    lock.lock();
    try {
      return accounts.baseFee();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Void> caughtUp() {
    return catchUp.caughtUp();
  }

  @Override
  public long nextNonce(Address account) {
    lock.lock();
    try {
      return admission.pending().pendingNonce(account, accounts.nonce(account));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ChainTransaction> transaction(Word hash) {
    PendingView view;
    lock.lock();
    try {
      InFlightTransaction known = admission.pending().byHash(hash);
      view = known == null ? running.get(hash) : PendingView.of(known);
    } finally {
      lock.unlock();
    }
    return Optional.ofNullable(view).map(PendingView::transaction);
  }

  @Override
  public Optional<Rejection> rejection(Word hash) {
    Optional<Rejection> stored = store.rejection(hash);
    if (stored.isPresent() || store.chain().transaction(hash).isPresent()) {
      return stored;
    }
    lock.lock();
    try {
      return admission.pending().status(hash)
              instanceof PendingTransactions.Status.Refused(var reason)
          ? Optional.of(new Rejection(reason, ""))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes nothing more, and tells those who wait for the log that nobody knows whether it took
   * their transactions. The appender is closed before, so that hardly anybody does.
   */
  @Override
  public void close() {
    examining.shutdown();
    ticking.shutdown();
    try {
      var _ = examining.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
      var _ = ticking.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      IllegalStateException stopped =
          new IllegalStateException("stopped before the log told whether it took the transaction");
      bundles.failed().forEach(waiting -> waiting.answer().completeExceptionally(stopped));
    } finally {
      lock.unlock();
    }
  }
}
