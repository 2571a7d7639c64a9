package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.ledger.LogTemplate;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Ethereum's logs from those of programs, by the table in {@code docs/protocol/operations.md}. */
final class LogTranslation {

  /** Topic 0 by the template's code, from 1. */
  private static final Word[] SIGNATURES = signatures();

  /** Who calls a pool, as a topic. */
  private static final Word ROUTER = router();

  /** The token list: addresses by index, from 1. */
  private final List<Address> tokens;

  /** A translation that sees the tokens that the list holds at the time. */
  LogTranslation(List<Address> tokens) {
    this.tokens = tokens;
  }

  private static Word[] signatures() {
    Word[] signatures = new Word[LogTemplate.values().length + 1];
    for (LogTemplate template : LogTemplate.values()) {
      byte[] signature = template.signature().getBytes(StandardCharsets.US_ASCII);
      signatures[template.code()] = Word.of(Keccak256.hash(signature));
    }
    return signatures;
  }

  private static Word router() {
    long[] router = new long[Word256.LONGS];
    SystemAddress.router(router, 0);
    return Word.of(router, 0);
  }

  /**
   * The log of an entry.
   *
   * @throws IllegalArgumentException if no program writes such an entry
   */
  EthereumLog of(LogEntry entry) {
    LogTemplate template = template(entry);
    List<Word> operands = entry.operands();
    Word signature = SIGNATURES[template.code()];
    int count = operands.size();
    Address address = addressOf(operands.getFirst());
    return switch (template) {
      case TRANSFER, APPROVAL ->
          new EthereumLog(
              address,
              List.of(signature, operands.get(1), operands.get(2)),
              operands.subList(3, count));
      case SWAP, BURN ->
          new EthereumLog(
              address,
              List.of(signature, ROUTER, operands.getLast()),
              operands.subList(1, count - 1));
      case SYNC -> new EthereumLog(address, List.of(signature), operands.subList(1, count));
      case MINT -> new EthereumLog(address, List.of(signature, ROUTER), operands.subList(1, count));
    };
  }

  private static LogTemplate template(LogEntry entry) {
    for (LogTemplate template : LogTemplate.values()) {
      if (template.code() == entry.template()
          && template.operandCount() == entry.operands().size()) {
        return template;
      }
    }
    throw new IllegalArgumentException(
        "no log has template %d and %d operands"
            .formatted(entry.template(), entry.operands().size()));
  }

  /** Where the ERC-20 contract of an asset answers. */
  private Address addressOf(Word asset) {
    long first = asset.low() >>> Integer.SIZE;
    long second = asset.low() & 0xffff_ffffL;
    if (first > tokens.size() || second > tokens.size() || !asset.equals(Word.of(asset.low()))) {
      throw new IllegalArgumentException("no asset of this chain: " + asset);
    }
    long[] address = new long[Word256.LONGS];
    if (second != 0) {
      SystemAddress.pool(first, second, address, 0);
    } else if (first == 0) {
      SystemAddress.facade(address, 0);
    } else {
      return tokens.get((int) first - 1);
    }
    return Address.of(address, 0);
  }
}
