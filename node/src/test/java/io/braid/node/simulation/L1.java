package io.braid.node.simulation;

import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.simulation.Crowd;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.sequencer.header.BaseFee;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What L1 has finalized so far, and what the chain's fees are made of. */
final class L1 {

  static final long FIRST_BASE_FEE = 1_000_000_000L;

  private static final int DEPOSIT = 1;
  private static final int TOKENS_MAX = 6;

  private final Workload workload;
  private final BaseFee fees;

  /** Accounts from which L1 takes nothing. */
  private final Set<Address> undisturbed;

  private final List<TokenEntry> tokens = new ArrayList<>();
  private final List<L1Event> events = new ArrayList<>();

  L1(Workload workload, BaseFee fees, Set<Address> undisturbed) {
    this.workload = workload;
    this.fees = fees;
    this.undisturbed = undisturbed;
  }

  BaseFee fees() {
    return fees;
  }

  long firstBaseFee() {
    return FIRST_BASE_FEE;
  }

  /** Something happens on L1, or nothing. */
  void goOn() {
    if (tokens.size() < TOKENS_MAX) {
      tokens.addAll(workload.newTokens());
    }
    for (L1Event event : workload.events(Crowd.TOKENS + tokens.size())) {
      if (event.kind() == DEPOSIT || !undisturbed.contains(event.owner())) {
        events.add(event);
      }
    }
  }

  /** Offers all, as who watches L1 does again and again. */
  void offerTo(HeaderWriterMachine writer) {
    writer.offerTokens(Crowd.TOKENS + 1L, tokens);
    writer.offerEvents(0, events);
  }

  /** Whether a token is the one with this index. */
  boolean hasToken(long index, TokenEntry token) {
    long place = index - Crowd.TOKENS - 1;
    return place < tokens.size() && tokens.get((int) place).equals(token);
  }

  /** Whether an event is the one with this index. */
  boolean hasEvent(long index, L1Event event) {
    return index < events.size() && events.get((int) index).equals(event);
  }
}
