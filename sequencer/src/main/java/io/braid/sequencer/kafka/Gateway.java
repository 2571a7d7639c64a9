package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.account.AccountOverlay;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.admission.AdmissionMachine;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.ForeignBundles;
import io.braid.sequencer.admission.InFlightTransaction;
import io.braid.sequencer.admission.PendingTransactions;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.ingress.IngressGate;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.Submission;
import io.braid.sequencer.view.SubmitAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets transactions in: examines them side by side, admits them one after the other, appends their
 * bundles, and answers each when its bundle is in the log. What it knows of others it learns from
 * the logs, so that it can be started anew at any time.
 */
final class Gateway implements Submission, PendingReader, IngressGate, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final long RETRY_MS = 50;

  /** A header so old means that blocks stand still; then nothing more is taken. */
  private static final long HEADER_AGE_MAX_MS = 30_000;

  private final ChainStore store;
  private final CatchUp catchUp;
  private final ChainEvents events;
  private final LongSupplier clockMs;
  private final Consumer<AdmissionAnswer> listener;
  private final Consumer<RuntimeException> fatal;

  private final ReentrantLock lock = new ReentrantLock();
  private final AccountOverlay accounts;
  private final BundleSender bundles;
  private final AdmissionMachine admission;

  /** Raw bytes of what has run its first step and stands in no block yet, by hash. */
  private final Map<Word, PendingView> running = new HashMap<>();

  private final ForeignBundles foreign;
  private final ExaminerPool examiners;

  private volatile boolean isClosed;

  Gateway(
      SequencerSettings settings,
      Genesis genesis,
      ChainStore store,
      LogAppender appender,
      CatchUp catchUp,
      ChainEvents events,
      AdmissionLimits limits,
      long tableSeed,
      LongSupplier clockMs,
      Consumer<AdmissionAnswer> listener,
      Consumer<RuntimeException> fatal) {
    this.store = store;
    this.catchUp = catchUp;
    this.events = events;
    this.clockMs = clockMs;
    this.listener = listener;
    this.fatal = fatal;
    int shards = genesis.shards().count();
    foreign = new ForeignBundles(shards, genesis.chainId());
    accounts = new AccountOverlay(store.states(), store.latest(), tableSeed, clockMs);
    store.tokens().addresses().forEach(accounts::addToken);
    bundles =
        new BundleSender(
            lock,
            settings.topics().transactions(),
            shards,
            appender,
            clockMs,
            new BundleListener());
    admission = new AdmissionMachine(genesis.shards(), accounts, this::retryAfterMs, limits);
    examiners = new ExaminerPool(genesis.chainId());
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
      listener.accept(notNow);
      return CompletableFuture.completedFuture(busy(notNow));
    }
    CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
    try {
      examiners.examine(raw, candidate -> admit(candidate, answer), answer::completeExceptionally);
    } catch (RejectedExecutionException _) {
      answer.complete(
          new SubmitAnswer.Busy("more transactions come than can be examined", RETRY_MS));
    }
    return answer;
  }

  private static SubmitAnswer busy(AdmissionAnswer.TryLater later) {
    return new SubmitAnswer.Busy(later.message(), later.retryAfterMs());
  }

  private void admit(Candidate candidate, CompletableFuture<SubmitAnswer> answer) {
    lock.lock();
    try {
      long now = clockMs.getAsLong();
      AdmissionAnswer judged = knowing(admission.admit(candidate, now));
      listener.accept(judged);
      switch (judged) {
        case AdmissionAnswer.Accepted accepted -> bundle(accepted, candidate, answer, now);
        case AdmissionAnswer.Refused(Word hash, var reason, String detail) ->
            answer.complete(
                new SubmitAnswer.Refused(
                    hash, new Rejection(reason, detail == null ? "" : detail)));
        case AdmissionAnswer.AlreadyKnown(Word hash, boolean _) ->
            answer.complete(new SubmitAnswer.Known(hash));
        case AdmissionAnswer.TryLater later -> answer.complete(busy(later));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A transaction that has run, in a block or not yet, is known: its own nonce is too low then, but
   * who sends it again, since the answer was lost, must not take it for refused. Under the lock, so
   * that it does not pass from the one place to the other in between.
   */
  private AdmissionAnswer knowing(AdmissionAnswer answer) {
    return answer instanceof AdmissionAnswer.Refused(Word hash, Refusal reason, String _)
            && reason == Refusal.NONCE_TOO_LOW
            && (running.containsKey(hash) || store.chain().transaction(hash).isPresent())
        ? new AdmissionAnswer.AlreadyKnown(hash, /* isInLog= */ true)
        : answer;
  }

  /** Under the lock. */
  private void bundle(
      AdmissionAnswer.Accepted accepted,
      Candidate candidate,
      CompletableFuture<SubmitAnswer> answer,
      long now) {
    bundles.add(
        accepted.shard(),
        accepted.sender(),
        candidate,
        new BundleSender.Waiting(accepted.hash(), answer),
        now);
  }

  @Override
  public void catchUp(Runnable whenCaughtUp) {
    var _ =
        catchUp
            .caughtUp()
            .whenComplete((_, fault) -> {
              if (fault == null) {
                whenCaughtUp.run();
              } else if (!isClosed) {
                catchUp(whenCaughtUp);
              }
            });
  }

  @Override
  public void examine(
      List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined) {
    examiners.examine(transactions, whenExamined);
  }

  @Override
  public AdmissionAnswer admit(Candidate candidate, Runnable whenInLog) {
    lock.lock();
    try {
      long now = clockMs.getAsLong();
      AdmissionAnswer answer = decide(candidate, now);
      if (answer instanceof AdmissionAnswer.Accepted accepted) {
        CompletableFuture<SubmitAnswer> inLog = new CompletableFuture<>();
        var _ = inLog.thenRun(whenInLog);
        bundle(accepted, candidate, inLog, now);
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private AdmissionAnswer decide(Candidate candidate, long now) {
    try {
      AdmissionAnswer judged = knowing(admission.admitFromLog(candidate, now));
      listener.accept(judged);
      return judged;
    } catch (RuntimeException fault) {
      LOG.error("admission failed on {}", candidate.hash(), fault);
      return null;
    }
  }

  private final class BundleListener implements BundleSender.Listener {
    @Override
    public void onSent(int shard, byte[] bundle) {
      foreign.sent(shard, bundle);
    }

    @Override
    public void onInLog(Word transaction) {
      admission.appended(transaction);
    }

    @Override
    public void onAnswered(Word transaction) {
      events.tell(chain -> chain.onPending(transaction));
    }

    @Override
    public void onFault(RuntimeException fault) {
      fatal.accept(fault);
    }
  }

  /** A transaction that began before the follower did. */
  void takeOpen(Word transaction, Address sender, Bytes raw, boolean isQueued) {
    Candidate known = foreign.known(raw.array(), sender);
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
    List<Candidate> candidates = foreign.read(shard, record);
    lock.lock();
    try {
      candidates.forEach(admission::inLog);
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

  /** Takes nothing more. The appender is closed before. */
  @Override
  public void close() {
    isClosed = true;
    examiners.close();
    bundles.close();
  }
}
