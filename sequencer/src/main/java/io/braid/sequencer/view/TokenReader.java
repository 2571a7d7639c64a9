package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tokens that the bridge knows. A token never changes and never goes. */
public interface TokenReader {

  /** How many there are now; indexes run from 1 to this. */
  int count();

  /** The token with an index from 1 to {@link #count}. */
  Token token(int index);

  /** The token with this address on L1. */
  Optional<Token> token(Address address);

  /** The addresses of all that are known now, by ascending index. */
  default List<Address> addresses() {
    return IntStream.rangeClosed(1, count()).mapToObj(index -> token(index).address()).toList();
  }
}
