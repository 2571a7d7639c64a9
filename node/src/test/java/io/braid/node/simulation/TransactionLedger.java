package io.braid.node.simulation;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of each transaction. */
final class TransactionLedger {

  /** One transaction, by its hash. */
  private static final class Fate {
    /** The gateway that accepted it last, if its sender is undisturbed. */
    private SimulatedGateway promisedBy;

    /** How many tokens that gateway knew then. */
    private int knownTokens;

    private boolean isAcknowledged;
    private boolean isInLog;
    private boolean isQueued;
    private boolean hasRun;
    private boolean isRefused;
  }

  /** What names a transaction in its later steps. */
  private record Chain(Word signing, Address sender) {}

  private final HeaderLedger headers;
  private final Map<Word, Fate> fates = new LinkedHashMap<>();
  private final Map<Chain, Word> open = new HashMap<>();
  private final Map<Address, Set<Word>> queued = new HashMap<>();
  private final TransactionBundleReader bundle = new TransactionBundleReader();
  private Set<Address> undisturbed = Set.of();

  TransactionLedger(HeaderLedger headers) {
    this.headers = headers;
  }

  /** Tells which senders nothing disturbs. */
  void setUndisturbed(Set<Address> senders) {
    undisturbed = senders;
  }

  private Fate fate(Word hash) {
    return fates.computeIfAbsent(hash, _ -> new Fate());
  }

  /** A gateway has let a transaction in. */
  void accepted(Word hash, Address sender, SimulatedGateway gateway) {
    Fate fate = fate(hash);
    fate.promisedBy = undisturbed.contains(sender) ? gateway : null;
    fate.knownTokens = gateway.knownTokens();
  }

  /** A gateway has told its client that a transaction is in the log. */
  void acknowledged(Word hash) {
    Fate fate = fate(hash);
    Violation.require(
        fate.isInLog,
        Invariant.ACKNOWLEDGED,
        () -> "transaction %s is acknowledged and not in the log".formatted(hash));
    fate.isAcknowledged = true;
  }

  /** Whether every transaction has run to its end or was refused. */
  boolean isDry() {
    return open.isEmpty() && queued.isEmpty();
  }

  /** A record of an input log, and what it did. */
  void take(byte[] record, Diff diff) {
    if (bundle.open(record, 0, record.length) == null) {
      while (bundle.next()) {
        Keccak256 keccak = new Keccak256();
        keccak.update(record, bundle.rawAt(), bundle.rawLength());
        byte[] hash = new byte[Keccak256.BYTES];
        keccak.digest(hash, 0);
        fate(Word.of(hash)).isInLog = true;
      }
    }
    String at = Judge.at(diff.shard(), diff.offset());
    for (Outcome outcome : diff.outcomes()) {
      switch (outcome) {
        case Outcome.Queued one -> queue(at, one);
        case Outcome.Refused one -> refuse(at, one);
        case Outcome.Ran one -> run(at, one);
        case Outcome.Stepped one -> step(at, one);
      }
    }
  }

  private Fate known(String at, Word hash) {
    Fate fate = fate(hash);
    Violation.require(
        fate.isInLog,
        Invariant.OUTCOMES,
        () -> "%s: transaction %s has an outcome and is in no log".formatted(at, hash));
    return fate;
  }

  private void queue(String at, Outcome.Queued one) {
    known(at, one.transaction()).isQueued = true;
    queued.computeIfAbsent(one.sender(), _ -> new HashSet<>()).add(one.transaction());
  }

  private void unqueue(Fate fate, Address sender, Word hash) {
    if (fate.isQueued) {
      fate.isQueued = false;
      Set<Word> others = queued.get(sender);
      others.remove(hash);
      if (others.isEmpty()) {
        queued.remove(sender);
      }
    }
  }

  private void refuse(String at, Outcome.Refused one) {
    Fate fate = known(at, one.transaction());
    fate.isRefused = true;
    unqueue(fate, one.sender(), one.transaction());
    if (fate.promisedBy == null || !fate.promisedBy.isAlive() || fate.hasRun) {
      return;
    }
    Refusal reason = Refusal.of(one.reason());
    Violation.require(
        mayRefuse(reason, fate),
        Invariant.PROMISES,
        () ->
            "%s: transaction %s of %s was accepted, and is refused: %s"
                .formatted(at, one.transaction(), one.sender(), reason));
  }

  /** Why a shard may refuse what was let in: the world has gone on in between. */
  private boolean mayRefuse(Refusal reason, Fate fate) {
    return switch (reason) {
      case FEE_CAP_BELOW_BASE_FEE -> true;
      // What it pays to may have become a token, which takes no plain payment either.
      case RECIPIENT_IS_PROGRAM, UNKNOWN_FUNCTION -> headers.tokens() > fate.knownTokens;
      default -> false;
    };
  }

  private void run(String at, Outcome.Ran one) {
    Fate fate = known(at, one.transaction());
    Violation.require(
        !fate.hasRun,
        Invariant.OUTCOMES,
        () -> "%s: transaction %s runs again".formatted(at, one.transaction()));
    fate.hasRun = true;
    unqueue(fate, one.sender(), one.transaction());
    if (one.code() == null) {
      open.put(new Chain(one.signing(), one.sender()), one.transaction());
    }
  }

  private void step(String at, Outcome.Stepped one) {
    if (one.sender().word().equals(Word.ZERO)) {
      return;
    }
    Chain chain = new Chain(one.origin(), one.sender());
    Violation.require(
        open.containsKey(chain),
        Invariant.OUTCOMES,
        () -> "%s: a step of %s, which has not begun or has ended".formatted(at, chain));
    if (one.code() != null) {
      open.remove(chain);
    }
  }

  /** When nothing is on its way any more: each has what it must have in the blocks, and once. */
  void checkOutcomes(List<Block> blocks) {
    Map<Word, Integer> receipts = new HashMap<>();
    Set<Word> refusals = new HashSet<>();
    for (Block block : blocks) {
      block
          .transactions()
          .forEach(one -> receipts.merge(one.receipt().transaction(), 1, Integer::sum));
      block.refusals().forEach(one -> refusals.add(one.transaction()));
    }
    fates.forEach((hash, fate) -> {
      int count = receipts.getOrDefault(hash, 0);
      Violation.require(
          count == (fate.hasRun ? 1 : 0),
          Invariant.OUTCOMES,
          () -> "transaction %s has %d receipts".formatted(hash, count));
      Violation.require(
          !fate.isAcknowledged || fate.hasRun || refusals.contains(hash),
          Invariant.OUTCOMES,
          () -> "transaction %s was acknowledged and has no outcome".formatted(hash));
    });
  }

  int acknowledged() {
    return (int) fates.values().stream().filter(fate -> fate.isAcknowledged).count();
  }

  int ran() {
    return (int) fates.values().stream().filter(fate -> fate.hasRun).count();
  }

  int refused() {
    return (int) fates.values().stream().filter(fate -> fate.isRefused && !fate.hasRun).count();
  }
}
