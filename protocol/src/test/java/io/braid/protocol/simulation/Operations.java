package io.braid.protocol.simulation;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What users ask for: every operation, mostly sensible, often at the edge, sometimes wrong. */
public final class Operations {

  static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  static final BigInteger CAP = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private final Random random;
  private final ShardCount shards;
  private final List<Address> users;
  private final List<BigInteger> tokens;
  private final Address collector;
  private long time;

  /**
   * Operations among users.
   *
   * @param tokens addresses by index, a list that may grow; place 0 stands for ETH at its facade
   */
  public Operations(
      Random random,
      ShardCount shards,
      List<Address> users,
      List<BigInteger> tokens,
      Address collector) {
    this.random = random;
    this.shards = shards;
    this.users = users;
    this.tokens = tokens;
    this.collector = collector;
  }

  /** Tells the time of the newest header, in seconds: deadlines are near it. */
  public void setTime(long headerTime) {
    time = headerTime;
  }

  /** Somebody. */
  Address user() {
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

  /** A transaction of a sender. */
  public Draft draft(Address sender, long nonce) {
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
        data = Workload.call("transfer(address,uint256)", someone(), amount());
      }
      case 5 -> {
        to = asset();
        data =
            Workload.call(
                "approve(address,uint256)", someone(), random.nextBoolean() ? MAX : amount());
      }
      case 6, 7 -> {
        to = asset();
        data =
            Workload.call(
                "transferFrom(address,address,uint256)", number(user()), someone(), amount());
      }
      case 8 -> {
        to = system("bridge");
        boolean isEth = random.nextBoolean();
        value = isEth ? amount() : value;
        data =
            isEth
                ? Workload.call("withdrawETH(address)", someone())
                : Workload.call("withdraw(address,uint256,address)", token(), amount(), someone());
      }
      case 9 -> {
        to = system("vault");
        data =
            Workload.call("sweep(address)", random.nextInt(4) == 0 ? someone() : number(collector));
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
    return fees(nonce, to, value, data);
  }

  private Draft fees(long nonce, BigInteger to, BigInteger value, byte[] data) {
    long tip = random.nextInt(3) * 1_000_000L;
    long cap = random.nextInt(12) == 0 ? random.nextInt(2_000_000_000) : 4_000_000_000L;
    long gas = random.nextInt(30) == 0 ? 30_000 : 400_000;
    int type = random.nextInt(4) == 0 ? 0 : 2;
    return new Draft(
        type,
        nonce,
        to,
        value,
        data,
        BigInteger.valueOf(Math.min(tip, cap)),
        BigInteger.valueOf(cap),
        gas);
  }

  private BigInteger asset() {
    return random.nextInt(4) == 0 ? system("pool") : token();
  }

  private byte[] routerCall(Address sender) {
    BigInteger receiver = random.nextInt(20) == 0 ? someone() : number(sender);
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          Workload.call(
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
          Workload.call(
              "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
              token(),
              token(),
              amount(),
              minimum(),
              minimum(),
              someone(),
              deadline());
      case 3 ->
          Workload.call(
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
        ? Workload.call(
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
    return Workload.call(function, all.toArray(BigInteger[]::new));
  }
}
