package io.braid.sequencer.account;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AccountView;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.view.StateReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The accounts as the diffs have left them: what blocks have stored, and over it the ETH holdings
 * that diffs of blocks to come have changed. Not for two threads at once.
 */
public final class AccountOverlay implements AccountView {

  /** How old the newest header may be, in milliseconds, for the view to be judged by. */
  private static final long HEADER_AGE_MAX_MS = 10_000;

  private static final long MS_IN_SECOND = 1_000;

  /** A holding, and the block of the diff that changed it last. */
  private record Changed(long block, Word value) {}

  private final StateReader states;
  private final LongSupplier clockMs;
  private final TokenList tokens;
  private final Map<Word, Changed> changed = new HashMap<>();
  private long stored;

  /** Null before the first. */
  private BlockHeader newest;

  /**
   * An overlay over what is stored.
   *
   * @param stored the newest block that is, or -1
   * @param tableSeed of its hash tables; random and secret
   * @param clockMs milliseconds since 1970
   */
  public AccountOverlay(StateReader states, long stored, long tableSeed, LongSupplier clockMs) {
    this.states = states;
    this.stored = stored;
    this.clockMs = clockMs;
    this.tokens = new TokenList(tableSeed);
  }

  /** Adds the next token that genesis or a stored block has brought. */
  public void addToken(Address token) {
    tokens.add(token.word().toLongs(), 0);
  }

  /**
   * A header was read; only the next one counts. Its tokens are known when the one after it is
   * read, which means that every shard's log holds it: until then a transaction that names one
   * might come to its shard before the header does.
   */
  public void take(BlockHeader next) {
    if (newest != null) {
      if (next.number() <= newest.number()) {
        return;
      }
      addTokens(newest);
    }
    newest = next;
  }

  private void addTokens(BlockHeader header) {
    List<TokenEntry> brought = header.tokens();
    for (int i = 0; i < brought.size(); i++) {
      // Those of a header that is stored already are known.
      if (header.firstToken() + i > tokens.count()) {
        addToken(brought.get(i).address());
      }
    }
  }

  /** A shard has reported a diff. */
  public void take(Diff diff) {
    for (Diff.CellChange change : diff.changes()) {
      if (isEthHolding(change.key()) && diff.block() > stored) {
        changed.put(change.key(), new Changed(diff.block(), change.value()));
      }
    }
  }

  private static boolean isEthHolding(Word key) {
    return key.high() >>> 56 == CellKind.HOLDING.code() && key.low() == 0;
  }

  /**
   * A block is stored: what it changed last is read from there. One that was stored before is given
   * again by a follower that begins at a checkpoint, and means nothing.
   */
  public void take(Block block) {
    if (block.number() <= stored) {
      return;
    }
    stored = block.number();
    for (List<Diff.CellChange> changes : block.changes()) {
      for (Diff.CellChange change : changes) {
        Changed known = changed.get(change.key());
        if (known != null && known.block() <= stored) {
          changed.remove(change.key());
        }
      }
    }
  }

  /** How old the newest header is, in milliseconds. */
  public long headerAgeMs() {
    long timeSeconds = newest == null ? 0 : newest.time();
    return clockMs.getAsLong() - timeSeconds * MS_IN_SECOND;
  }

  @Override
  public boolean isReady() {
    return stored >= 0 && newest != null && headerAgeMs() < HEADER_AGE_MAX_MS;
  }

  @Override
  public long baseFee() {
    return newest == null ? 0 : newest.baseFee();
  }

  @Override
  public TokenList tokens() {
    return tokens;
  }

  @Override
  public Word ethHolding(Address owner) {
    long[] words = new long[3 * Word256.LONGS];
    owner.word().copyTo(words, 0);
    CellKey.pack(
        CellKind.HOLDING.code(), 0, words, 0, words, Word256.LONGS, words, 2 * Word256.LONGS);
    Word key = Word.of(words, 2 * Word256.LONGS);
    Changed known = changed.get(key);
    if (known != null) {
      return known.value();
    }
    return stored < 0 ? Word.ZERO : states.at(stored).cell(key);
  }

  /** The account's nonce: that of its cell. */
  public long nonce(Address owner) {
    return ethHolding(owner).third();
  }
}
