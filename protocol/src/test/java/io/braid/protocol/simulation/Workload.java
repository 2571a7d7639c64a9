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

  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  private static final BigInteger CAP = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private final Random random;
  private final ShardCount shards;
  private final List<Address> users = new ArrayList<>();
  private final List<BigInteger> tokens;
  private final Address collector;
  private final int bundleMax;
  private final Map<Address, Long> nonces = new HashMap<>();

  /** What of each asset L1 may still take in: the bridge keeps it below 2^128. */
  private final Map<Long, BigInteger> room = new HashMap<>();

  private long baseFee = 1_000_000_000L;
  private long time;
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
    this.collector = collector;
    this.bundleMax = bundleMax;
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
      Address owner = user();
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
    BigInteger left = room.computeIfAbsent(token, _ -> CAP.shiftRight(1));
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
    time = headerTime;
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
        sender = user();
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

  private Address user() {
    return users.get(random.nextInt(users.size()));
  }

  private BigInteger someone() {
    return switch (random.nextInt(40)) {
      case 0 -> system("pool");
      case 1 -> tokens.get(random.nextInt(tokens.size()));
      case 2 -> BigInteger.ZERO;
      default -> number(user());
    };
  }

  private static BigInteger number(Address address) {
    return new BigInteger(1, address.toBytes());
  }

  private BigInteger token() {
    return random.nextInt(50) == 0
        ? BigInteger.valueOf(77)
        : tokens.get(random.nextInt(tokens.size()));
  }

  private BigInteger amount() {
    return switch (random.nextInt(17)) {
      case 16 -> BigInteger.ONE.shiftLeft(110 + random.nextInt(4));
      case 0 -> BigInteger.ZERO;
      case 1 -> BigInteger.ONE;
      case 2 -> MAX;
      case 3 -> CAP;
      case 4 -> CAP.add(BigInteger.ONE);
      case 5 -> BigInteger.TEN.pow(17 + random.nextInt(10));
      case 6 -> BigInteger.valueOf(random.nextInt(3000));
      default ->
          BigInteger.valueOf(1 + random.nextInt(1_000_000))
              .multiply(BigInteger.TEN.pow(random.nextInt(14)));
    };
  }

  private BigInteger minimum() {
    return random.nextInt(4) == 0 ? amount() : BigInteger.valueOf(random.nextInt(2));
  }

  private BigInteger deadline() {
    return random.nextInt(8) == 0
        ? BigInteger.valueOf(time - 2 + random.nextInt(4))
        : MAX.subtract(BigInteger.valueOf(random.nextInt(2)));
  }

  private BigInteger system(String which) {
    long[] word = new long[Word256.LONGS];
    switch (which) {
      case "pool" -> {
        int second = 1 + random.nextInt(tokens.size() - 1);
        SystemAddress.pool(random.nextInt(second), second, word, 0);
      }
      case "router" -> SystemAddress.router(word, 0);
      case "bridge" -> SystemAddress.bridge(word, 0);
      case "vault" -> SystemAddress.feeAccount(random.nextInt(shards.count()), word, 0);
      default -> throw new IllegalArgumentException(which);
    }
    return new BigInteger(1, Word.of(word, 0).toBytes());
  }

  private byte[] transaction(Address sender, long nonce) {
    if (lastRaw != null && random.nextInt(40) == 0) {
      byte[] mutated = lastRaw.clone();
      mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      return random.nextBoolean() ? mutated : lastRaw;
    }
    BigInteger to;
    BigInteger value = random.nextInt(40) == 0 ? BigInteger.ONE : BigInteger.ZERO;
    byte[] data;
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> {
        to = someone();
        value = amount();
        data = random.nextInt(50) == 0 ? new byte[] {1} : new byte[0];
      }
      case 3, 4 -> {
        to = asset();
        data = call("transfer(address,uint256)", someone(), amount());
      }
      case 5 -> {
        to = asset();
        data = call("approve(address,uint256)", someone(), random.nextBoolean() ? MAX : amount());
      }
      case 6, 7 -> {
        to = asset();
        data = call("transferFrom(address,address,uint256)", number(user()), someone(), amount());
      }
      case 8 -> {
        to = system("bridge");
        boolean isEth = random.nextBoolean();
        value = isEth ? amount() : value;
        data =
            isEth
                ? call("withdrawETH(address)", someone())
                : call("withdraw(address,uint256,address)", token(), amount(), someone());
      }
      case 9 -> {
        to = system("vault");
        data = call("sweep(address)", random.nextInt(4) == 0 ? someone() : number(collector));
      }
      default -> {
        to = system("router");
        boolean isPayable = random.nextInt(3) == 0;
        value = isPayable ? amount() : value;
        data = isPayable ? payableRouterCall(sender) : routerCall(sender);
      }
    }
    if (random.nextInt(60) == 0 && data.length > 4) {
      data = Arrays.copyOf(data, data.length - random.nextInt(3));
    }
    return encode(nonce, to, value, data);
  }

  private BigInteger asset() {
    return random.nextInt(4) == 0 ? system("pool") : token();
  }

  private byte[] routerCall(Address sender) {
    BigInteger receiver = random.nextInt(20) == 0 ? someone() : number(sender);
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          call(
              "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
              token(),
              token(),
              amount(),
              amount(),
              minimum(),
              minimum(),
              receiver,
              deadline());
      case 2 ->
          call(
              "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
              token(),
              token(),
              amount(),
              minimum(),
              minimum(),
              someone(),
              deadline());
      case 3 ->
          call(
              "removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
              token(),
              amount(),
              minimum(),
              minimum(),
              someone(),
              deadline());
      case 4 ->
          path(
              "swapExactTokensForETH(uint256,uint256,address[],address,uint256)",
              List.of(amount(), minimum(), BigInteger.valueOf(160), someone(), deadline()),
              token(),
              tokens.getFirst());
      default ->
          path(
              "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
              List.of(amount(), minimum(), BigInteger.valueOf(160), someone(), deadline()),
              token(),
              token());
    };
  }

  private byte[] payableRouterCall(Address sender) {
    return random.nextBoolean()
        ? call(
            "addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
            token(),
            amount(),
            minimum(),
            minimum(),
            number(sender),
            deadline())
        : path(
            "swapExactETHForTokens(uint256,address[],address,uint256)",
            List.of(minimum(), BigInteger.valueOf(128), someone(), deadline()),
            random.nextInt(20) == 0 ? token() : tokens.getFirst(),
            token());
  }

  private byte[] path(String function, List<BigInteger> words, BigInteger from, BigInteger to) {
    List<BigInteger> all = new ArrayList<>(words);
    boolean isLong = random.nextInt(30) == 0;
    all.add(BigInteger.valueOf(isLong ? 3 : 2));
    all.add(from);
    all.add(to);
    if (isLong) {
      all.add(token());
    }
    return call(function, all.toArray(BigInteger[]::new));
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

  private static Word word(BigInteger value) {
    byte[] digits = value.toByteArray();
    int from = Math.max(0, digits.length - 32);
    return Word.of(Arrays.copyOfRange(digits, from, digits.length));
  }

  private byte[] encode(long nonce, BigInteger to, BigInteger value, byte[] data) {
    long tip = random.nextInt(3) * 1_000_000L;
    long cap = random.nextInt(12) == 0 ? random.nextInt(2_000_000_000) : 4_000_000_000L;
    long gas = random.nextInt(30) == 0 ? 30_000 : 400_000;
    byte[] address = Arrays.copyOfRange(word(to).toBytes(), 12, 32);
    byte[] zero = new byte[0];
    byte[] one = {1};
    if (random.nextInt(4) == 0) {
      long v = 35 + 2 * CHAIN_ID;
      return PlainRlp.encode(
          List.of(
              PlainRlp.integer(nonce),
              PlainRlp.integer(cap),
              PlainRlp.integer(gas),
              address,
              PlainRlp.integer(value),
              data,
              PlainRlp.integer(v),
              one,
              one));
    }
    byte[] payload =
        PlainRlp.encode(
            List.of(
                PlainRlp.integer(CHAIN_ID),
                PlainRlp.integer(nonce),
                PlainRlp.integer(Math.min(tip, cap)),
                PlainRlp.integer(cap),
                PlainRlp.integer(gas),
                address,
                PlainRlp.integer(value),
                data,
                List.of(),
                zero,
                one,
                one));
    return PlainRlp.join(new byte[] {2}, payload);
  }
}
