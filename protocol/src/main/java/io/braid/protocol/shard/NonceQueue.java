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

  /**
   * An account, three longs of its word, and a nonce. Comparable, so that a map whose buckets an
   * attacker fills keeps them as trees.
   */
  private record Place(long low, long middle, long high, long nonce) implements Comparable<Place> {
    static Place of(long[] account, int offset, long nonce) {
      return new Place(account[offset], account[offset + 1], account[offset + 2], nonce);
    }

    @Override
    public int compareTo(Place other) {
      int order = Long.compare(low, other.low);
      order = order != 0 ? order : Long.compare(middle, other.middle);
      order = order != 0 ? order : Long.compare(high, other.high);
      return order != 0 ? order : Long.compare(nonce, other.nonce);
    }
  }

  private final Map<Place, WaitingTransaction> waiting = new LinkedHashMap<>();
  private int bytes;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether another transaction keeps the queue within its limits. */
  boolean hasRoomFor(WaitingTransaction transaction) {
    return waiting.size() < Limits.QUEUED_TRANSACTIONS_MAX
        && bytes + transaction.raw().length <= Limits.QUEUED_BYTES_MAX;
  }

  /** The transaction of an account (a word) that waits with this nonce, or null. */
  WaitingTransaction at(long[] account, int offset, long nonce) {
    return waiting.get(Place.of(account, offset, nonce));
  }

  /** Takes out the transaction that waits with this nonce; null if there is none. */
  WaitingTransaction remove(long[] account, int offset, long nonce) {
    WaitingTransaction removed = waiting.remove(Place.of(account, offset, nonce));
    if (removed != null) {
      bytes -= removed.raw().length;
    }
    return removed;
  }

  /** Puts a transaction at the end of the order of expiry. Its place must be free. */
  void add(WaitingTransaction transaction) {
    long[] words = transaction.words();
    Place place = Place.of(words, WaitingTransaction.SENDER, transaction.nonce());
    if (waiting.putIfAbsent(place, transaction) != null) {
      throw new IllegalStateException("a transaction waits with this nonce already: " + place);
    }
    bytes += transaction.raw().length;
  }

  /** Takes out the first transaction in the order of expiry; the queue must not be empty. */
  WaitingTransaction removeOldest() {
    Iterator<WaitingTransaction> oldestFirst = waiting.values().iterator();
    WaitingTransaction oldest = oldestFirst.next();
    oldestFirst.remove();
    bytes -= oldest.raw().length;
    return oldest;
  }

  /** Takes out the first transaction whose time is up, or gives null. */
  WaitingTransaction removeExpired(long timeSeconds) {
    boolean isDue =
        !waiting.isEmpty() && waiting.values().iterator().next().expiry() <= timeSeconds;
    return isDue ? removeOldest() : null;
  }

  /** All that wait, in order of expiry. */
  Collection<WaitingTransaction> all() {
    return Collections.unmodifiableCollection(waiting.values());
  }
}
