package io.braid.protocol.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shard machine, page by page. */
public final class ReferenceShard {

  /** Of all that a shard lives through: a header of the next one stops it. */
  private static final BigInteger GENERATION = ZERO;

  private final int shard;
  private final int shardCount;
  private final BigInteger commitment;
  private final State state = new State();
  private final Steps steps = new Steps(state);
  private final List<BigInteger> tokens = new ArrayList<>(List.of(ONE.negate()));
  private final Outcomes outcomes;
  private final Transactions transactions;
  private final List<Records.Bundle> keptAside = new ArrayList<>();
  private final Map<Integer, BigInteger> nextIn = new HashMap<>();
  private final Map<Integer, BigInteger> nextOut = new HashMap<>();
  private BigInteger block = ZERO;
  private BigInteger nextEvent = ZERO;

  /** A shard at genesis; allocations and tokens are given as they would be credited. */
  public ReferenceShard(
      int shard, int shardCount, long chainId, BigInteger commitment, BigInteger collector) {
    this.shard = shard;
    this.shardCount = shardCount;
    this.commitment = commitment;
    outcomes = new Outcomes(state, shardCount);
    transactions = new Transactions(shard, shardCount, chainId, state, tokens, outcomes);
    state.set(State.key(State.COLLECTOR, 0, Calls.feeAccount(shard), ZERO), collector);
  }

  public void addToken(BigInteger address) {
    tokens.add(address);
  }

  public void allocate(BigInteger owner, BigInteger asset, BigInteger amount) {
    if (home(owner) == shard) {
      state.credit(owner, asset, amount);
    }
  }

  /** The cells that are not 0. */
  public Map<BigInteger, BigInteger> cells() {
    return state.cells;
  }

  private int home(BigInteger address) {
    return State.home(address, shardCount);
  }

  /** What a record was found to be; a fault byte is not the judge's business. */
  private enum Found {
    APPLIED,
    MALFORMED,
    REPEATED,
    GAP,
    OTHER_GENERATION,
    KEPT_ASIDE,
    NEXT_GENERATION
  }

  /** Handles a record and gives its diff, with fault byte 0xff where there is one. */
  public byte[] handle(long offset, byte[] record) {
    state.written.clear();
    outcomes.clear();
    Found found = Found.MALFORMED;
    if (record.length >= 2) {
      try {
        found =
            switch (record[1]) {
              case 1 -> header(record);
              case 2 -> transactions(record);
              case 3 -> messages(record);
              default -> Found.MALFORMED;
            };
      } catch (Bytes.Malformed _) {
        found = Found.MALFORMED;
      }
    }
    return diff(offset, found);
  }

  private byte[] diff(long offset, Found found) {
    Bytes out = new Bytes();
    out.number(1, 1).number(1, 4).number(2, shard).number(8, offset).number(8, block);
    out.number(4, GENERATION).number(1, Arrays.asList(Found.values()).indexOf(found));
    out.number(1, found == Found.MALFORMED ? 0xff : 0);
    out.number(4, outcomes.count()).raw(outcomes.done());
    List<Map.Entry<BigInteger, BigInteger>> changed =
        state.written.stream()
            .filter(entry -> !state.get(entry.getKey()).equals(entry.getValue()))
            .toList();
    out.number(4, changed.size());
    for (Map.Entry<BigInteger, BigInteger> entry : changed) {
      out.number(32, entry.getKey()).number(32, state.get(entry.getKey()));
    }
    out.number(2, outcomes.outbox().size());
    for (Map.Entry<Integer, List<State.Message>> entry : outcomes.outbox().entrySet()) {
      byte[] bundle = bundle(offset, entry.getKey(), entry.getValue());
      out.number(4, bundle.length).raw(bundle);
    }
    return out.done();
  }

  private byte[] bundle(long offset, int destination, List<State.Message> messages) {
    BigInteger number = nextOut.merge(destination, ONE, BigInteger::add).subtract(ONE);
    Bytes out = new Bytes();
    out.number(1, 1).number(1, 3).number(2, shard).number(8, offset).number(2, destination);
    out.number(8, number).number(4, GENERATION).number(8, block).number(4, messages.size());
    for (State.Message m : messages) {
      out.number(1, m.kind()).number(32, m.origin()).number(20, m.sender()).number(1, m.code());
      out.number(20, m.owner()).number(20, m.payee());
      out.number(8, m.asset1()).number(32, m.amount1());
      out.number(8, m.asset2()).number(32, m.amount2());
      out.number(1, m.words().size());
      m.words().forEach(word -> out.number(32, word));
    }
    return out.done();
  }

