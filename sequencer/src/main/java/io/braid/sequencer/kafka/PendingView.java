package io.braid.sequencer.kafka;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.InFlightTransaction;
import io.braid.sequencer.block.SignedTransaction;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.ChainTransaction;
import java.util.Optional;

/** A transaction that stands in no block, for those who ask for it. */
record PendingView(Word hash, Address sender, Bytes raw) {

  static PendingView of(InFlightTransaction known) {
    return new PendingView(known.hash(), known.sender(), Bytes.wrap(known.raw()));
  }

  ChainTransaction transaction() {
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
        Optional.empty(),
        Optional.empty());
  }
}
