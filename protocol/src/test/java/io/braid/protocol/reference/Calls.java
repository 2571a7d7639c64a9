package io.braid.protocol.reference;

import io.braid.protocol.crypto.Keccak256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what a transaction asks for, rule by rule as the page on operations lists them. */
final class Calls {

  /** What a transaction asks for: an operation's number in the table of fees, and its arguments. */
  record Call(int operation, List<BigInteger> arguments) {}

  /** The call, or the name of the refusal. */
  record Resolved(Call call, String refusal) {}

  static final long[] GAS = {
    0, 21_000, 50_000, 46_000, 65_000, 70_000, 60_000, 200_000, 180_000, 140_000
  };

  private static final BigInteger TAG =
      new BigInteger(
          1,
          Arrays.copyOf(Keccak256.hash("braid.system.v1".getBytes(StandardCharsets.US_ASCII)), 10));

  private static final long NO_TOKEN = 0xffff_ffffL;

  private static final List<String> TOKEN_FUNCTIONS =
      List.of(
          "transfer(address,uint256)",
          "approve(address,uint256)",
          "transferFrom(address,address,uint256)");
  private static final List<String> BRIDGE_FUNCTIONS =
      List.of("withdraw(address,uint256,address)", "withdrawETH(address)");
  private static final List<String> VAULT_FUNCTIONS = List.of("sweep(address)");
  private static final List<String> ROUTER_FUNCTIONS =
      List.of(
          "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
          "addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
          "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
          "removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
          "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
          "swapExactETHForTokens(uint256,address[],address,uint256)",
          "swapExactTokensForETH(uint256,uint256,address[],address,uint256)");
  private static final List<String> PAYABLE =
      List.of("withdrawETH", "addLiquidityETH", "swapExactETHForTokens");

  private final List<BigInteger> tokens;
  private final int shardCount;

  /** Tokens by index; place 0 is unused. */
  Calls(List<BigInteger> tokens, int shardCount) {
    this.tokens = tokens;
    this.shardCount = shardCount;
  }

  static BigInteger systemAddress(long first, long second, long last) {
    return TAG.shiftLeft(80)
        .add(BigInteger.valueOf(first).shiftLeft(48))
        .add(BigInteger.valueOf(second).shiftLeft(16))
        .add(BigInteger.valueOf(last));
  }

  static BigInteger pool(long token0, long token1) {
    return systemAddress(token0, token1, (40503 * token0 + 31153 * token1) % 65536);
  }

  static BigInteger feeAccount(int shard) {
    return systemAddress(NO_TOKEN, 1, shard);
  }

  static BigInteger router() {
    return systemAddress(NO_TOKEN, 2, 0);
  }

  static BigInteger bridge() {
    return systemAddress(NO_TOKEN, 3, 0);
  }

  static BigInteger facade() {
    return systemAddress(NO_TOKEN, 4, 0);
  }

  static byte[] selector(String function) {
    return Arrays.copyOf(Keccak256.hash(function.getBytes(StandardCharsets.US_ASCII)), 4);
  }

  static boolean isSystem(BigInteger address) {
    return address.shiftRight(80).equals(TAG);
  }

  private boolean isProgram(BigInteger address) {
    return isSystem(address) || tokens.lastIndexOf(address) > 0;
  }

  /** The index of the token at an ERC-20 address, or -1. */
  private long token(BigInteger address) {
    return address.equals(facade()) ? 0 : tokens.lastIndexOf(address);
  }

  private static BigInteger asset(long token) {
    return BigInteger.valueOf(token).shiftLeft(32);
  }

