package io.braid.sequencer.store;

import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.PrunedException;
import io.braid.sequencer.view.StateReader;
import io.braid.sequencer.view.StateView;
import java.math.BigInteger;

/** State at the end of each block that is kept. */
final class StoredStates implements StateReader {

  static final int CELL_KEY_BYTES = Word256.BYTES;
  static final int ASSET_BYTES = Long.BYTES;

  private final StoreMeta meta;
  private final StoredChain chain;
  private final Versions cells;
  private final Versions counts;
  private final Versions supplies;

  StoredStates(StoreFiles files, StoreMeta meta, StoredChain chain) {
    this.meta = meta;
    this.chain = chain;
    cells = new Versions(files, Column.CELLS, CELL_KEY_BYTES);
    counts = new Versions(files, Column.COUNTS, Address.BYTES);
    supplies = new Versions(files, Column.SUPPLIES, ASSET_BYTES);
  }

  Versions cells() {
    return cells;
  }

  Versions counts() {
    return counts;
  }

  Versions supplies() {
    return supplies;
  }

  static byte[] toBytes(BigInteger value) {
    byte[] word = new byte[Word256.BYTES];
    byte[] digits = value.toByteArray();
    int sign = digits.length > word.length ? 1 : 0;
    int length = digits.length - sign;
    System.arraycopy(digits, sign, word, word.length - length, length);
    return word;
  }

  @Override
  public StateView at(long block) {
    StoredBlock known = chain.required(block);
    requireKept(block);
    return new View(block, known.tokenCount());
  }

  private void requireKept(long block) {
    if (block < meta.oldestState()) {
      throw new PrunedException(block, meta.oldestState());
    }
  }

  private final class View implements StateView {
    private final long block;
    private final int tokenCount;

    View(long block, int tokenCount) {
      this.block = block;
      this.tokenCount = tokenCount;
    }

    /** Asks afterwards whether the block is kept: what went meanwhile must not look like 0. */
    private byte[] read(Versions from, byte[] key) {
      byte[] value = from.get(key, block);
      requireKept(block);
      return value;
    }

    @Override
    public Word cell(Word key) {
      byte[] value = read(cells, key.toBytes());
      return value == null ? Word.ZERO : Word.of(value);
    }

    @Override
    public long transactionCount(Address account) {
      byte[] value = read(counts, account.toBytes());
      return value == null ? 0 : Keys.number(value);
    }

    @Override
    public Word supply(AssetId asset) {
      byte[] value = read(supplies, Keys.of(asset.number()));
      return value == null ? Word.ZERO : Word.of(value);
    }

    @Override
    public int tokenCount() {
      return tokenCount;
    }
  }
}
