package io.braid.sequencer.store;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.sequencer.view.Token;
import io.braid.sequencer.view.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksIterator;

/** The tokens, in memory as well: there are few, and every call asks for them. */
final class StoredTokens implements TokenReader {

  private final Map<Address, Token> byAddress = new ConcurrentHashMap<>();
  private volatile List<Token> all;

  StoredTokens(StoreFiles files, StoreMeta meta) {
    List<Token> tokens = new ArrayList<>();
    try (RocksIterator at = files.iterate(Column.TOKENS)) {
      for (at.seekToFirst(); at.isValid(); at.next()) {
        byte[] value = at.value();
        TokenEntry entry =
            BlockHeaderCodec.decodeToken(new ByteReader().open(value, 0, value.length));
        tokens.add(token(tokens.size() + 1, entry));
      }
    }
    all = List.copyOf(tokens);
    all.forEach(token -> byAddress.put(token.address(), token));
  }

  static void put(StoreFiles.Batch batch, int index, TokenEntry token) {
    ByteWriter out = new ByteWriter();
    BlockHeaderCodec.encode(out, token);
    batch.put(Column.TOKENS, Keys.of(index), out.toByteArray());
  }

  private static Token token(int index, TokenEntry entry) {
    return new Token(index, entry.address(), entry.symbol(), entry.name(), entry.decimals());
  }

  /** Shows a token that was written. */
  void add(TokenEntry entry) {
    List<Token> more = new ArrayList<>(all);
    Token token = token(more.size() + 1, entry);
    more.add(token);
    all = List.copyOf(more);
    byAddress.put(token.address(), token);
  }

  @Override
  public int count() {
    return all.size();
  }

  @Override
  public Token token(int index) {
    return all.get(index - 1);
  }

  @Override
  public Optional<Token> token(Address address) {
    return Optional.ofNullable(byAddress.get(address));
  }
}