  Resolved resolve(int shard, BigInteger sender, BigInteger to, BigInteger value, byte[] data) {
    if (isSystem(sender)) {
      return refuse("SENDER_IS_SYSTEM_ADDRESS");
    }
    if (State.home(sender, shardCount) != shard) {
      return refuse("WRONG_SHARD");
    }
    if (!isProgram(to)) {
      return data.length == 0 ? call(1, to) : refuse("NO_PROGRAM_AT_ADDRESS");
    }
    Map<String, List<String>> offered = new TreeMap<>();
    BigInteger asset = null;
    if (!isSystem(to)) {
      asset = asset(tokens.lastIndexOf(to));
    } else if (to.equals(facade())) {
      asset = BigInteger.ZERO;
    } else {
      asset = poolShares(to);
    }
    if (asset != null) {
      offered.put("token", TOKEN_FUNCTIONS);
    } else if (to.equals(router())) {
      offered.put("router", ROUTER_FUNCTIONS);
    } else if (to.equals(bridge())) {
      offered.put("bridge", BRIDGE_FUNCTIONS);
    } else if (isFeeAccount(to)) {
      offered.put("vault", VAULT_FUNCTIONS);
    } else {
      return refuse("NO_PROGRAM_AT_ADDRESS");
    }
    String function = function(offered.values().iterator().next(), data);
    if (function == null) {
      return refuse("UNKNOWN_FUNCTION");
    }
    return resolve(function, asset, sender, to, value, data);
  }

  private BigInteger poolShares(BigInteger to) {
    for (int first = 0; first < tokens.size(); first++) {
      for (int second = first + 1; second < tokens.size(); second++) {
        if (to.equals(pool(first, second))) {
          return asset(first).add(BigInteger.valueOf(second));
        }
      }
    }
    return null;
  }

  private boolean isFeeAccount(BigInteger to) {
    for (int shard = 0; shard < shardCount; shard++) {
      if (to.equals(feeAccount(shard))) {
        return true;
      }
    }
    return false;
  }

  private static String function(List<String> offered, byte[] data) {
    for (String function : offered) {
      if (data.length >= 4 && Arrays.equals(selector(function), Arrays.copyOf(data, 4))) {
        return function;
      }
    }
    return null;
  }

