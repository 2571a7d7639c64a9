package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * Which logs are asked for.
 *
 * @param from number of the first block
 * @param to number of the last block
 * @param addresses one of these wrote the log; empty: anyone
 * @param topics for each place of a topic those that fit; empty: any, or none. A log with fewer
 *     topics than there are places does not fit
 */
public record LogQuery(long from, long to, List<Address> addresses, List<List<Word>> topics) {

  /** Copies the lists. */
  public LogQuery {
    addresses = List.copyOf(addresses);
    topics = topics.stream().map(List::copyOf).toList();
  }

  /** The same for other blocks. */
  public LogQuery in(long from, long to) {
    return new LogQuery(from, to, addresses, topics);
  }

  /** Whether a log's address and topics fit; its block is not looked at. */
  public boolean fits(ChainLog log) {
    if (!addresses.isEmpty() && !addresses.contains(log.address())) {
      return false;
    }
    if (topics.size() > log.topics().size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      if (!topics.get(i).isEmpty() && !topics.get(i).contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }
}
