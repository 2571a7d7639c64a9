package io.braid.sequencer.admission;

import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;

/**
 * The accounts as the diffs have left them, which may be a moment behind the shards. It must not
 * move on between an outcome and what that outcome did to the account: outcomes are told to
 * admission when the view holds them.
 */
public interface AccountView {

  /** Whether the view is near enough to the logs to judge by, and holds a header. */
  boolean isReady();

  /** The newest header's base fee, in wei, unsigned. */
  long baseFee();

  /** The tokens that every shard knows: always the same list, which grows. */
  TokenList tokens();

  /** An account's ETH holding as its cell has it: nonce times 2^128, and the balance in wei. */
  Word ethHolding(Address owner);
}
