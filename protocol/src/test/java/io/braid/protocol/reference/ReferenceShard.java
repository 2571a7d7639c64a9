package io.braid.protocol.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionRules;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shard machine, page by page. */
public final class ReferenceShard {

  private record Transaction(
      String raw,
      BigInteger sender,
      BigInteger hash,
      BigInteger signingHash,
      BigInteger nonce,
      BigInteger maxPriority,
      BigInteger maxFee,
      BigInteger gasLimit,
      BigInteger value,
      Calls.Call call) {}

  private record Waiting(Transaction transaction, BigInteger expiry) {}

  private record Bundle(
      int source,
      int destination,
      BigInteger number,
      BigInteger generation,
      BigInteger block,
      List<State.Message> messages) {}

  private record Event(
      int kind, BigInteger owner, BigInteger asset, BigInteger amount, List<BigInteger> words) {}

  private final int shard;
  private final int shardCount;
  private final long chainId;
  private final BigInteger commitment;
  private final State state = new State();
  private final Steps steps = new Steps(state);
  private final List<BigInteger> tokens = new ArrayList<>(List.of(ONE.negate()));
  private final List<Waiting> queue = new ArrayList<>();
  private final List<Bundle> keptAside = new ArrayList<>();
  private final Map<Integer, BigInteger> nextIn = new HashMap<>();
  private final Map<Integer, BigInteger> nextOut = new HashMap<>();
  private BigInteger block = ZERO;
  private BigInteger generation = ZERO;
  private BigInteger nextEvent = ZERO;

  private int outcomeCount;
  private Bytes outcomes = new Bytes();
  private final Map<Integer, List<State.Message>> outbox = new TreeMap<>();

  /** A shard at genesis; allocations and tokens are given as they would be credited. */
  public ReferenceShard(
      int shard, int shardCount, long chainId, BigInteger commitment, BigInteger collector) {
    this.shard = shard;
    this.shardCount = shardCount;
    this.chainId = chainId;
    this.commitment = commitment;
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
    return address.mod(BigInteger.valueOf(shardCount)).intValue();
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
    outbox.clear();
    outcomes = new Bytes();
    outcomeCount = 0;
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
    out.number(4, generation).number(1, Arrays.asList(Found.values()).indexOf(found));
    out.number(1, found == Found.MALFORMED ? 0xff : 0);
    out.number(4, outcomeCount).raw(outcomes.done());
    List<Map.Entry<BigInteger, BigInteger>> changed =
        state.written.stream()
            .filter(entry -> !state.get(entry.getKey()).equals(entry.getValue()))
            .toList();
    out.number(4, changed.size());
    for (Map.Entry<BigInteger, BigInteger> entry : changed) {
      out.number(32, entry.getKey()).number(32, state.get(entry.getKey()));
    }
    out.number(2, outbox.size());
    for (Map.Entry<Integer, List<State.Message>> entry : outbox.entrySet()) {
      byte[] bundle = bundle(offset, entry.getKey(), entry.getValue());
      out.number(4, bundle.length).raw(bundle);
    }
    return out.done();
  }

