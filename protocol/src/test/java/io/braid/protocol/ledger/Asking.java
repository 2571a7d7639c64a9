package io.braid.protocol.ledger;

import io.braid.protocol.transaction.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A call in a {@link RefusalScene} that would run, and the ways to spoil it. */
final class Asking {

  private static final BigInteger UNKNOWN = Addresses.user(55, 0);

  private final LedgerFunction function;
  private boolean isSystem;
  private boolean isPoor;
  private int home;
  private boolean pays;
  private boolean hasUnknownSelector;
  private boolean hasTrailingByte;
  private boolean isIdentical;
  private boolean isUnknown;
  private boolean hasLongPath;
  private boolean paysProgram;
  private boolean isForAnother;
  private boolean hasNoProgram;
  private boolean lacksGas;
  private boolean isBelowBaseFee;
  private long nonce = RefusalScene.NONCE;

  Asking(LedgerFunction function) {
    this.function = function;
  }

  /** Adds a fault. */
  Asking spoil(Refusal refusal) {
    switch (refusal) {
      case SENDER_IS_SYSTEM_ADDRESS -> isSystem = true;
      case WRONG_SHARD -> home = 1;
      case NO_PROGRAM_AT_ADDRESS -> hasNoProgram = true;
      case UNKNOWN_FUNCTION -> hasUnknownSelector = true;
      case MALFORMED_CALL_DATA -> hasTrailingByte = true;
      case VALUE_NOT_ACCEPTED -> pays = true;
      case UNSUPPORTED_PATH -> hasLongPath = true;
      case UNKNOWN_TOKEN -> isUnknown = true;
      case IDENTICAL_TOKENS -> isIdentical = true;
      case RECIPIENT_IS_PROGRAM -> paysProgram = true;
      case LIQUIDITY_FOR_ANOTHER -> isForAnother = true;
      case NONCE_TOO_LOW -> nonce = RefusalScene.NONCE - 1;
      case NONCE_TOO_HIGH -> nonce = RefusalScene.NONCE + 65;
      case REPLACEMENT_UNDERPRICED -> nonce = RefusalScene.QUEUED;
      case OPERATION_GAS_TOO_LOW -> lacksGas = true;
      case FEE_CAP_BELOW_BASE_FEE -> isBelowBaseFee = true;
      case INSUFFICIENT_FUNDS_FOR_FEE -> isPoor = true;
      default -> throw new IllegalArgumentException("no call is refused for " + refusal);
    }
    return this;
  }

  private BigInteger sender() {
    if (isSystem) {
      return Addresses.feeAccount(home);
    }
    return isPoor ? RefusalScene.poor(home) : RefusalScene.rich(home);
  }

  private List<BigInteger> words() {
    List<BigInteger> words = new ArrayList<>(function.words(sender(), Addresses.user(8, 0)));
    if (isIdentical && function.otherTokenAt < 0) {
      words.set(function.tokenAt, Addresses.facade());
    } else if (isIdentical) {
      words.set(function.otherTokenAt, words.get(function.tokenAt));
    }
    if (isUnknown) {
      words.set(function.tokenAt, UNKNOWN);
    }
    if (isUnknown && isIdentical && function.otherTokenAt >= 0) {
      words.set(function.otherTokenAt, UNKNOWN);
    }
    if (hasLongPath) {
      words.set(function.pathAt, BigInteger.valueOf(3));
      words.add(Addresses.token(3));
    }
    if (paysProgram) {
      words.set(function.receiverAt, Addresses.token(2));
    }
    if (isForAnother) {
      words.set(function.receiverAt, Addresses.user(8, 0));
    }
    return words;
  }

  Tx transaction() {
    BigInteger to = hasNoProgram ? Addresses.user(77, 0) : function.address();
    Tx tx = Tx.of(sender(), nonce, to).call(function.signature, words());
    if (hasTrailingByte) {
      tx.lengthenData();
    }
    if (hasUnknownSelector) {
      tx.changeSelector();
    }
    if (pays) {
      tx.value = BigInteger.ONE;
    }
    if (lacksGas) {
      tx.gasLimit = BigInteger.valueOf(function.operation.gas() - 1L);
    }
    if (isBelowBaseFee) {
      tx.maxFee = BigInteger.valueOf(LedgerChain.BASE_FEE - 1);
    }
    return tx;
  }
}
