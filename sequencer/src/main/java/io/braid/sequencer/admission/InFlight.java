package io.braid.sequencer.admission;

import io.braid.protocol.math.Word256;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The transactions in flight, by hash and by sender and nonce. Rivals with one nonce are in flight
 * together, since only the shard decides between them.
 */
final class InFlight implements PendingTransactions {

  /** The transactions of an account by nonce; of a nonce the newest last. */
  private static final class Account {
    private final NavigableMap<Long, List<InFlightTransaction>> byNonce =
        new TreeMap<>(Long::compareUnsigned);
    private int count;
  }

  private final int refusalsMax;
  private final Map<Word, InFlightTransaction> byHash = new HashMap<>();
  private final Map<Address, Account> accounts = new HashMap<>();

  /** The last refusals, oldest first. */
  private final LinkedHashMap<Word, Refusal> refusals = new LinkedHashMap<>();

  private long bytes;
  private long gas;

  InFlight(int refusalsMax) {
    this.refusalsMax = refusalsMax;
  }

  void add(InFlightTransaction transaction) {
    if (byHash.putIfAbsent(transaction.hash(), transaction) != null) {
      throw new IllegalStateException("in flight already: " + transaction.hash());
    }
    // Whatever was said of it before, now it is under way again.
    refusals.remove(transaction.hash());
    Account account = accounts.computeIfAbsent(transaction.sender(), _ -> new Account());
    account.byNonce.computeIfAbsent(transaction.nonce(), _ -> new ArrayList<>(1)).add(transaction);
    account.count++;
    bytes += transaction.bytes();
    gas += transaction.gas();
  }

  /** Takes in what a diff says. */
  void learn(Outcome outcome) {
    switch (outcome) {
      case Outcome.Queued queued -> reach(queued.transaction(), InFlightTransaction.Stage.QUEUED);
      case Outcome.Refused refused -> {
        // Of what is not in flight here, or ran, nobody asks us.
        if (remove(refused.transaction())) {
          remember(refused.transaction(), Refusal.of(refused.reason()));
        }
      }
      case Outcome.Ran ran -> {
        remove(ran.transaction());
        refusals.remove(ran.transaction());
      }
      case Outcome.Stepped _ -> {}
    }
  }

  void reach(Word hash, InFlightTransaction.Stage stage) {
    InFlightTransaction transaction = byHash.get(hash);
    if (transaction != null) {
      transaction.reach(stage);
    }
  }

  private boolean remove(Word hash) {
    InFlightTransaction transaction = byHash.remove(hash);
    if (transaction == null) {
      return false;
    }
    Account account = accounts.get(transaction.sender());
    List<InFlightTransaction> rivals = account.byNonce.get(transaction.nonce());
    rivals.remove(transaction);
    if (rivals.isEmpty()) {
      account.byNonce.remove(transaction.nonce());
    }
    account.count--;
    if (account.count == 0) {
      accounts.remove(transaction.sender());
    }
    bytes -= transaction.bytes();
    gas -= transaction.gas();
    return true;
  }

  private void remember(Word hash, Refusal reason) {
    if (refusals.size() == refusalsMax) {
      refusals.pollFirstEntry();
    }
    refusals.putLast(hash, reason);
  }

  /** The newest in flight of an account with a nonce, or null. */
  InFlightTransaction at(Address owner, long nonce) {
    Account account = accounts.get(owner);
    List<InFlightTransaction> rivals = account == null ? null : account.byNonce.get(nonce);
    return rivals == null ? null : rivals.getLast();
  }

  /**
   * The ETH that an account's transactions in flight can take, but those with one nonce: of rivals
   * the dearest, since one of them runs. Those below the account's nonce do not run any more.
   *
   * @param sum gets the word, at most 2^256 - 1
   * @return whether one of them comes after that nonce
   */
  boolean sumReserves(Address owner, long accountNonce, long butNonce, long[] sum, int at) {
    Word256.clear(sum, at);
    Account account = accounts.get(owner);
    if (account == null) {
      return false;
    }
    NavigableMap<Long, List<InFlightTransaction>> live =
        account.byNonce.tailMap(accountNonce, true);
    for (Map.Entry<Long, List<InFlightTransaction>> entry : live.entrySet()) {
      if (entry.getKey() == butNonce) {
        continue;
      }
      InFlightTransaction dearest = null;
      for (InFlightTransaction rival : entry.getValue()) {
        if (dearest == null
            || Word256.isLess(
                dearest.words(), dearest.reserveAt(), rival.words(), rival.reserveAt())) {
          dearest = rival;
        }
      }
      InFlightTransaction.addSaturating(sum, at, dearest.words(), dearest.reserveAt());
    }
    return !live.isEmpty() && Long.compareUnsigned(live.lastKey(), butNonce) > 0;
  }

  int count(Address owner) {
    Account account = accounts.get(owner);
    return account == null ? 0 : account.count;
  }

  /** Raw bytes of all. */
  long bytes() {
    return bytes;
  }

  /** Static gas of all. */
  long gas() {
    return gas;
  }

  int accountCount() {
    return accounts.size();
  }

  @Override
  public int count() {
    return byHash.size();
  }

  @Override
  public InFlightTransaction byHash(Word hash) {
    return byHash.get(hash);
  }

  @Override
  public List<InFlightTransaction> byAccount(Address owner) {
    Account account = accounts.get(owner);
    return account == null
        ? List.of()
        : account.byNonce.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public long pendingNonce(Address owner, long accountNonce) {
    long nonce = accountNonce;
    Account account = accounts.get(owner);
    if (account != null) {
      for (long taken : account.byNonce.tailMap(accountNonce, true).keySet()) {
        if (taken != nonce) {
          break;
        }
        nonce++;
      }
    }
    return nonce;
  }

  @Override
  public Status status(Word hash) {
    InFlightTransaction transaction = byHash.get(hash);
    if (transaction != null) {
      return new Status.InFlight(transaction);
    }
    Refusal refusal = refusals.get(hash);
    return refusal == null ? null : new Status.Refused(refusal);
  }
}
