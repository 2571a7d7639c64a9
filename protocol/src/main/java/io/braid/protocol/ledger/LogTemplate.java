package io.braid.protocol.ledger;

/**
 * The logs that programs write. A template and its operands become an Ethereum log where receipts
 * are served; programs only name them.
 */
public enum LogTemplate {
  /** Operands: asset, from, to, amount. */
  TRANSFER(1, 4, "Transfer(address,address,uint256)"),
  /** Operands: asset, owner, spender, amount. */
  APPROVAL(2, 4, "Approval(address,address,uint256)"),
  /** Operands: share asset, in 0, in 1, out 0, out 1, receiver. */
  SWAP(3, 6, "Swap(address,uint256,uint256,uint256,uint256,address)"),
  /** Operands: share asset, reserve 0, reserve 1. */
  SYNC(4, 3, "Sync(uint112,uint112)"),
  /** Operands: share asset, amount 0, amount 1. */
  MINT(5, 3, "Mint(address,uint256,uint256)"),
  /** Operands: share asset, amount 0, amount 1, receiver. */
  BURN(6, 4, "Burn(address,uint256,uint256,address)");

  private final int code;
  private final int operandCount;
  private final String signature;

  LogTemplate(int code, int operandCount, String signature) {
    this.code = code;
    this.operandCount = operandCount;
    this.signature = signature;
  }

  /** The template byte. */
  public int code() {
    return code;
  }

  /** How many operands a log of this template has. */
  public int operandCount() {
    return operandCount;
  }

  /** The Solidity event; topic 0 is its Keccak-256. */
  public String signature() {
    return signature;
  }
}