  private byte[] bundle(long offset, int destination, List<State.Message> messages) {
    BigInteger number = nextOut.merge(destination, ONE, BigInteger::add).subtract(ONE);
    Bytes out = new Bytes();
    out.number(1, 1).number(1, 3).number(2, shard).number(8, offset).number(2, destination);
    out.number(8, number).number(4, generation).number(8, block).number(4, messages.size());
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

  private Bytes outcome(int type) {
    outcomeCount++;
    return outcomes.number(1, type);
  }

  private void effects() {
    outcomes.number(1, state.withdrawals.size());
    for (State.Withdrawal w : state.withdrawals) {
      outcomes.number(20, w.recipient()).number(8, w.asset()).number(32, w.amount());
    }
    outcomes.number(1, state.logs.size());
    for (State.Log log : state.logs) {
      outcomes.number(1, log.template()).number(1, log.operands().size());
      log.operands().forEach(operand -> outcomes.number(32, operand));
    }
    if (state.message != null) {
      outbox
          .computeIfAbsent(home(state.message.owner()), _ -> new ArrayList<>())
          .add(state.message);
    }
  }

  private void beginStep(BigInteger origin, BigInteger sender) {
    state.origin = origin;
    state.sender = sender;
    state.logs.clear();
    state.withdrawals.clear();
    state.message = null;
  }

  private void stepped(Integer code) {
    outcome(code == null ? 5 : 6).number(32, state.origin).number(20, state.sender);
    if (code != null) {
      outcomes.number(1, code);
    }
    effects();
  }

  // Headers.

  private Found header(byte[] record) {
    Bytes.In in = open(record, 1);
    BigInteger number = in.number(8);
    BigInteger newGeneration = in.number(4);
    BigInteger time = in.number(8);
    require(time.bitLength() <= 32);
    BigInteger baseFee = in.number(8);
    final long version = in.small(4);
    final BigInteger programs = in.number(32);
    in.raw(16);
    final long firstToken = in.small(4);
    List<BigInteger> newTokens = new ArrayList<>();
    for (long left = bounded(in.small(2), 0, 64); left > 0; left--) {
      newTokens.add(in.number(20));
      in.raw(1);
      text(in.raw((int) bounded(in.small(1), 0, 32)));
      text(in.raw((int) bounded(in.small(1), 0, 64)));
    }
    final BigInteger firstEvent = in.number(8);
    List<Event> events = new ArrayList<>();
    for (long left = bounded(in.small(2), 0, 256); left > 0; left--) {
      events.add(event(in));
    }
    require(in.isAtEnd());
    if (number.compareTo(block) <= 0) {
      return Found.REPEATED;
    }
    if (!number.equals(block.add(ONE))) {
      return Found.GAP;
    }
    if (!newGeneration.equals(generation) && !newGeneration.equals(generation.add(ONE))) {
      return Found.OTHER_GENERATION;
    }
    require(time.compareTo(state.time) >= 0);
    require(version == 1 && programs.equals(commitment));
    require(firstToken == tokens.size() && tokens.size() - 1 + newTokens.size() <= 1 << 20);
    for (int i = 0; i < newTokens.size(); i++) {
      BigInteger token = newTokens.get(i);
      require(!Calls.isSystem(token) && !tokens.contains(token));
      require(newTokens.indexOf(token) == i);
    }
    require(firstEvent.equals(nextEvent));
    int known = tokens.size() - 1 + newTokens.size();
    events.forEach(event -> require(isRight(event, known)));
    if (!newGeneration.equals(generation)) {
      return Found.NEXT_GENERATION;
    }

    block = number;
    generation = newGeneration;
    state.time = time;
    state.baseFee = baseFee;
    tokens.addAll(newTokens);
    nextEvent = nextEvent.add(BigInteger.valueOf(events.size()));
    expire();
    for (int i = 0; i < events.size(); i++) {
      if (home(events.get(i).owner()) == shard) {
        run(events.get(i), firstEvent.add(BigInteger.valueOf(i)));
      }
    }
    List<Bundle> bundles = List.copyOf(keptAside);
    keptAside.clear();
    bundles.forEach(bundle -> bundle.messages().forEach(this::run));
    return Found.APPLIED;
  }

  private static Event event(Bytes.In in) {
    int kind = (int) in.small(1);
    BigInteger owner = in.number(20);
    BigInteger asset = in.number(8);
    BigInteger amount = in.number(32);
    List<BigInteger> words = new ArrayList<>();
    for (long left = bounded(in.small(1), 0, 6); left > 0; left--) {
      words.add(in.number(32));
    }
    return new Event(kind, owner, asset, amount, words);
  }

  private static boolean isRight(Event event, int known) {
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

  private void expire() {
    int left = 4096;
    for (Waiting waiting : List.copyOf(queue)) {
      if (left > 0 && waiting.expiry().compareTo(state.time) <= 0) {
        left--;
        queue.remove(waiting);
        refuse(waiting.transaction().hash(), waiting.transaction().sender(), "QUEUE_EXPIRED");
      }
    }
  }

  private void run(Event event, BigInteger index) {
    beginStep(index, ZERO);
    stepped(
        switch (event.kind()) {
          case 1 -> steps.deposit(event.owner(), event.asset(), event.amount());
          case 2 -> steps.forcedExit(event.owner(), event.asset());
          default -> steps.forcedExitShares(event.owner(), event.asset(), event.words());
        });
  }

  // Messages.

  private Found messages(byte[] record) {
    Bytes.In in = open(record, 3);
    int source = (int) in.small(2);
    in.raw(8);
    int destination = (int) in.small(2);
    BigInteger number = in.number(8);
    BigInteger itsGeneration = in.number(4);
    BigInteger itsBlock = in.number(8);
    List<State.Message> messages = new ArrayList<>();
    for (long left = bounded(in.small(4), 1, 1 << 21); left > 0; left--) {
      messages.add(message(in));
    }
    require(in.isAtEnd());
    require(destination == shard && source < shardCount);
    if (!itsGeneration.equals(generation)) {
      return Found.OTHER_GENERATION;
    }
    int order = number.compareTo(nextIn.getOrDefault(source, ZERO));
    if (order != 0) {
      return order < 0 ? Found.REPEATED : Found.GAP;
    }
    require(itsBlock.compareTo(block.add(ONE)) <= 0);
    int[] wordCounts = {-1, 0, 0, 3, 3, 1, 1, 4, 6, 5, 2};
    for (State.Message m : messages) {
      require(m.kind() < wordCounts.length && m.words().size() == wordCounts[m.kind()]);
      require(home(m.owner()) == shard);
    }
    nextIn.put(source, number.add(ONE));
    Bundle bundle = new Bundle(source, destination, number, itsGeneration, itsBlock, messages);
    if (itsBlock.compareTo(block) > 0) {
      keptAside.add(bundle);
      return Found.KEPT_ASIDE;
    }
    messages.forEach(this::run);
    return Found.APPLIED;
  }

  private static State.Message message(Bytes.In in) {
    int kind = (int) in.small(1);
    BigInteger origin = in.number(32);
    BigInteger sender = in.number(20);
    BigInteger code = in.number(1);
    BigInteger owner = in.number(20);
    BigInteger payee = in.number(20);
    BigInteger asset1 = in.number(8);
    BigInteger amount1 = in.number(32);
    BigInteger asset2 = in.number(8);
    BigInteger amount2 = in.number(32);
    List<BigInteger> words = new ArrayList<>();
    for (long left = bounded(in.small(1), 0, 6); left > 0; left--) {
      words.add(in.number(32));
    }
    return new State.Message(
        kind, origin, sender, code, owner, payee, asset1, amount1, asset2, amount2, words);
  }

  private void run(State.Message message) {
    beginStep(message.origin(), message.sender());
    stepped(steps.run(message));
  }

  // Transactions.

  private Found transactions(byte[] record) {
    Bytes.In in = open(record, 2);
    List<byte[]> senders = new ArrayList<>();
    List<byte[]> raws = new ArrayList<>();
    for (long left = bounded(in.small(2), 1, 512); left > 0; left--) {
      senders.add(in.raw(20));
      raws.add(in.raw((int) bounded(in.small(2), 0, 16384)));
    }
    require(in.isAtEnd());
    for (int i = 0; i < raws.size(); i++) {
      take(new BigInteger(1, senders.get(i)), raws.get(i));
    }
    return Found.APPLIED;
  }

  private void take(BigInteger sender, byte[] raw) {
    Transaction transaction = resolve(sender, raw);
    if (transaction == null) {
      return;
    }
    BigInteger nonce = nonce(sender);
    int order = transaction.nonce().compareTo(nonce);
    if (order < 0) {
      refuse(transaction.hash(), sender, "NONCE_TOO_LOW");
    } else if (order > 0) {
      queue(transaction, nonce);
    } else if (run(transaction)) {
      drain(sender);
    }
  }

  private BigInteger nonce(BigInteger sender) {
    return state.get(State.key(State.HOLDING, 0, sender, ZERO)).shiftRight(128);
  }

  /** The transaction, or null when it was refused. */
  private Transaction resolve(BigInteger sender, byte[] raw) {
    BigInteger hash = new BigInteger(1, Keccak256.hash(raw));
    TransactionFields fields = new TransactionFields();
    Refusal refusal = new TransactionDecoder().decode(raw, 0, raw.length, fields);
    if (refusal == null) {
      refusal = TransactionRules.check(fields, chainId);
    }
    if (refusal != null) {
      refuse(hash, sender, refusal.name());
      return null;
    }
    boolean isLegacy = (raw[0] & 0xff) >= 0xc0;
    int type = isLegacy ? 0 : raw[0];
    List<?> items =
        (List<?>) PlainRlp.decode(isLegacy ? raw : Arrays.copyOfRange(raw, 1, raw.length));
    int at = type == 0 ? 0 : 1;
    BigInteger nonce = number(items, at);
    BigInteger priority = number(items, at + 1);
    int fee = type == 2 ? at + 2 : at + 1;
    BigInteger to = number(items, fee + 2);
    BigInteger value = number(items, fee + 3);
    byte[] data = (byte[]) items.get(fee + 4);
    Calls.Resolved resolved = new Calls(tokens, shardCount).resolve(shard, sender, to, value, data);
    if (resolved.refusal() != null) {
      refuse(hash, sender, resolved.refusal());
      return null;
    }
    if (number(items, fee + 1).compareTo(gas(resolved.call())) < 0) {
      refuse(hash, sender, "OPERATION_GAS_TOO_LOW");
      return null;
    }
    List<Object> signed = new ArrayList<>(items.subList(0, items.size() - 3));
    if (isLegacy) {
      signed.add(PlainRlp.integer(chainId));
      signed.add(new byte[0]);
      signed.add(new byte[0]);
    }
    byte[] encoded = PlainRlp.encode(signed);
    BigInteger signingHash =
        isLegacy
            ? new BigInteger(1, Keccak256.hash(encoded))
            : new BigInteger(1, Keccak256.hash(new byte[] {(byte) type}, encoded));
    return new Transaction(
        new String(raw, StandardCharsets.ISO_8859_1),
        sender,
        hash,
        signingHash,
        nonce,
        priority,
        number(items, fee),
        number(items, fee + 1),
        value,
        resolved.call());
  }

  private static BigInteger gas(Calls.Call call) {
    return BigInteger.valueOf(Calls.GAS[call.operation()]);
  }

  private static BigInteger number(List<?> items, int at) {
    return new BigInteger(1, (byte[]) items.get(at));
  }

  private void refuse(BigInteger hash, BigInteger sender, String reason) {
    outcome(1).number(32, hash).number(20, sender).number(1, Refusal.valueOf(reason).code());
  }

  private void drain(BigInteger sender) {
    while (true) {
      Waiting next = waiting(sender, nonce(sender));
      if (next == null) {
        return;
      }
      queue.remove(next);
      Transaction again =
          resolve(sender, next.transaction().raw().getBytes(StandardCharsets.ISO_8859_1));
      if (again == null || !run(again)) {
        return;
      }
    }
  }

  private Waiting waiting(BigInteger sender, BigInteger nonce) {
    for (Waiting waiting : queue) {
      if (waiting.transaction().sender().equals(sender)
          && waiting.transaction().nonce().equals(nonce)) {
        return waiting;
      }
    }
    return null;
  }

  private void queue(Transaction transaction, BigInteger accountNonce) {
    BigInteger sender = transaction.sender();
    if (transaction.nonce().subtract(accountNonce).intValue() > 64
        || transaction.nonce().subtract(accountNonce).bitLength() > 31) {
      refuse(transaction.hash(), sender, "NONCE_TOO_HIGH");
      return;
    }
    Waiting rival = waiting(sender, transaction.nonce());
    if (rival != null) {
      if (rival.transaction().hash().equals(transaction.hash())) {
        return;
      }
      BigInteger ten = BigInteger.TEN;
      BigInteger eleven = BigInteger.valueOf(11);
      Transaction old = rival.transaction();
      if (transaction.maxFee().multiply(ten).compareTo(old.maxFee().multiply(eleven)) < 0
          || transaction.maxFee().compareTo(old.maxFee()) <= 0
          || transaction.maxPriority().multiply(ten).compareTo(old.maxPriority().multiply(eleven))
              < 0) {
        refuse(transaction.hash(), sender, "REPLACEMENT_UNDERPRICED");
        return;
      }
    }
    BigInteger gas = gas(transaction.call());
    if (transaction.maxFee().compareTo(state.baseFee) < 0) {
      refuse(transaction.hash(), sender, "FEE_CAP_BELOW_BASE_FEE");
      return;
    }
    if (state.balance(sender, ZERO).compareTo(gas.multiply(transaction.maxFee())) < 0) {
      refuse(transaction.hash(), sender, "INSUFFICIENT_FUNDS_FOR_FEE");
      return;
    }
    if (rival != null) {
      queue.remove(rival);
      refuse(rival.transaction().hash(), sender, "REPLACED");
    }
    while (queue.size() >= 65536 || bytesWith(transaction) > 64 << 20) {
      Transaction oldest = queue.removeFirst().transaction();
      refuse(oldest.hash(), oldest.sender(), "QUEUE_FULL");
    }
    queue.add(new Waiting(transaction, state.time.add(BigInteger.valueOf(600))));
    outcome(2).number(32, transaction.hash()).number(20, sender).number(8, transaction.nonce());
  }

  private long bytesWith(Transaction transaction) {
    return transaction.raw().length()
        + queue.stream().mapToLong(waiting -> waiting.transaction().raw().length()).sum();
  }

  /** Runs a transaction whose nonce is the account's; false if it is refused. */
  private boolean run(Transaction t) {
    BigInteger gas = gas(t.call());
    BigInteger sender = t.sender();
    BigInteger price = t.maxFee().min(state.baseFee.add(t.maxPriority()));
    BigInteger fee = gas.multiply(price);
    String reason = null;
    if (t.maxFee().compareTo(state.baseFee) < 0) {
      reason = "FEE_CAP_BELOW_BASE_FEE";
    } else if (state.balance(sender, ZERO).compareTo(fee) < 0) {
      reason = "INSUFFICIENT_FUNDS_FOR_FEE";
    }
    if (reason != null) {
      refuse(t.hash(), sender, reason);
      return false;
    }
    beginStep(t.signingHash(), sender);
    state.credit(Calls.feeAccount(shard), ZERO, fee);
    BigInteger key = State.key(State.HOLDING, 0, sender, ZERO);
    state.set(key, state.get(key).subtract(fee).add(State.TWO_128));
    Integer code = perform(t);
    outcome(code == null ? 3 : 4)
        .number(32, t.hash())
        .number(32, t.signingHash())
        .number(20, sender);
    outcomes.number(8, t.nonce()).number(4, gas).number(16, price);
    if (code != null) {
      outcomes.number(1, code);
    }
    effects();
    return true;
  }

  private Integer perform(Transaction t) {
    BigInteger sender = t.sender();
    List<BigInteger> a = t.call().arguments();
    return switch (t.call().operation()) {
      case 1 ->
          state.debit(sender, ZERO, t.value())
              ? steps.pay(home(a.get(0)) == shard, a.get(0), ZERO, t.value(), 0)
              : Integer.valueOf(1);
      case 2 -> {
        if (!state.debit(sender, a.get(0), a.get(2))) {
          yield 1;
        }
        state.transferLog(a.get(0), sender, a.get(1), a.get(2));
        yield steps.pay(home(a.get(1)) == shard, a.get(1), a.get(0), a.get(2), 0);
      }
      case 3 -> {
        state.set(State.allowanceKey(sender, a.get(1), a.get(0)), a.get(2));
        state.log(2, a.get(0), sender, a.get(1), a.get(2));
        yield 0;
      }
      case 4 -> transferFrom(sender, a);
      case 5 -> {
        if (!state.debit(sender, a.get(0), a.get(2))) {
          yield 1;
        }
        state.withdraw(a.get(1), a.get(0), a.get(2));
        state.transferLog(a.get(0), sender, ZERO, a.get(2));
        yield 0;
      }
      case 6 -> {
        boolean second = home(a.get(1)) == home(a.get(0));
        yield home(a.get(0)) == shard
            ? steps.sweep(second, a.get(0), a.get(1))
            : steps.ask(
                second ? Steps.SWEEP : Steps.SWEEP_REMOTE, a.get(0), sender, List.of(a.get(1)));
      }
      default -> performOnPool(t, sender, a);
    };
  }

  private Integer transferFrom(BigInteger sender, List<BigInteger> a) {
    boolean second = home(a.get(2)) == home(a.get(1));
    return home(a.get(1)) == shard
        ? steps.pull(second, a.get(1), a.get(0), a.get(3), a.get(2))
        : steps.ask(
            second ? Steps.PULL : Steps.PULL_REMOTE,
            a.get(1),
            sender,
            List.of(a.get(0), a.get(3), a.get(2)));
  }

  private Integer performOnPool(Transaction t, BigInteger sender, List<BigInteger> a) {
    BigInteger pool = a.get(0);
    boolean first = home(pool) == shard;
    if (t.call().operation() == 7) {
      if (state.balance(sender, a.get(2)).compareTo(a.get(3)) < 0
          || state.balance(sender, a.get(4)).compareTo(a.get(5)) < 0) {
        return 1;
      }
      state.debit(sender, a.get(2), a.get(3));
      state.debit(sender, a.get(4), a.get(5));
      List<BigInteger> funds = a.subList(2, 6);
      List<BigInteger> words = List.of(a.get(1), a.get(6), a.get(7), a.get(8));
      return first
          ? steps.addLiquidity(true, pool, sender, funds, words)
          : steps.askWith(Steps.ADD_LIQUIDITY, pool, sender, funds, words);
    }
    if (t.call().operation() == 8) {
      if (!state.debit(sender, a.get(1), a.get(2))) {
        return 1;
      }
      List<BigInteger> words = a.subList(3, 9);
      return first
          ? steps.removeLiquidity(home(a.get(7)) == shard, pool, sender, a.get(1), a.get(2), words)
          : steps.askWith(
              Steps.REMOVE_LIQUIDITY, pool, sender, List.of(a.get(1), a.get(2), ZERO, ZERO), words);
    }
    if (!state.debit(sender, a.get(2), a.get(3))) {
      return 1;
    }
    List<BigInteger> words = List.of(a.get(1), a.get(4), a.get(5), a.get(6), a.get(7));
    return first
        ? steps.swap(home(a.get(6)) == shard, pool, sender, a.get(2), a.get(3), words)
        : steps.askWith(Steps.SWAP, pool, sender, List.of(a.get(2), a.get(3), ZERO, ZERO), words);
  }

  // Bytes.

  private static Bytes.In open(byte[] record, int type) {
    Bytes.In in = new Bytes.In(record);
    require(in.small(1) == 1 && in.small(1) == type);
    return in;
  }

  private static long bounded(long value, long min, long max) {
    require(value >= min && value <= max);
    return value;
  }

  private static void text(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException _) {
      throw new Bytes.Malformed();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new Bytes.Malformed();
    }
  }
}
