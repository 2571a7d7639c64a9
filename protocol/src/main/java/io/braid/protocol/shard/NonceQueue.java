package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Transactions that wait for the nonces before their own, at most one for each account and nonce.
 *
 * <p>The map is in order of insertion, which is the order of expiry: header time never decreases,
 * and a replacement goes to the end. Nothing iterates in any other order.
 */
final class NonceQueue {

  /** An account, three longs of its word, and a nonce. */
  private record Place(long low, long middle, long high, long nonce) {
    static Place of(long[] account, int offset, long nonce) {
      return new Place(account[offset], account[offset + 1], account[offset + 2], nonce);
    }
  }

  private final Map<Place, WaitingTransaction> waiting = new LinkedHashMap<>();

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= Limits.QUEUED_TRANSACTIONS_MAX;
  }

  /** The transaction of an account (a word) that waits with this nonce, or null. */
  WaitingTransaction at(long[] account, int offset, long nonce) {
    return waiting.get(Place.of(account, offset, nonce));
  }

  /** Takes out the transaction that waits with this nonce; null if there is none. */
  WaitingTransaction remove(long[] account, int offset, long nonce) {
    return waiting.remove(Place.of(account, offset, nonce));
  }

  /** Puts a transaction at the end of the order of expiry. Its place must be free. */
  void add(WaitingTransaction transaction) {
    long[] words = transaction.words();
    Place place = Place.of(words, WaitingTransaction.SENDER, transaction.nonce());
    if (waiting.putIfAbsent(place, transaction) != null) {
      throw new IllegalStateException("a transaction waits with this nonce already: " + place);
    }
  }

  /** Takes out the first transaction whose time is up, or gives null. */
  WaitingTransaction removeExpired(long timeSeconds) {
    Iterator<WaitingTransaction> oldestFirst = waiting.values().iterator();
    if (!oldestFirst.hasNext()) {
      return null;
    }
    WaitingTransaction oldest = oldestFirst.next();
    if (oldest.expiry() > timeSeconds) {
      return null;
    }
    oldestFirst.remove();
    return oldest;
  }

  /** All that wait, in order of expiry. */
  Collection<WaitingTransaction> all() {
    return Collections.unmodifiableCollection(waiting.values());
  }
}
