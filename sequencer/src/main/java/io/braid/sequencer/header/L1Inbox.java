package io.braid.sequencer.header;

import io.braid.protocol.Limits;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.HeaderRules;
import io.braid.protocol.types.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * New tokens and L1 events that wait for a header, in the order of their index, beginning with the
 * first that no header has brought. Whoever watches L1 offers them again and again from the index
 * that it is told, so nothing here needs to survive a crash.
 */
final class L1Inbox {

  /** Tokens that wait at most; a full header takes this many at once. */
  static final int TOKENS_MAX = Limits.TOKENS_IN_HEADER_MAX;

  /** Events that wait at most: some full headers, so that a burst does not wait for the watcher. */
  static final int EVENTS_MAX = 4 * Limits.EVENTS_IN_HEADER_MAX;

  private final HeaderChain chain;
  private final Deque<TokenEntry> tokens = new ArrayDeque<>();
  private final Set<Address> tokenAddresses = new HashSet<>();
  private final Deque<L1Event> events = new ArrayDeque<>();

  /** Indexes of the first that wait. */
  private long firstToken;

  private long firstEvent;

  L1Inbox(HeaderChain chain) {
    this.chain = chain;
    this.firstToken = chain.nextToken();
    this.firstEvent = chain.nextEvent();
  }

  /**
   * Takes tokens as far as there is room, and gives the index of the next that is wanted.
   *
   * @param first the index of the first of the list
   * @throws IllegalArgumentException if tokens before the first are missing, or one cannot be a
   *     token: L1 and the logs do not belong together
   */
  long offerTokens(long first, List<TokenEntry> offered) {
    long wanted = firstToken + tokens.size();
    requireNoGap("token", first, wanted);
    for (long i = wanted - first; i < offered.size() && tokens.size() < TOKENS_MAX; i++) {
      TokenEntry token = offered.get((int) i);
      requireRight(first + i, token);
      tokens.add(token);
      tokenAddresses.add(token.address());
    }
    return firstToken + tokens.size();
  }

  private void requireRight(long index, TokenEntry token) {
    if (index > Limits.TOKENS_MAX
        || tokenAddresses.contains(token.address())
        || !HeaderRules.canBeToken(token.address(), chain.tokens())
        || token.decimals() >>> Byte.SIZE != 0
        || utf8Length(token.symbol()) > Limits.TOKEN_SYMBOL_BYTES_MAX
        || utf8Length(token.name()) > Limits.TOKEN_NAME_BYTES_MAX) {
      throw new IllegalArgumentException(
          "L1 names as token %d what no header can bring: %s".formatted(index, token));
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Takes events as far as there is room, and gives the index of the next that is wanted.
   *
   * @param first the index of the first of the list
   * @throws IllegalArgumentException as for tokens
   */
  long offerEvents(long first, List<L1Event> offered) {
    long wanted = firstEvent + events.size();
    requireNoGap("L1 event", first, wanted);
    for (long i = wanted - first; i < offered.size() && events.size() < EVENTS_MAX; i++) {
      L1Event event = offered.get((int) i);
      if (!HeaderRules.isRight(event, Limits.TOKENS_MAX)) {
        throw new IllegalArgumentException(
            "L1 event %d is none that a header can bring: %s".formatted(first + i, event));
      }
      events.add(event);
    }
    return firstEvent + events.size();
  }

  private static void requireNoGap(String what, long first, long wanted) {
    if (first < 0 || first > wanted) {
      throw new IllegalArgumentException(
          "the next %s is %d, not %d".formatted(what, wanted, first));
    }
  }

  /** Whether the next header would bring something. */
  boolean isReady() {
    return !tokens.isEmpty()
        || (!events.isEmpty() && HeaderRules.isRight(events.peek(), chain.tokens().count()));
  }

  /** The tokens of the next header. */
  List<TokenEntry> nextTokens() {
    return List.copyOf(tokens);
  }

  /**
   * The events of the next header: as many as fit, up to one whose token comes with a later header,
   * since the shards know no other tokens.
   */
  List<L1Event> nextEvents() {
    long known = chain.tokens().count() + (long) tokens.size();
    List<L1Event> next = new ArrayList<>();
    for (L1Event event : events) {
      if (next.size() == Limits.EVENTS_IN_HEADER_MAX || !HeaderRules.isRight(event, known)) {
        break;
      }
      next.add(event);
    }
    return next;
  }

  /** Drops what a header has brought, whoever wrote it. */
  void headerCounted() {
    while (firstToken < chain.nextToken()) {
      if (!tokens.isEmpty()) {
        tokenAddresses.remove(tokens.remove().address());
      }
      firstToken++;
    }
    while (firstEvent < chain.nextEvent()) {
      events.poll();
      firstEvent++;
    }
  }
}
