package io.braid.sequencer.kafka;

import io.braid.protocol.record.BlockHeader;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.block.Block;

/** Is told what a sequencer does, on any thread. Must return soon and never throw. */
public interface SequencerListener {

  /** A transaction was judged, wherever it came from. */
  void onAdmission(AdmissionAnswer answer);

  /** A header was read from the logs; the same may come again. */
  void onHeader(BlockHeader header);

  /** A block is complete and stored. Blocks that were there at the start are not told. */
  void onBlock(Block block);
}
