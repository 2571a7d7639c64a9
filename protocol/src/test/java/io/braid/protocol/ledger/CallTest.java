package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each function of the table of calls gives its operation with its arguments in their places. */
class CallTest {

  static final BigInteger SENDER = Addresses.user(1, 0);
  static final BigInteger RECEIVER = Addresses.user(2, 0);
  static final BigInteger VALUE = BigInteger.valueOf(424_242);
  private static final int SHARDS = 4;

  /** A resolver over three tokens and four shards, and what it gave. */
  static final class Resolving {
    private final TokenList tokens = new TokenList(Seeds.TABLE);
    final Call call = new Call();

    Resolving() {
      for (int token = 1; token <= 3; token++) {
        tokens.add(Words.of(Addresses.token(token)), 0);
      }
    }

    Refusal resolve(BigInteger to, BigInteger value, byte[] data) {
      // Not at the beginning of an array, as in a machine.
      byte[] shifted = new byte[data.length + 5];
      System.arraycopy(data, 0, shifted, 3, data.length);
      return new CallResolver(tokens, SHARDS)
          .from(Words.of(SENDER), 0, Words.of(value), 0)
          .with(shifted, 3, data.length)
          .resolve(Words.of(to), 0, 0, call);
    }

    List<BigInteger> arguments() {
      List<BigInteger> arguments = new ArrayList<>();
      for (int i = 0; i < call.argumentCount(); i++) {
        arguments.add(Words.get(call.arguments(), 4 * i));
      }
      return arguments;
    }
  }

  private static void assertCalls(
      BigInteger to, BigInteger value, byte[] data, Operation operation, BigInteger... arguments) {
    Resolving resolving = new Resolving();
    assertNull(resolving.resolve(to, value, data));
    assertEquals(operation, resolving.call.operation());
    assertEquals(List.of(arguments), resolving.arguments());
  }

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  @Test
  void ethTransfer() {
    assertCalls(RECEIVER, VALUE, new byte[0], Operation.ETH_TRANSFER, RECEIVER);
    assertCalls(BigInteger.ZERO, VALUE, new byte[0], Operation.ETH_TRANSFER, BigInteger.ZERO);
    assertCalls(SENDER, BigInteger.ZERO, new byte[0], Operation.ETH_TRANSFER, SENDER);
  }

