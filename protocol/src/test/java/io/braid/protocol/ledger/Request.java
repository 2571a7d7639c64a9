package io.braid.protocol.ledger;

import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.List;

/** What somebody in a {@link LedgerScene} asks for: sensible until a test changes a field. */
final class Request {

  /** A function, and the tokens it is asked for. */
  enum Subject {
    ETH_TRANSFER(Operation.ETH_TRANSFER, 0, 0),
    TRANSFER(Operation.TRANSFER, 1, 2),
    TRANSFER_OF_ETH(Operation.TRANSFER, 0, 2),
    TRANSFER_OF_SHARES(Operation.TRANSFER, 1, 2),
    APPROVE(Operation.APPROVE, 1, 2),
    TRANSFER_FROM(Operation.TRANSFER_FROM, 1, 2),
    TRANSFER_FROM_OF_ETH(Operation.TRANSFER_FROM, 0, 2),
    WITHDRAW(Operation.WITHDRAW, 1, 2),
    WITHDRAW_ETH(Operation.WITHDRAW, 0, 0),
    SWEEP(Operation.SWEEP, 0, 0),
    ADD_LIQUIDITY(Operation.ADD_LIQUIDITY, 1, 2),
    ADD_TO_NEW_POOL(Operation.ADD_LIQUIDITY, 1, 3),
    ADD_LIQUIDITY_ETH(Operation.ADD_LIQUIDITY, 0, 2),
    REMOVE_LIQUIDITY(Operation.REMOVE_LIQUIDITY, 1, 2),
    REMOVE_LIQUIDITY_ETH(Operation.REMOVE_LIQUIDITY, 0, 2),
    SWAP(Operation.SWAP, 1, 2),
    SWAP_BACK(Operation.SWAP, 2, 1),
    SWAP_FROM_ETH(Operation.SWAP, 0, 2),
    SWAP_TO_ETH(Operation.SWAP, 2, 0);

    final Operation operation;
    private final int tokenA;
    private final int tokenB;

    Subject(Operation operation, int tokenA, int tokenB) {
      this.operation = operation;
      this.tokenA = tokenA;
      this.tokenB = tokenB;
    }
  }

  final LedgerScene scene;
  private final Subject subject;
  BigInteger sender;

  /** Tokens by index. A swap sells A for B; the other pairs have A below B. */
  int tokenA;

  int tokenB;
  BigInteger amountA = TEN.pow(18);
  BigInteger amountB = TEN.pow(18);
  BigInteger minimumA = ZERO;
  BigInteger minimumB = ZERO;
  BigInteger deadline = LedgerScene.MAX;
  BigInteger collector;

  Request(LedgerScene scene, Subject subject) {
    this.scene = scene;
    this.subject = subject;
    this.sender = scene.sender;
    this.collector = scene.receiver;
    this.tokenA = subject.tokenA;
    this.tokenB = subject.tokenB;
  }

  /** The transaction, with the sender's next nonce. */
  Tx transaction() {
    Tx tx = Tx.of(sender, scene.chain.nonce(sender), Addresses.router());
    return switch (subject) {
      case ETH_TRANSFER -> ethTransfer(tx);
      case TRANSFER, TRANSFER_OF_ETH -> transfer(tx);
      case TRANSFER_OF_SHARES -> transferShares(tx);
      case APPROVE -> approve(tx);
      case TRANSFER_FROM, TRANSFER_FROM_OF_ETH -> transferFrom(tx);
      case WITHDRAW -> withdraw(tx);
      case WITHDRAW_ETH -> withdrawEth(tx);
      case SWEEP -> sweep(tx);
      case ADD_LIQUIDITY, ADD_TO_NEW_POOL -> add(tx);
      case ADD_LIQUIDITY_ETH -> addEth(tx);
      case REMOVE_LIQUIDITY -> remove(tx);
      case REMOVE_LIQUIDITY_ETH -> removeEth(tx);
      case SWAP, SWAP_BACK -> swap(tx);
      case SWAP_FROM_ETH -> swapFromEth(tx);
      case SWAP_TO_ETH -> swapToEth(tx);
    };
  }

  private BigInteger namedA() {
    return Addresses.named(tokenA);
  }

  private BigInteger namedB() {
    return Addresses.named(tokenB);
  }

  private Tx ethTransfer(Tx tx) {
    tx.to = scene.receiver;
    return tx.value(amountA);
  }

  private Tx transfer(Tx tx) {
    tx.to = namedA();
    return tx.call("transfer(address,uint256)", List.of(scene.receiver, amountA));
  }

  private Tx transferShares(Tx tx) {
    tx.to = Addresses.pool(tokenA, tokenB);
    return tx.call("transfer(address,uint256)", List.of(scene.receiver, amountA));
  }

  private Tx approve(Tx tx) {
    tx.to = namedA();
    return tx.call("approve(address,uint256)", List.of(scene.receiver, amountA));
  }

  private Tx transferFrom(Tx tx) {
    tx.to = namedA();
    List<BigInteger> words = List.of(scene.second, scene.receiver, amountA);
    return tx.call("transferFrom(address,address,uint256)", words);
  }

  private Tx withdraw(Tx tx) {
    tx.to = Addresses.bridge();
    List<BigInteger> words = List.of(namedA(), amountA, scene.receiver);
    return tx.call("withdraw(address,uint256,address)", words);
  }

  private Tx withdrawEth(Tx tx) {
    tx.to = Addresses.bridge();
    return tx.value(amountA).call("withdrawETH(address)", List.of(scene.receiver));
  }

  private Tx sweep(Tx tx) {
    tx.to = scene.vault;
    return tx.call("sweep(address)", List.of(collector));
  }

  private Tx add(Tx tx) {
    return tx.call(
        "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
        List.of(namedA(), namedB(), amountA, amountB, minimumA, minimumB, sender, deadline));
  }

  private Tx addEth(Tx tx) {
    return tx.value(amountA)
        .call(
            "addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
            List.of(namedB(), amountB, minimumB, minimumA, sender, deadline));
  }

  /** The shares are amount A. */
  private Tx remove(Tx tx) {
    return tx.call(
        "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
        List.of(namedA(), namedB(), amountA, minimumA, minimumB, scene.receiver, deadline));
  }

  private Tx removeEth(Tx tx) {
    return tx.call(
        "removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
        List.of(namedB(), amountA, minimumB, minimumA, scene.receiver, deadline));
  }

  private List<BigInteger> swapWords() {
    return List.of(
        amountA,
        minimumB,
        BigInteger.valueOf(160),
        scene.receiver,
        deadline,
        BigInteger.TWO,
        namedA(),
        namedB());
  }

  private Tx swap(Tx tx) {
    return tx.call(
        "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)", swapWords());
  }

  private Tx swapToEth(Tx tx) {
    return tx.call("swapExactTokensForETH(uint256,uint256,address[],address,uint256)", swapWords());
  }

  private Tx swapFromEth(Tx tx) {
    return tx.value(amountA)
        .call(
            "swapExactETHForTokens(uint256,address[],address,uint256)",
            List.of(
                minimumB,
                BigInteger.valueOf(128),
                scene.receiver,
                deadline,
                BigInteger.TWO,
                namedA(),
                namedB()));
  }
}
