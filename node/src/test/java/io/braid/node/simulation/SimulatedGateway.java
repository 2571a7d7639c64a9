package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.account.AccountOverlay;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.admission.AdmissionMachine;
import io.braid.sequencer.admission.Bundle;
import io.braid.sequencer.admission.BundleBuilder;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.TransactionExaminer;
import io.braid.sequencer.block.Block;
import java.util.List;
import java.util.function.LongSupplier;

/** Lets transactions in, as the gateway on Kafka does: the same parts in the same order. */
final class SimulatedGateway {

  private static final long LINGER_MS = 2;
  private static final int UNACKNOWLEDGED_BUNDLES_MAX = 4;
  private static final long RETRY_MS = 50;

  /** Small, so that every limit is met. */
  private static final AdmissionLimits LIMITS =
      new AdmissionLimits(
          /* inFlightMax= */ 400,
          /* inFlightBytesMax= */ 1 << 20,
          /* inFlightGasMax= */ 50_000_000,
          /* accountInFlightMax= */ 24,
          new AdmissionLimits.Rate(200, 400),
          new AdmissionLimits.Rate(400, 800),
          /* bucketsMax= */ 64,
          /* refusalsMax= */ 64);

  private final World world;
  private final MemoryStore store;
  private final VirtualAppender appender;
  private final LongSupplier clockMs;
  private final TransactionExaminer examiner =
      new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery());
  private final AccountOverlay accounts;
  private final BundleBuilder<Word> bundles;
  private final AdmissionMachine admission;
  private boolean isDead;

  SimulatedGateway(World world, MemoryStore store, VirtualAppender appender, LongSupplier clockMs) {
    this.world = world;
    this.store = store;
    this.appender = appender;
    this.clockMs = clockMs;
    accounts = new AccountOverlay(store::at, store.latest(), world.tableSeed(), clockMs);
    store.tokens().forEach(accounts::addToken);
    bundles = new BundleBuilder<>(world.shards(), LINGER_MS, UNACKNOWLEDGED_BUNDLES_MAX);
    admission = new AdmissionMachine(world.genesis.shards(), accounts, this::retryAfterMs, LIMITS);
  }

  private long retryAfterMs(int shard) {
    return bundles.isFull(shard) ? RETRY_MS : 0;
  }

  void die() {
    isDead = true;
  }

  /** Whether it is the same one still, and not dead. */
  boolean isAlive() {
    return !isDead;
  }

  /** Takes a transaction, or not; null if it knows it from a block. */
  AdmissionAnswer submit(byte[] raw, String source) {
    AdmissionAnswer.TryLater notNow = admission.mayTry(source, clockMs.getAsLong());
    if (notNow != null) {
      return notNow;
    }
    Candidate candidate = examiner.examine(raw, null);
    if (store.holds(candidate.hash())) {
      return null;
    }
    long now = clockMs.getAsLong();
    AdmissionAnswer answer = admission.admit(candidate, now);
    if (answer instanceof AdmissionAnswer.Accepted(Word hash, Address sender, int shard)) {
      world.judge.transactions().accepted(hash, sender, this);
      Bundle<Word> full = bundles.add(shard, sender, raw, hash, now);
      if (full != null) {
        append(full);
      }
    }
    return answer;
  }

  private void append(Bundle<Word> bundle) {
    appender.append(
        world.logs.inputs.get(bundle.shard()),
        bundle.record(),
        () -> {
          if (!isDead) {
            acknowledged(bundle.number());
          }
        });
  }

  private void acknowledged(long bundle) {
    for (Word hash : bundles.acknowledged(bundle)) {
      admission.appended(hash);
      world.judge.transactions().acknowledged(hash);
    }
  }

  void tick() {
    List<Bundle<Word>> due = bundles.tick(clockMs.getAsLong());
    due.forEach(this::append);
  }

  void takeHeader(BlockHeader header) {
    accounts.take(header);
  }

  void takeDiff(Diff diff) {
    accounts.take(diff);
    diff.outcomes().forEach(admission::learn);
  }

  void takeBlock(Block block) {
    accounts.take(block);
  }

  /** The nonce that a wallet is told to use next. */
  long nextNonce(Address account) {
    return admission.pending().pendingNonce(account, accounts.nonce(account));
  }

  /** An account's ETH cell as this gateway sees it. */
  Word holding(Address account) {
    return accounts.ethHolding(account);
  }

  boolean hasInFlight(Address account) {
    return !admission.pending().byAccount(account).isEmpty();
  }

  int inFlight() {
    return admission.pending().count();
  }
}
