package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;

/**
 * The state at the end of one block. It stays the same while it is read; where it cannot, since the
 * block is kept no more, a method throws {@link PrunedException}.
 */
public interface StateView {

  /** The value of a cell by its key ({@code docs/protocol/cells.md}); 0 if it was never written. */
  Word cell(Word key);

  /**
   * The lowest nonce of the account that has no receipt in this block or one before it. Not the
   * nonce in the account's cell, which a transaction raises with its first step.
   */
  long transactionCount(Address account);

  /** How much there is of an asset: ETH or a token. Shares are counted by their pool. */
  Word supply(AssetId asset);

  /** How many tokens the bridge knew: indexes run from 1 to this. */
  int tokenCount();
}