  /** The words of canonical call data; the path's addresses come last. Null if it is not. */
  private static List<BigInteger> arguments(String function, byte[] data) {
    List<String> types =
        Pattern.compile(",")
            .splitAsStream(function.substring(function.indexOf('(') + 1, function.length() - 1))
            .toList();
    if ((data.length - 4) % 32 != 0) {
      return null;
    }
    List<BigInteger> words = new ArrayList<>();
    for (int at = 4; at < data.length; at += 32) {
      words.add(new BigInteger(1, Arrays.copyOfRange(data, at, at + 32)));
    }
    boolean hasPath = function.contains("[]");
    if (words.size() < types.size() || (!hasPath && words.size() != types.size())) {
      return null;
    }
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).equals("address") && words.get(i).bitLength() > 160) {
        return null;
      }
      if (types.get(i).equals("address[]")) {
        boolean standsBehind =
            words.get(i).equals(BigInteger.valueOf(32L * types.size()))
                && words.size() > types.size()
                && words
                    .get(types.size())
                    .equals(BigInteger.valueOf(words.size() - types.size() - 1L));
        if (!standsBehind
            || words.subList(types.size() + 1, words.size()).stream()
                .anyMatch(word -> word.bitLength() > 160)) {
          return null;
        }
      }
    }
    return words;
  }

  private Resolved resolve(
      String function,
      BigInteger asset,
      BigInteger sender,
      BigInteger to,
      BigInteger value,
      byte[] data) {
    List<BigInteger> a = arguments(function, data);
    if (a == null) {
      return refuse("MALFORMED_CALL_DATA");
    }
    String name = function.substring(0, function.indexOf('('));
    if (value.signum() != 0 && !PAYABLE.contains(name)) {
      return refuse("VALUE_NOT_ACCEPTED");
    }
    return switch (name) {
      case "transfer" -> paid(a.get(0), call(2, asset, a.get(0), a.get(1)));
      case "approve" -> call(3, asset, a.get(0), a.get(1));
      case "transferFrom" -> paid(a.get(1), call(4, asset, a.get(0), a.get(1), a.get(2)));
      case "withdraw" ->
          token(a.get(0)) < 0
              ? refuse("UNKNOWN_TOKEN")
              : call(5, asset(token(a.get(0))), a.get(2), a.get(1));
      case "withdrawETH" -> call(5, BigInteger.ZERO, a.get(0), value);
      case "sweep" -> paid(a.get(0), call(6, to, a.get(0)));
      case "addLiquidity" ->
          add(
              sender, a.get(0), a.get(1), a.get(2), a.get(3), a.get(4), a.get(5), a.get(6),
              a.get(7));
      case "addLiquidityETH" ->
          add(sender, a.get(0), facade(), a.get(1), value, a.get(2), a.get(3), a.get(4), a.get(5));
      case "removeLiquidity" ->
          remove(a.get(0), a.get(1), a.get(2), a.get(3), a.get(4), a.get(5), a.get(6));
      case "removeLiquidityETH" ->
          remove(a.get(0), facade(), a.get(1), a.get(2), a.get(3), a.get(4), a.get(5));
      case "swapExactTokensForTokens" ->
          swap(a.get(0), a.get(1), a.get(3), a.get(4), a.subList(6, a.size()), null, null);
      case "swapExactETHForTokens" ->
          swap(value, a.get(0), a.get(2), a.get(3), a.subList(5, a.size()), facade(), null);
      case "swapExactTokensForETH" ->
          swap(a.get(0), a.get(1), a.get(3), a.get(4), a.subList(6, a.size()), null, facade());
      default -> throw new IllegalStateException(name);
    };
  }

  private Resolved paid(BigInteger receiver, Resolved otherwise) {
    return isProgram(receiver) ? refuse("RECIPIENT_IS_PROGRAM") : otherwise;
  }

  private Resolved add(
      BigInteger sender,
      BigInteger tokenA,
      BigInteger tokenB,
      BigInteger desiredA,
      BigInteger desiredB,
      BigInteger minA,
      BigInteger minB,
      BigInteger to,
      BigInteger deadline) {
    long a = token(tokenA);
    long b = token(tokenB);
    if (a < 0 || b < 0) {
      return refuse("UNKNOWN_TOKEN");
    }
    if (a == b) {
      return refuse("IDENTICAL_TOKENS");
    }
    if (!to.equals(sender)) {
      return refuse("LIQUIDITY_FOR_ANOTHER");
    }
    if (a > b) {
      return add(sender, tokenB, tokenA, desiredB, desiredA, minB, minA, to, deadline);
    }
    return call(
        7,
        pool(a, b),
        asset(a).add(BigInteger.valueOf(b)),
        asset(a),
        desiredA,
        asset(b),
        desiredB,
        minA,
        minB,
        deadline);
  }

  private Resolved remove(
      BigInteger tokenA,
      BigInteger tokenB,
      BigInteger shares,
      BigInteger minA,
      BigInteger minB,
      BigInteger to,
      BigInteger deadline) {
    long a = token(tokenA);
    long b = token(tokenB);
    if (a < 0 || b < 0) {
      return refuse("UNKNOWN_TOKEN");
    }
    if (a == b) {
      return refuse("IDENTICAL_TOKENS");
    }
    if (a > b) {
      return remove(tokenB, tokenA, shares, minB, minA, to, deadline);
    }
    return paid(
        to,
        call(
            8,
            pool(a, b),
            asset(a).add(BigInteger.valueOf(b)),
            shares,
            asset(a),
            asset(b),
            minA,
            minB,
            to,
            deadline));
  }

  private Resolved swap(
      BigInteger in,
      BigInteger minOut,
      BigInteger to,
      BigInteger deadline,
      List<BigInteger> path,
      BigInteger mustBegin,
      BigInteger mustEnd) {
    if (path.size() != 2
        || (mustBegin != null && !path.get(0).equals(mustBegin))
        || (mustEnd != null && !path.get(1).equals(mustEnd))) {
      return refuse("UNSUPPORTED_PATH");
    }
    long a = token(path.get(0));
    long b = token(path.get(1));
    if (a < 0 || b < 0) {
      return refuse("UNKNOWN_TOKEN");
    }
    if (a == b) {
      return refuse("IDENTICAL_TOKENS");
    }
    BigInteger share = asset(Math.min(a, b)).add(BigInteger.valueOf(Math.max(a, b)));
    return paid(
        to,
        call(
            9,
            pool(Math.min(a, b), Math.max(a, b)),
            share,
            asset(a),
            in,
            asset(b),
            minOut,
            to,
            deadline));
  }

  private static Resolved call(int operation, BigInteger... arguments) {
    return new Resolved(new Call(operation, List.of(arguments)), null);
  }

  private static Resolved refuse(String name) {
    return new Resolved(null, name);
  }
}
