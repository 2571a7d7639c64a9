package io.braid.sequencer.view;

import io.braid.protocol.types.Word;
import java.util.List;

/** Is told what happens on the chain. Must return soon and never throw. */
public interface ChainListener {

  /** A block is the new latest one, with its logs in order. */
  void onBlock(ChainBlock block, List<ChainLog> logs);

  /** A repair took back the latest block; its parent is the latest now. Logs in order. */
  void onRevertedBlock(ChainBlock block, List<ChainLog> logs);

  /** A transaction was acknowledged. */
  void onPending(Word transaction);

  /** An acknowledged transaction was refused. */
  void onRejected(Word transaction);
}
