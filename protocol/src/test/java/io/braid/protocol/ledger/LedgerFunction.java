package io.braid.protocol.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Every function that a transaction can call, and where its arguments stand among its words. */
enum LedgerFunction {
  TRANSFER("transfer(address,uint256)", Operation.TRANSFER, -1, -1, 0, -1),
  APPROVE("approve(address,uint256)", Operation.APPROVE, -1, -1, -1, -1),
  TRANSFER_FROM("transferFrom(address,address,uint256)", Operation.TRANSFER_FROM, -1, -1, 1, -1),
  WITHDRAW("withdraw(address,uint256,address)", Operation.WITHDRAW, 0, -1, -1, -1),
  WITHDRAW_ETH("withdrawETH(address)", Operation.WITHDRAW, -1, -1, -1, -1),
  SWEEP("sweep(address)", Operation.SWEEP, -1, -1, 0, -1),
  ADD_LIQUIDITY(
      "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
      Operation.ADD_LIQUIDITY,
      0,
      1,
      6,
      -1),
  ADD_LIQUIDITY_ETH(
      "addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
      Operation.ADD_LIQUIDITY,
      0,
      -1,
      4,
      -1),
  REMOVE_LIQUIDITY(
      "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
      Operation.REMOVE_LIQUIDITY,
      0,
      1,
      5,
      -1),
  REMOVE_LIQUIDITY_ETH(
      "removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
      Operation.REMOVE_LIQUIDITY,
      0,
      -1,
      4,
      -1),
  SWAP_TOKENS_FOR_TOKENS(
      "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
      Operation.SWAP,
      6,
      7,
      3,
      5),
  SWAP_ETH_FOR_TOKENS(
      "swapExactETHForTokens(uint256,address[],address,uint256)", Operation.SWAP, 6, -1, 2, 4),
  SWAP_TOKENS_FOR_ETH(
      "swapExactTokensForETH(uint256,uint256,address[],address,uint256)",
      Operation.SWAP,
      6,
      -1,
      3,
      5);

  final String signature;
  final Operation operation;

  /** Number of a word that names a token, whichever it is; -1 for none. */
  final int tokenAt;

  /** Number of the word of the pair's other token; -1 if there is none or it is always ETH. */
  final int otherTokenAt;

  /** Number of the word of who is paid; -1 if it may be a program. */
  final int receiverAt;

  /** Number of the word with the length of the path; -1 for none. Only its addresses follow. */
  final int pathAt;

  LedgerFunction(
      String signature,
      Operation operation,
      int tokenAt,
      int otherTokenAt,
      int receiverAt,
      int pathAt) {
    this.signature = signature;
    this.operation = operation;
    this.tokenAt = tokenAt;
    this.otherTokenAt = otherTokenAt;
    this.receiverAt = receiverAt;
    this.pathAt = pathAt;
  }

  boolean isPayable() {
    return this == WITHDRAW_ETH || this == ADD_LIQUIDITY_ETH || this == SWAP_ETH_FOR_TOKENS;
  }

  boolean isOfPair() {
    return operation == Operation.ADD_LIQUIDITY
        || operation == Operation.REMOVE_LIQUIDITY
        || operation == Operation.SWAP;
  }

  /** Where it is called: token 1, the bridge, the fee account of shard 0 or the router. */
  BigInteger address() {
    return switch (operation) {
      case TRANSFER, APPROVE, TRANSFER_FROM -> Addresses.token(1);
      case WITHDRAW -> Addresses.bridge();
      case SWEEP -> Addresses.feeAccount(0);
      default -> Addresses.router();
    };
  }

  /**
   * Arguments that can be resolved: tokens 1 and 2, or 1 and ETH; numbers that tell every word from
   * every other.
   */
  List<BigInteger> words(BigInteger sender, BigInteger receiver) {
    List<BigInteger> words = new ArrayList<>();
    String[] types =
        signature.substring(signature.indexOf('(') + 1, signature.length() - 1).split(",", -1);
    for (int i = 0; i < types.length; i++) {
      words.add(
          switch (types[i]) {
            case "address" -> receiver;
            case "address[]" -> BigInteger.valueOf(32L * types.length);
            default -> BigInteger.valueOf(1_000_000L + i);
          });
    }
    if (pathAt >= 0) {
      boolean fromEth = this == SWAP_ETH_FOR_TOKENS;
      words.add(BigInteger.TWO);
      words.add(fromEth ? Addresses.facade() : Addresses.token(1));
      words.add(
          switch (this) {
            case SWAP_TOKENS_FOR_ETH -> Addresses.facade();
            case SWAP_ETH_FOR_TOKENS -> Addresses.token(1);
            default -> Addresses.token(2);
          });
    } else if (tokenAt >= 0) {
      words.set(tokenAt, Addresses.token(1));
      if (otherTokenAt >= 0) {
        words.set(otherTokenAt, Addresses.token(2));
      }
    }
    if (operation == Operation.ADD_LIQUIDITY) {
      words.set(receiverAt, sender);
    }
    return words;
  }
}
