package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
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
import io.braid.sequencer.admission.ForeignBundles;
import io.braid.sequencer.admission.InFlightTransaction;
import io.braid.sequencer.admission.TransactionExaminer;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.secp256k1.NativeSecp256k1;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Lets transactions in, as the gateway on Kafka does: the same parts in the same order. */
final class SimulatedGateway {

  private static final long LINGER_MS = 5;
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
      new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery(NativeSecp256k1.orPlain()));
  private final AccountOverlay accounts;
  private final BundleBuilder<Word> bundles;
  private final AdmissionMachine admission;
  private final ForeignBundles foreign;

  /** What has run its first step and stands in no block yet. */
  private final Set<Word> running = new HashSet<>();

  private final List<Address> owners;

  /** The nonces of accounts when they were looked at last. */
  private final Map<Address, Long> nonces = new HashMap<>();

  private boolean isDead;

  SimulatedGateway(World world, MemoryStore store, VirtualAppender appender, LongSupplier clockMs) {
    this.world = world;
    this.store = store;
    this.appender = appender;
    this.clockMs = clockMs;
    accounts = new AccountOverlay(store::at, store.latest(), world.tableSeed(), clockMs);
    store.tokens().forEach(accounts::addToken);
    owners =
        world.genesis.allocations().stream().map(Genesis.Allocation::owner).distinct().toList();
    foreign = new ForeignBundles(world.shards(), Workload.CHAIN_ID);
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

  /** Takes a transaction, or says why not. */
  AdmissionAnswer submit(byte[] raw, String source) {
    AdmissionAnswer.TryLater notNow = admission.mayTry(source, clockMs.getAsLong());
    if (notNow != null) {
      return notNow;
    }
    Candidate candidate = examiner.examine(raw, null);
    long now = clockMs.getAsLong();
    AdmissionAnswer answer = knowing(admission.admit(candidate, now));
    if (answer instanceof AdmissionAnswer.Accepted(Word hash, Address sender, int shard)) {
      world.judge.transactions().accepted(hash, sender, this);
      Bundle<Word> full = bundles.add(shard, sender, raw, hash, now);
      if (full != null) {
        append(full);
      }
    }
    return answer;
  }

  /** What has run is known, and not refused for its own nonce. */
  private AdmissionAnswer knowing(AdmissionAnswer answer) {
    return answer instanceof AdmissionAnswer.Refused(Word hash, Refusal reason, String _)
            && reason == Refusal.NONCE_TOO_LOW
            && (running.contains(hash) || store.holds(hash))
        ? new AdmissionAnswer.AlreadyKnown(hash, /* isInLog= */ true)
        : answer;
  }

  private void append(Bundle<Word> bundle) {
    foreign.sent(bundle.shard(), bundle.record());
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

  void takeOpen(Word transaction, Address sender, Bytes raw, boolean isQueued) {
    if (isQueued) {
      admission.inLog(foreign.known(raw.array(), sender));
    } else {
      running.add(transaction);
    }
  }

  void takeRecord(int shard, byte[] record) {
    foreign.read(shard, record).forEach(admission::inLog);
  }

  void takeDiff(Diff diff) {
    accounts.take(diff);
    for (Outcome outcome : diff.outcomes()) {
      if (outcome instanceof Outcome.Ran ran
          && admission.pending().byHash(ran.transaction()) != null
          && diff.block() > store.latest()) {
        running.add(ran.transaction());
      }
      admission.learn(outcome);
    }
  }

  void takeBlock(Block block) {
    accounts.take(block);
    block.transactions().forEach(one -> running.remove(one.receipt().transaction()));
  }

  /** An account as this gateway sees it never goes back to what it was before. */
  void checkAccounts() {
    for (Address account : owners) {
      long nonce = accounts.nonce(account);
      long before = nonces.getOrDefault(account, 0L);
      nonces.put(account, nonce);
      Violation.require(
          nonce >= before,
          Invariant.VIEWS,
          () ->
              "to a gateway, the nonce of %s goes from %d to %d".formatted(account, before, nonce));
    }
  }

  /** The nonce that a wallet is told to use next. */
  long nextNonce(Address account) {
    return admission.pending().pendingNonce(account, accounts.nonce(account));
  }

  /** An account's ETH cell as this gateway sees it. */
  Word holding(Address account) {
    return accounts.ethHolding(account);
  }

  /** Whether all that it has accepted of an account is in the log, as far as it knows. */
  boolean hasAllInLog(Address account) {
    return admission.pending().byAccount(account).stream()
        .noneMatch(one -> one.stage() == InFlightTransaction.Stage.ACCEPTED);
  }

  int knownTokens() {
    return accounts.tokens().count();
  }

  int inFlight() {
    return admission.pending().count();
  }
}
