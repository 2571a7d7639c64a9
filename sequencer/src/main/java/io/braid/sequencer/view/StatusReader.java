package io.braid.sequencer.view;

import java.util.List;

/** How far each stage of the system is. */
@FunctionalInterface
public interface StatusReader {

  /** The stages, in the order of a transaction's path. */
  List<StageStatus> stages();
}