  // Headers.

  private Found header(byte[] record) {
    Records.Header header = Records.header(record);
    if (header.number().compareTo(block) <= 0) {
      return Found.REPEATED;
    }
    if (!header.number().equals(block.add(ONE))) {
      return Found.GAP;
    }
    boolean isNextGeneration = header.generation().equals(GENERATION.add(ONE));
    if (!header.generation().equals(GENERATION) && !isNextGeneration) {
      return Found.OTHER_GENERATION;
    }
    requireRight(header);
    if (isNextGeneration) {
      return Found.NEXT_GENERATION;
    }

    block = header.number();
    state.time = header.time();
    state.baseFee = header.baseFee();
    tokens.addAll(header.tokens());
    nextEvent = nextEvent.add(BigInteger.valueOf(header.events().size()));
    transactions.expire();
    for (int i = 0; i < header.events().size(); i++) {
      Records.Event event = header.events().get(i);
      if (home(event.owner()) == shard) {
        run(event, header.firstEvent().add(BigInteger.valueOf(i)));
      }
    }
    List<Records.Bundle> bundles = List.copyOf(keptAside);
    keptAside.clear();
    bundles.forEach(bundle -> bundle.messages().forEach(this::run));
    return Found.APPLIED;
  }

  private void requireRight(Records.Header header) {
    int known = tokens.size() - 1 + header.tokens().size();
    Records.require(header.time().compareTo(state.time) >= 0);
    Records.require(header.version() == 1 && header.programs().equals(commitment));
    Records.require(header.firstToken() == tokens.size() && known <= 1 << 20);
    for (int i = 0; i < header.tokens().size(); i++) {
      BigInteger token = header.tokens().get(i);
      Records.require(!Calls.isSystem(token) && !tokens.contains(token));
      Records.require(header.tokens().indexOf(token) == i);
    }
    Records.require(header.firstEvent().equals(nextEvent));
    header.events().forEach(event -> Records.require(isRight(event, known)));
  }

  private static boolean isRight(Records.Event event, int known) {
    long first = event.asset().shiftRight(32).longValue();
    long second = event.asset().mod(ONE.shiftLeft(32)).longValue();
    boolean isPlain = second == 0 && first <= known && event.words().isEmpty();
    return switch (event.kind()) {
      case 1 -> isPlain;
      case 2 -> isPlain && event.amount().signum() == 0;
      case 3 ->
          first < second
              && second <= known
              && event.amount().signum() == 0
              && event
                  .words()
                  .equals(
                      List.of(
                          Calls.pool(first, second),
                          BigInteger.valueOf(first).shiftLeft(32),
                          BigInteger.valueOf(second).shiftLeft(32)));
      default -> false;
    };
  }

  private void run(Records.Event event, BigInteger index) {
    outcomes.beginStep(index, ZERO);
    outcomes.stepped(
        switch (event.kind()) {
          case 1 -> steps.deposit(event.owner(), event.asset(), event.amount());
          case 2 -> steps.forcedExit(event.owner(), event.asset());
          default -> steps.forcedExitShares(event.owner(), event.asset(), event.words());
        });
  }

  // Messages.

  private Found messages(byte[] record) {
    Records.Bundle bundle = Records.bundle(record);
    Records.require(bundle.destination() == shard && bundle.source() < shardCount);
    if (!bundle.generation().equals(GENERATION)) {
      return Found.OTHER_GENERATION;
    }
    int order = bundle.number().compareTo(nextIn.getOrDefault(bundle.source(), ZERO));
    if (order != 0) {
      return order < 0 ? Found.REPEATED : Found.GAP;
    }
    Records.require(bundle.block().compareTo(block.add(ONE)) <= 0);
    int[] wordCounts = {-1, 0, 0, 3, 3, 1, 1, 4, 6, 5, 2};
    for (State.Message m : bundle.messages()) {
      Records.require(m.kind() < wordCounts.length && m.words().size() == wordCounts[m.kind()]);
      Records.require(home(m.owner()) == shard);
    }
    nextIn.put(bundle.source(), bundle.number().add(ONE));
    if (bundle.block().compareTo(block) > 0) {
      keptAside.add(bundle);
      return Found.KEPT_ASIDE;
    }
    bundle.messages().forEach(this::run);
    return Found.APPLIED;
  }

  private void run(State.Message message) {
    outcomes.beginStep(message.origin(), message.sender());
    outcomes.stepped(steps.run(message));
  }

  // Transactions.

  private Found transactions(byte[] record) {
    Records.transactions(record, transactions::take);
    return Found.APPLIED;
  }
}
