package io.braid.protocol.ledger;

/** First four bytes of Keccak-256 of the Solidity signatures that Braid answers to. */
final class Selectors {

  /** {@code transfer(address,uint256)}. */
  static final int TRANSFER = 0xa9059cbb;

  /** {@code approve(address,uint256)}. */
  static final int APPROVE = 0x095ea7b3;

  /** {@code transferFrom(address,address,uint256)}. */
  static final int TRANSFER_FROM = 0x23b872dd;

  /** {@code withdraw(address,uint256,address)}. */
  static final int WITHDRAW = 0x69328dec;

  /** {@code withdrawETH(address)}. */
  static final int WITHDRAW_ETH = 0x690d8320;

  /** {@code sweep(address)}. */
  static final int SWEEP = 0x01681a62;

  /** {@code addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)}. */
  static final int ADD_LIQUIDITY = 0xe8e33700;

  /** {@code addLiquidityETH(address,uint256,uint256,uint256,address,uint256)}. */
  static final int ADD_LIQUIDITY_ETH = 0xf305d719;

  /** {@code removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)}. */
  static final int REMOVE_LIQUIDITY = 0xbaa2abde;

  /** {@code removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)}. */
  static final int REMOVE_LIQUIDITY_ETH = 0x02751cec;

  /** {@code swapExactTokensForTokens(uint256,uint256,address[],address,uint256)}. */
  static final int SWAP_TOKENS_FOR_TOKENS = 0x38ed1739;

  /** {@code swapExactETHForTokens(uint256,address[],address,uint256)}. */
  static final int SWAP_ETH_FOR_TOKENS = 0x7ff36ab5;

  /** {@code swapExactTokensForETH(uint256,uint256,address[],address,uint256)}. */
  static final int SWAP_TOKENS_FOR_ETH = 0x18cbafe5;

  private Selectors() {}
}
