package io.braid.protocol.reference;

import static java.math.BigInteger.ZERO;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Transactions at a shard: their rules, the nonce queue, and their first steps. */
final class Transactions {

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

  private final int shard;
  private final int shardCount;
  private final long chainId;
  private final State state;
  private final Steps steps;
  private final List<BigInteger> tokens;
  private final Outcomes outcomes;
  private final List<Waiting> queue = new ArrayList<>();

  /** The list of tokens grows as headers bring new ones. */
  Transactions(
      int shard,
      int shardCount,
      long chainId,
      State state,
      List<BigInteger> tokens,
      Outcomes outcomes) {
    this.shard = shard;
    this.shardCount = shardCount;
    this.chainId = chainId;
    this.state = state;
    this.steps = new Steps(state);
    this.tokens = tokens;
    this.outcomes = outcomes;
  }

  private int home(BigInteger address) {
    return State.home(address, shardCount);
  }

  /** Refuses those that waited too long. */
  void expire() {
    int left = 4096;
    for (Waiting waiting : List.copyOf(queue)) {
      if (left > 0 && waiting.expiry().compareTo(state.time) <= 0) {
        left--;
        queue.remove(waiting);
        outcomes.refuse(
            waiting.transaction().hash(), waiting.transaction().sender(), "QUEUE_EXPIRED");
      }
    }
  }

  void take(BigInteger sender, byte[] raw) {
    Transaction transaction = resolve(sender, raw);
    if (transaction == null) {
      return;
    }
    BigInteger nonce = nonce(sender);
    int order = transaction.nonce().compareTo(nonce);
    if (order < 0) {
      outcomes.refuse(transaction.hash(), sender, "NONCE_TOO_LOW");
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
      outcomes.refuse(hash, sender, refusal.name());
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
      outcomes.refuse(hash, sender, resolved.refusal());
      return null;
    }
    if (number(items, fee + 1).compareTo(gas(resolved.call())) < 0) {
      outcomes.refuse(hash, sender, "OPERATION_GAS_TOO_LOW");
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
      outcomes.refuse(transaction.hash(), sender, "NONCE_TOO_HIGH");
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
        outcomes.refuse(transaction.hash(), sender, "REPLACEMENT_UNDERPRICED");
        return;
      }
    }
    BigInteger gas = gas(transaction.call());
    if (transaction.maxFee().compareTo(state.baseFee) < 0) {
      outcomes.refuse(transaction.hash(), sender, "FEE_CAP_BELOW_BASE_FEE");
      return;
    }
    if (state.balance(sender, ZERO).compareTo(gas.multiply(transaction.maxFee())) < 0) {
      outcomes.refuse(transaction.hash(), sender, "INSUFFICIENT_FUNDS_FOR_FEE");
      return;
    }
    if (rival != null) {
      queue.remove(rival);
      outcomes.refuse(rival.transaction().hash(), sender, "REPLACED");
    }
    while (queue.size() >= 65536 || bytesWith(transaction) > 64 << 20) {
      Transaction oldest = queue.removeFirst().transaction();
      outcomes.refuse(oldest.hash(), oldest.sender(), "QUEUE_FULL");
    }
    queue.add(new Waiting(transaction, state.time.add(BigInteger.valueOf(600))));
    outcomes
        .add(2)
        .number(32, transaction.hash())
        .number(20, sender)
        .number(8, transaction.nonce());
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
      outcomes.refuse(t.hash(), sender, reason);
      return false;
    }
    outcomes.beginStep(t.signingHash(), sender);
    state.credit(Calls.feeAccount(shard), ZERO, fee);
    BigInteger key = State.key(State.HOLDING, 0, sender, ZERO);
    state.set(key, state.get(key).subtract(fee).add(State.TWO_128));
    Integer code = perform(t);
    Bytes out = outcomes.add(code == null ? 3 : 4).number(32, t.hash());
    out.number(32, t.signingHash()).number(20, sender);
    out.number(8, t.nonce()).number(4, gas).number(16, price);
    if (code != null) {
      out.number(1, code);
    }
    outcomes.effects();
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
}
