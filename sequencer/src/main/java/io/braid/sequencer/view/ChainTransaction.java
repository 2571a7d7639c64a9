package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;
import java.util.Optional;

/**
 * A transaction, in a block or pending.
 *
 * @param type 0, 1 or 2
 * @param nonce unsigned
 * @param gasLimit unsigned
 * @param maxFee in wei; in types 0 and 1 the gas price
 * @param maxPriorityFee in wei; in types 0 and 1 the gas price
 * @param yParity 0 or 1
 * @param placement where it stands, empty while it is pending
 * @param effectivePrice paid for a unit of gas, in wei, empty while it is pending
 */
public record ChainTransaction(
    Word hash,
    int type,
    Address sender,
    Address to,
    long nonce,
    long gasLimit,
    Word value,
    Word maxFee,
    Word maxPriorityFee,
    Bytes input,
    List<AccessListEntry> accessList,
    int yParity,
    Word r,
    Word s,
    Optional<Placement> placement,
    Optional<Word> effectivePrice) {

  /** Copies the list and checks the type. */
  public ChainTransaction {
    if (type < 0 || type > 2) {
      throw new IllegalArgumentException("a transaction has type 0, 1 or 2, not " + type);
    }
    accessList = List.copyOf(accessList);
  }
}
