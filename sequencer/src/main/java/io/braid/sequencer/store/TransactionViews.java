package io.braid.sequencer.store;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.SignedTransaction;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.Placement;
import java.util.Optional;

/** Transactions as readers see them, from their bytes. */
public final class TransactionViews {

  private TransactionViews() {}

  /** A transaction that stands in no block yet. */
  public static ChainTransaction pending(Word hash, Address sender, Bytes raw) {
    return of(hash, sender, raw, Optional.empty(), Optional.empty());
  }

  static ChainTransaction placed(StoredTransaction stored, Placement placement) {
    return of(
        stored.hash(),
        stored.sender(),
        stored.raw(),
        Optional.of(placement),
        Optional.of(stored.price()));
  }

  private static ChainTransaction of(
      Word hash,
      Address sender,
      Bytes raw,
      Optional<Placement> placement,
      Optional<Word> effectivePrice) {
    SignedTransaction signed = SignedTransaction.decode(raw);
    return new ChainTransaction(
        hash,
        signed.type(),
        sender,
        signed.to(),
        signed.nonce(),
        signed.gasLimit(),
        signed.value(),
        signed.maxFeePerGas(),
        signed.maxPriorityFeePerGas(),
        signed.data(),
        signed.accessList().stream()
            .map(entry -> new AccessListEntry(entry.address(), entry.storageKeys()))
            .toList(),
        signed.yParity(),
        signed.r(),
        signed.s(),
        placement,
        effectivePrice);
  }
}
