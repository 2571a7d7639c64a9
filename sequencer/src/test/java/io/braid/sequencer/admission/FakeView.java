package io.braid.sequencer.admission;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.HashMap;
import java.util.Map;

/** Accounts that a test sets, and one token. */
final class FakeView implements AccountView {

  static final Address TOKEN = Address.parse("0x" + "70".repeat(20));

  private final TokenList tokens = new TokenList(Seeds.TABLE);
  private final Map<Address, Word> holdings = new HashMap<>();
  private boolean isReady = true;
  private long baseFee = 1_000;

  FakeView() {
    tokens.add(TOKEN.word().toLongs(), 0);
  }

  FakeView ready(boolean ready) {
    isReady = ready;
    return this;
  }

  FakeView baseFee(long fee) {
    baseFee = fee;
    return this;
  }

  FakeView account(Address owner, long nonce, long balance) {
    holdings.put(owner, new Word(balance, 0, nonce, 0));
    return this;
  }

  @Override
  public boolean isReady() {
    return isReady;
  }

  @Override
  public long baseFee() {
    return baseFee;
  }

  @Override
  public TokenList tokens() {
    return tokens;
  }

  @Override
  public Word ethHolding(Address owner) {
    return holdings.getOrDefault(owner, Word.ZERO);
  }
}
