package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.ledger.EventKind;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a header of the right number and generation must keep to. Shards judge by it, and so does
 * whoever decides headers: one that the shards would not take must never count.
 */
public final class HeaderRules {

  /** The version of the rules that this code follows. */
  public static final long PROTOCOL_VERSION = 1;

  private final Word programCommitment;

  /** The rules for shards that run these programs. */
  public HeaderRules(Word programCommitment) {
    this.programCommitment = programCommitment;
  }

  /**
   * The first rule that a header breaks, or null.
   *
   * @param time of the header before it
   * @param tokens known before it
   * @param nextEvent the index of the first L1 event that no header has brought
   */
  public RecordFault fault(BlockHeader header, long time, TokenList tokens, long nextEvent) {
    if (header.time() < time) {
      return RecordFault.TIME_GOES_BACK;
    }
    if (header.protocolVersion() != PROTOCOL_VERSION
        || !header.programCommitment().equals(programCommitment)) {
      return RecordFault.WRONG_PROTOCOL;
    }
    if (!areTokensRight(header, tokens)) {
      return RecordFault.WRONG_TOKEN;
    }
    if (header.firstEvent() != nextEvent) {
      return RecordFault.WRONG_EVENT_INDEX;
    }
    long known = tokens.count() + (long) header.tokens().size();
    return header.events().stream().allMatch(event -> isRight(event, known))
        ? null
        : RecordFault.WRONG_EVENT;
  }

  private static boolean areTokensRight(BlockHeader header, TokenList tokens) {
    long count = tokens.count() + (long) header.tokens().size();
    if (header.firstToken() != tokens.count() + 1L || count > Limits.TOKENS_MAX) {
      return false;
    }
    Set<Address> seen = new HashSet<>();
    for (TokenEntry token : header.tokens()) {
      if (!seen.add(token.address()) || !canBeToken(token.address(), tokens)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an address is neither a token already nor one of the system's. */
  public static boolean canBeToken(Address address, TokenList tokens) {
    long[] word = address.word().toLongs();
    return !SystemAddress.isSystem(word, 0) && tokens.indexOf(word, 0) == TokenList.UNKNOWN;
  }

  /** Whether an event is one that the L1 contract can raise, when so many tokens are known. */
  public static boolean isRight(L1Event event, long tokens) {
    EventKind kind = EventKind.of(event.kind());
    if (kind == null || kind.wordCount() != event.words().size()) {
      return false;
    }
    long first = event.asset() >>> 32;
    long second = event.asset() & 0xffff_ffffL;
    return switch (kind) {
      case DEPOSIT -> second == 0 && first <= tokens;
      case FORCED_EXIT -> second == 0 && first <= tokens && event.amount().equals(Word.ZERO);
      case FORCED_EXIT_SHARES ->
          first < second
              && second <= tokens
              && event.amount().equals(Word.ZERO)
              && event.words().equals(wordsOfShares(first, second));
    };
  }

  private static List<Word> wordsOfShares(long token0, long token1) {
    long[] pool = new long[Word256.LONGS];
    SystemAddress.pool(token0, token1, pool, 0);
    return List.of(Word.of(pool, 0), Word.of(token0 << 32), Word.of(token1 << 32));
  }
}
