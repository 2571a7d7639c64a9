package io.braid.sequencer.store;

import java.nio.file.Path;

/**
 * The store cannot be opened, read or written. Nothing is lost by it: a store that is deleted is
 * filled again from the logs.
 */
public final class StoreException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  StoreException(String fault, Throwable cause) {
    super(fault, cause);
  }

  static StoreException at(Path folder, String fault) {
    return new StoreException(
        "the block store in %s %s; delete the folder and it is filled again from the logs"
            .formatted(folder, fault),
        null);
  }
}
