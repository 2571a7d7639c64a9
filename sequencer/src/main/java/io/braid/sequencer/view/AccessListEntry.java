package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * An entry of an access list (EIP-2930).
 *
 * @param storageKeys words of 32 bytes
 */
public record AccessListEntry(Address address, List<Word> storageKeys) {

  /** Copies the list. */
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
