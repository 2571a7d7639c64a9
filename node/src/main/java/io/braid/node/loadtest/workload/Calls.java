package io.braid.node.loadtest.workload;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.nio.ByteBuffer;

/** Calls of the router, as Solidity's ABI encodes them. */
public final class Calls {

  /** {@code swapExactETHForTokens(uint256,address[],address,uint256)}. */
  private static final int SWAP_ETH_FOR_TOKENS = 0x7ff36ab5;

  /** {@code addLiquidityETH(address,uint256,uint256,uint256,address,uint256)}. */
  private static final int ADD_LIQUIDITY_ETH = 0xf305d719;

  /** Far in the future, in seconds since 1970. */
  private static final Word NO_DEADLINE = Word.of(0xffff_ffffL);

  private Calls() {}

  /** Where the router answers. */
  public static Address router() {
    long[] word = new long[Word256.LONGS];
    SystemAddress.router(word, 0);
    return Address.of(word, 0);
  }

  private static Word facade() {
    long[] word = new long[Word256.LONGS];
    SystemAddress.facade(word, 0);
    return Word.of(word, 0);
  }

  /** Sells the value for as much of a token as there is for it. */
  static Bytes swapEthFor(Address token, Address to) {
    Word pathAt = Word.of(4L * Word256.BYTES);
    return encode(
        SWAP_ETH_FOR_TOKENS,
        Word.ZERO,
        pathAt,
        to.word(),
        NO_DEADLINE,
        Word.of(2),
        facade(),
        token.word());
  }

  /** Puts the value and up to an amount of a token into their pool, in its proportion. */
  public static Bytes addLiquidityEth(Address token, Word amount, Address to) {
    return encode(
        ADD_LIQUIDITY_ETH, token.word(), amount, Word.ZERO, Word.ZERO, to.word(), NO_DEADLINE);
  }

  private static Bytes encode(int selector, Word... words) {
    ByteBuffer data = ByteBuffer.allocate(Integer.BYTES + Word256.BYTES * words.length);
    data.putInt(selector);
    for (Word word : words) {
      data.put(word.toBytes());
    }
    return Bytes.wrap(data.array());
  }
}
