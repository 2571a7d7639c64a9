package io.braid.protocol.simulation;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What users and L1 do: every operation, mostly sensible, often at the edge, sometimes wrong.
 * Transactions are well formed but not signed: shard machines leave signatures to admission.
 */
public final class Workload {

  /** The chain the transactions are for. */
  public static final long CHAIN_ID = 4242;

  private final Random random;
  private final ShardCount shards;
  private final List<Address> users = new ArrayList<>();
  private final List<BigInteger> tokens;
  private final Operations operations;
  private final int bundleMax;
  private final Map<Address, Long> nonces = new HashMap<>();

  /** What of each asset L1 may still take in: the bridge keeps it below 2^128. */
  private final Map<Long, BigInteger> room = new HashMap<>();

  private long baseFee = 1_000_000_000L;
  private int lastCount;
  private byte[] lastRaw;

  /**
   * Tokens are addresses by index; place 0 stands for ETH at its facade. A bundle holds up to so
   * many transactions.
   */
  public Workload(
      long seed,
      ShardCount shards,
      List<Address> users,
      List<BigInteger> tokens,
      Address collector,
      int bundleMax) {
    this.random = new Random(seed);
    this.shards = shards;
    this.users.addAll(users);
    this.tokens = new ArrayList<>(tokens);
    this.operations = new Operations(random, shards, this.users, this.tokens, collector);
    this.bundleMax = bundleMax;
  }

  /** What the users ask for; from the same random numbers. */
  public Operations operations() {
    return operations;
  }

  /** Base fee of the next header: mostly steady. */
  public long baseFee() {
    baseFee = random.nextInt(8) == 0 ? random.nextInt(2_000_000_000) : baseFee;
    return baseFee;
  }

  /** Tokens of the next header: seldom one. */
  public List<TokenEntry> newTokens() {
    if (random.nextInt(12) != 0 || tokens.size() > 6) {
      return List.of();
    }
    byte[] address = new byte[20];
    random.nextBytes(address);
    tokens.add(new BigInteger(1, address));
    return List.of(new TokenEntry(Address.of(address), 18, "T" + tokens.size(), "Tökén"));
  }

  /** L1 events of the next header. */
  public List<L1Event> events(long tokenCount) {
    List<L1Event> events = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
    for (int i = 0; i < count; i++) {
      Address owner = operations.user();
      long token = random.nextLong(tokenCount + 1);
      switch (random.nextInt(6)) {
        case 0 -> events.add(new L1Event(2, owner, token << 32, Word.ZERO, List.of()));
        case 1 -> events.add(forcedExitOfShares(owner, tokenCount));
        default -> events.add(new L1Event(1, owner, token << 32, deposit(token), List.of()));
      }
    }
    return events;
  }

  private L1Event forcedExitOfShares(Address owner, long tokenCount) {
    long second = random.nextLong(1, tokenCount + 1);
    long first = random.nextLong(second);
    long[] pool = new long[Word256.LONGS];
    SystemAddress.pool(first, second, pool, 0);
    List<Word> words = List.of(Word.of(pool, 0), Word.of(first << 32), Word.of(second << 32));
    return new L1Event(3, owner, first << 32 | second, Word.ZERO, words);
  }

  private Word deposit(long token) {
    BigInteger left = room.computeIfAbsent(token, _ -> Operations.CAP.shiftRight(1));
    BigInteger amount =
        switch (random.nextInt(8)) {
          case 0 -> BigInteger.ZERO;
          case 1 -> left.shiftRight(1);
          default -> BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(random.nextInt(1000)));
        };
    amount = amount.min(left);
    room.put(token, left.subtract(amount));
    return word(amount);
  }

  /** Learns nonces from what happened. */
  public void learn(Diff diff) {
    for (Outcome outcome : diff.outcomes()) {
      if (outcome instanceof Outcome.Ran ran) {
        nonces.merge(ran.sender(), ran.nonce() + 1, Math::max);
      }
    }
  }

  /** How many transactions the last bundle holds. */
  public int lastCount() {
    return lastCount;
  }

  /** A bundle of transactions of a shard's users, or null if it has none. */
  public byte[] transactions(int shard, long headerTime) {
    operations.setTime(headerTime);
    List<Address> own = users.stream().filter(user -> shards.homeOf(user) == shard).toList();
    if (own.isEmpty()) {
      return null;
    }
    TransactionBundleWriter bundle = new TransactionBundleWriter();
    int count = 1 + random.nextInt(bundleMax);
    Map<Address, Long> next = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Address sender = own.get(random.nextInt(own.size()));
      if (random.nextInt(60) == 0) {
        sender = operations.user();
      }
      long nonce = next.getOrDefault(sender, nonces.getOrDefault(sender, 0L));
      byte[] raw = transaction(sender, nonce(sender, nonce, next));
      bundle.add(sender.toBytes(), 0, raw, 0, raw.length);
      lastRaw = raw;
    }
    lastCount = count;
    return bundle.toByteArray();
  }

  private long nonce(Address sender, long nonce, Map<Address, Long> next) {
    return switch (random.nextInt(24)) {
      case 0 -> Math.max(0, nonce - 1);
      case 1, 2 -> nonce + random.nextInt(1, 4);
      case 3 -> nonce + random.nextInt(60, 70);
      default -> {
        next.put(sender, nonce + 1);
        yield nonce;
      }
    };
  }

  private byte[] transaction(Address sender, long nonce) {
    if (lastRaw != null && random.nextInt(40) == 0) {
      byte[] mutated = lastRaw.clone();
      mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      return random.nextBoolean() ? mutated : lastRaw;
    }
    return operations.draft(sender, nonce).unsigned();
  }

  /** Solidity call data. */
  public static byte[] call(String function, BigInteger... words) {
    byte[][] parts = new byte[words.length + 1][];
    parts[0] = Arrays.copyOf(Keccak256.hash(function.getBytes(StandardCharsets.US_ASCII)), 4);
    for (int i = 0; i < words.length; i++) {
      parts[i + 1] = word(words[i]).toBytes();
    }
    return PlainRlp.join(parts);
  }

  static Word word(BigInteger value) {
    byte[] digits = value.toByteArray();
    int from = Math.max(0, digits.length - 32);
    return Word.of(Arrays.copyOfRange(digits, from, digits.length));
  }
}