  /** The contract of ETH, of each token and of each pool has the same three functions. */
  @ParameterizedTest
  @CsvSource({"0, -1", "1, -1", "3, -1", "0, 1", "0, 3", "1, 2", "2, 3"})
  void functionsOfAnAsset(int first, int second) {
    boolean isPool = second >= 0;
    BigInteger to = isPool ? Addresses.pool(first, second) : Addresses.named(first);
    BigInteger asset = isPool ? Addresses.shares(first, second) : Addresses.asset(first);
    BigInteger zero = BigInteger.ZERO;
    assertCalls(
        to,
        zero,
        Workload.call("transfer(address,uint256)", RECEIVER, number(5)),
        Operation.TRANSFER,
        asset,
        RECEIVER,
        number(5));
    // A spender may be any address, a program too.
    assertCalls(
        to,
        zero,
        Workload.call("approve(address,uint256)", Addresses.router(), Words.MAX),
        Operation.APPROVE,
        asset,
        Addresses.router(),
        Words.MAX);
    assertCalls(
        to,
        zero,
        Workload.call("transferFrom(address,address,uint256)", SENDER, RECEIVER, number(6)),
        Operation.TRANSFER_FROM,
        asset,
        SENDER,
        RECEIVER,
        number(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void withdrawal(int token) {
    // An L1 recipient may be any address, a program of L2 too.
    assertCalls(
        Addresses.bridge(),
        BigInteger.ZERO,
        Workload.call(
            "withdraw(address,uint256,address)",
            Addresses.named(token),
            number(9),
            Addresses.token(1)),
        Operation.WITHDRAW,
        Addresses.asset(token),
        Addresses.token(1),
        number(9));
    assertCalls(
        Addresses.bridge(),
        VALUE,
        Workload.call("withdrawETH(address)", Addresses.bridge()),
        Operation.WITHDRAW,
        BigInteger.ZERO,
        Addresses.bridge(),
        VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void sweep(int shard) {
    assertCalls(
        Addresses.feeAccount(shard),
        BigInteger.ZERO,
        Workload.call("sweep(address)", RECEIVER),
        Operation.SWEEP,
        Addresses.feeAccount(shard),
        RECEIVER);
  }

  /** The pool's tokens are in order, whatever order they are named in, and so is what is theirs. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "1, 3", "3, 1", "0, 1", "1, 0", "0, 3", "3, 0"})
  void addLiquidity(int tokenA, int tokenB) {
    boolean ordered = tokenA < tokenB;
    int token0 = Math.min(tokenA, tokenB);
    int token1 = Math.max(tokenA, tokenB);
    assertCalls(
        Addresses.router(),
        BigInteger.ZERO,
        Workload.call(
            LedgerFunction.ADD_LIQUIDITY.signature,
            Addresses.named(tokenA),
            Addresses.named(tokenB),
            number(10),
            number(11),
            number(12),
            number(13),
            SENDER,
            number(14)),
        Operation.ADD_LIQUIDITY,
        Addresses.pool(token0, token1),
        Addresses.shares(token0, token1),
        Addresses.asset(token0),
        number(ordered ? 10 : 11),
        Addresses.asset(token1),
        number(ordered ? 11 : 10),
        number(ordered ? 12 : 13),
        number(ordered ? 13 : 12),
        number(14));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void addLiquidityEth(int token) {
    assertCalls(
        Addresses.router(),
        VALUE,
        Workload.call(
            LedgerFunction.ADD_LIQUIDITY_ETH.signature,
            Addresses.token(token),
            number(10),
            number(11),
            number(12),
            SENDER,
            number(13)),
        Operation.ADD_LIQUIDITY,
        Addresses.pool(0, token),
        Addresses.shares(0, token),
        BigInteger.ZERO,
        VALUE,
        Addresses.asset(token),
        number(10),
        number(12),
        number(11),
        number(13));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "1, 3", "3, 1", "0, 1", "1, 0", "0, 3", "3, 0"})
  void removeLiquidity(int tokenA, int tokenB) {
    boolean ordered = tokenA < tokenB;
    int token0 = Math.min(tokenA, tokenB);
    int token1 = Math.max(tokenA, tokenB);
    assertCalls(
        Addresses.router(),
        BigInteger.ZERO,
        Workload.call(
            LedgerFunction.REMOVE_LIQUIDITY.signature,
            Addresses.named(tokenA),
            Addresses.named(tokenB),
            number(10),
            number(11),
            number(12),
            RECEIVER,
            number(13)),
        Operation.REMOVE_LIQUIDITY,
        Addresses.pool(token0, token1),
        Addresses.shares(token0, token1),
        number(10),
        Addresses.asset(token0),
        Addresses.asset(token1),
        number(ordered ? 11 : 12),
        number(ordered ? 12 : 11),
        RECEIVER,
        number(13));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void removeLiquidityEth(int token) {
    assertCalls(
        Addresses.router(),
        BigInteger.ZERO,
        Workload.call(
            LedgerFunction.REMOVE_LIQUIDITY_ETH.signature,
            Addresses.token(token),
            number(10),
            number(11),
            number(12),
            RECEIVER,
            number(13)),
        Operation.REMOVE_LIQUIDITY,
        Addresses.pool(0, token),
        Addresses.shares(0, token),
        number(10),
        BigInteger.ZERO,
        Addresses.asset(token),
        number(12),
        number(11),
        RECEIVER,
        number(13));
  }

  @ParameterizedTest
  @CsvSource({
    "SWAP_TOKENS_FOR_TOKENS, 1, 2",
    "SWAP_TOKENS_FOR_TOKENS, 2, 1",
    "SWAP_TOKENS_FOR_TOKENS, 3, 1",
    "SWAP_TOKENS_FOR_TOKENS, 0, 1",
    "SWAP_TOKENS_FOR_TOKENS, 1, 0",
    "SWAP_TOKENS_FOR_ETH, 1, 0",
    "SWAP_TOKENS_FOR_ETH, 3, 0",
    "SWAP_ETH_FOR_TOKENS, 0, 1",
    "SWAP_ETH_FOR_TOKENS, 0, 3"
  })
  void swap(LedgerFunction function, int in, int out) {
    boolean paysValue = function.isPayable();
    List<BigInteger> words = new ArrayList<>();
    if (!paysValue) {
      words.add(number(10));
    }
    words.add(number(11));
    words.add(number(paysValue ? 128 : 160));
    words.addAll(List.of(RECEIVER, number(12), BigInteger.TWO));
    words.addAll(List.of(Addresses.named(in), Addresses.named(out)));
    assertCalls(
        Addresses.router(),
        paysValue ? VALUE : BigInteger.ZERO,
        Workload.call(function.signature, words.toArray(BigInteger[]::new)),
        Operation.SWAP,
        Addresses.pool(Math.min(in, out), Math.max(in, out)),
        Addresses.shares(Math.min(in, out), Math.max(in, out)),
        Addresses.asset(in),
        paysValue ? VALUE : number(10),
        Addresses.asset(out),
        number(11),
        RECEIVER,
        number(12));
  }

  /** Only three functions take ETH along; they take none as well. */
  @ParameterizedTest
  @EnumSource
  void valueGoesToPayableFunctionsAlone(LedgerFunction function) {
    byte[] data =
        Workload.call(
            function.signature, function.words(SENDER, RECEIVER).toArray(BigInteger[]::new));
    Resolving resolving = new Resolving();
    assertNull(resolving.resolve(function.address(), BigInteger.ZERO, data));
    for (BigInteger value : List.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(255))) {
      assertEquals(
          function.isPayable() ? null : Refusal.VALUE_NOT_ACCEPTED,
          resolving.resolve(function.address(), value, data));
    }
  }
}
