package io.braid.sequencer.kafka;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.InFlightTransaction;
import io.braid.sequencer.store.TransactionViews;
import io.braid.sequencer.view.ChainTransaction;

/** A transaction that stands in no block, for those who ask for it. */
record PendingView(Word hash, Address sender, Bytes raw) {

  static PendingView of(InFlightTransaction known) {
    return new PendingView(known.hash(), known.sender(), Bytes.wrap(known.raw()));
  }

  ChainTransaction transaction() {
    return TransactionViews.pending(hash, sender, raw);
  }
}
