package io.braid.protocol.ledger;

import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.Refusal;

/**
 * Reads what a transaction asks for from its recipient, value and data; the rules and their order
 * are in {@code docs/protocol/operations.md}, "Calls". Reused; allocates nothing.
 */
public final class CallResolver {

  /** In place of an asset: the address is no token's. */
  private static final long NO_ASSET = -1;

  private final TokenList tokens;
  private final int shardCount;
  private final Abi abi = new Abi();
  private final long[] scratch = new long[4];

  // The call that is being resolved.
  private long[] value;
  private int valueOffset;
  private long[] sender;
  private int senderOffset;
  private byte[] data;
  private int dataOffset;
  private int dataLength;
  private Call out;

  /**
   * A resolver over a token list.
   *
   * @param shardCount a power of two
   */
  public CallResolver(TokenList tokens, int shardCount) {
    this.tokens = tokens;
    this.shardCount = shardCount;
  }

  /** Sets who sends and what is sent along: words, and the call data. */
  public CallResolver from(long[] sender, int senderOffset, long[] value, int valueOffset) {
    this.sender = sender;
    this.senderOffset = senderOffset;
    this.value = value;
    this.valueOffset = valueOffset;
    return this;
  }

  /** Sets the call data. */
  public CallResolver with(byte[] data, int offset, int length) {
    this.data = data;
    this.dataOffset = offset;
    this.dataLength = length;
    return this;
  }

  /**
   * Resolves a call to the address {@code to}.
   *
   * @param shard the shard that would run its first step
   * @return the first rule that it breaks, or null when {@code out} holds the call
   */
  public Refusal resolve(long[] to, int toOffset, int shard, Call out) {
    this.out = out;
    if (SystemAddress.isSystem(sender, senderOffset)) {
      return Refusal.SENDER_IS_SYSTEM_ADDRESS;
    }
    if ((sender[senderOffset] & (shardCount - 1)) != shard) {
      return Refusal.WRONG_SHARD;
    }
    return switch (SystemAddress.kindOf(to, toOffset)) {
      case NONE -> resolvePlain(to, toOffset);
      case POOL -> resolvePool(to, toOffset);
      case FEE_ACCOUNT ->
          SystemAddress.last(to, toOffset) < shardCount
              ? resolveFeeAccount(to, toOffset)
              : Refusal.NO_PROGRAM_AT_ADDRESS;
      case ROUTER -> selects() ? resolveRouter() : Refusal.UNKNOWN_FUNCTION;
      case BRIDGE -> selects() ? resolveBridge() : Refusal.UNKNOWN_FUNCTION;
      case FACADE -> resolveToken(0);
      case UNUSED -> Refusal.NO_PROGRAM_AT_ADDRESS;
    };
  }

  private Refusal resolvePlain(long[] to, int toOffset) {
    int token = tokens.indexOf(to, toOffset);
    if (token != TokenList.UNKNOWN) {
      return resolveToken((long) token << 32);
    }
    if (dataLength != 0) {
      return Refusal.NO_PROGRAM_AT_ADDRESS;
    }
    out.begin(Operation.ETH_TRANSFER);
    out.add(to, toOffset);
    return null;
  }

  private Refusal resolvePool(long[] to, int toOffset) {
    long token0 = SystemAddress.first(to, toOffset);
    long token1 = SystemAddress.second(to, toOffset);
    return token1 <= tokens.count()
        ? resolveToken(token0 << 32 | token1)
        : Refusal.NO_PROGRAM_AT_ADDRESS;
  }

  /** {@code transfer}, {@code approve} and {@code transferFrom} of an asset. */
  private Refusal resolveToken(long asset) {
    if (!selects()) {
      return Refusal.UNKNOWN_FUNCTION;
    }
    return switch (Abi.selector(data, dataOffset)) {
      case Selectors.TRANSFER -> tokenCall(Operation.TRANSFER, asset, 2, 0);
      case Selectors.APPROVE -> tokenCall(Operation.APPROVE, asset, 2, Call.NONE);
      case Selectors.TRANSFER_FROM -> tokenCall(Operation.TRANSFER_FROM, asset, 3, 1);
      default -> Refusal.UNKNOWN_FUNCTION;
    };
  }

  /** Arguments: addresses, then an amount; {@code receiver} is the word of who is paid. */
  private Refusal tokenCall(Operation operation, long asset, int words, int receiver) {
    if (!read(words) || !abi.isAddress(0) || (words == 3 && !abi.isAddress(1))) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    if (hasValue()) {
      return Refusal.VALUE_NOT_ACCEPTED;
    }
    if (receiver != Call.NONE && isProgram(abi.words(), 4 * receiver)) {
      return Refusal.RECIPIENT_IS_PROGRAM;
    }
    out.begin(operation);
    out.add(asset);
    for (int i = 0; i < words; i++) {
      addWord(i);
    }
    return null;
  }

  private Refusal resolveFeeAccount(long[] to, int toOffset) {
    if (!selects() || Abi.selector(data, dataOffset) != Selectors.SWEEP) {
      return Refusal.UNKNOWN_FUNCTION;
    }
    if (!read(1) || !abi.isAddress(0)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    if (hasValue()) {
      return Refusal.VALUE_NOT_ACCEPTED;
    }
    if (isProgram(abi.words(), 0)) {
      return Refusal.RECIPIENT_IS_PROGRAM;
    }
    out.begin(Operation.SWEEP);
    out.add(to, toOffset);
    addWord(0);
    return null;
  }

  private Refusal resolveBridge() {
    return switch (Abi.selector(data, dataOffset)) {
      case Selectors.WITHDRAW -> withdraw();
      case Selectors.WITHDRAW_ETH -> withdrawEth();
      default -> Refusal.UNKNOWN_FUNCTION;
    };
  }

  private Refusal withdraw() {
    if (!read(3) || !abi.isAddress(0) || !abi.isAddress(2)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    if (hasValue()) {
      return Refusal.VALUE_NOT_ACCEPTED;
    }
    long asset = assetAt(0);
    if (asset == NO_ASSET) {
      return Refusal.UNKNOWN_TOKEN;
    }
    out.begin(Operation.WITHDRAW);
    out.add(asset);
    addWord(2);
    addWord(1);
    return null;
  }

  private Refusal withdrawEth() {
    if (!read(1) || !abi.isAddress(0)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    out.begin(Operation.WITHDRAW);
    out.add(0);
    addWord(0);
    out.add(value, valueOffset);
    return null;
  }

  private Refusal resolveRouter() {
    return switch (Abi.selector(data, dataOffset)) {
      case Selectors.ADD_LIQUIDITY -> addLiquidity();
      case Selectors.ADD_LIQUIDITY_ETH -> addLiquidityEth();
      case Selectors.REMOVE_LIQUIDITY -> removeLiquidity();
      case Selectors.REMOVE_LIQUIDITY_ETH -> removeLiquidityEth();
      case Selectors.SWAP_TOKENS_FOR_TOKENS -> swap(5, 2, 3, false, false);
      case Selectors.SWAP_ETH_FOR_TOKENS -> swap(4, 1, 2, true, false);
      case Selectors.SWAP_TOKENS_FOR_ETH -> swap(5, 2, 3, false, true);
      default -> Refusal.UNKNOWN_FUNCTION;
    };
  }

  /** Words: tokens A, B, desired A, B, minimum A, B, to, deadline. */
  private Refusal addLiquidity() {
    if (!read(8) || !abi.isAddress(0) || !abi.isAddress(1) || !abi.isAddress(6)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    if (hasValue()) {
      return Refusal.VALUE_NOT_ACCEPTED;
    }
    long[] words = abi.words();
    return offer(assetAt(0), words, 8, 4, assetAt(1), words, 12, 5, 6);
  }

  /** Words: token, desired, minimum, minimum of ETH, to, deadline. */
  private Refusal addLiquidityEth() {
    if (!read(6) || !abi.isAddress(0) || !abi.isAddress(4)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    return offer(assetAt(0), abi.words(), 4, 2, 0, value, valueOffset, 3, 4);
  }

  /** The deadline is the word behind {@code to}. */
  private Refusal offer(
      long assetA,
      long[] desiredA,
      int desiredOffsetA,
      int minimumA,
      long assetB,
      long[] desiredB,
      int desiredOffsetB,
      int minimumB,
      int to) {
    Refusal refusal = checkPair(assetA, assetB);
    if (refusal != null) {
      return refusal;
    }
    if (!Word256.isEqual(abi.words(), 4 * to, sender, senderOffset)) {
      return Refusal.LIQUIDITY_FOR_ANOTHER;
    }
    boolean ordered = assetA < assetB;
    beginPair(Operation.ADD_LIQUIDITY, assetA, assetB);
    out.add(Math.min(assetA, assetB));
    out.add(ordered ? desiredA : desiredB, ordered ? desiredOffsetA : desiredOffsetB);
    out.add(Math.max(assetA, assetB));
    out.add(ordered ? desiredB : desiredA, ordered ? desiredOffsetB : desiredOffsetA);
    addWord(ordered ? minimumA : minimumB);
    addWord(ordered ? minimumB : minimumA);
    addWord(to + 1);
    return null;
  }

  /** Words: tokens A, B, shares, minimum A, B, to, deadline. */
  private Refusal removeLiquidity() {
    if (!read(7) || !abi.isAddress(0) || !abi.isAddress(1) || !abi.isAddress(5)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    return hasValue() ? Refusal.VALUE_NOT_ACCEPTED : giveBack(assetAt(0), assetAt(1), 2);
  }

  /** Words: token, shares, minimum, minimum of ETH, to, deadline. */
  private Refusal removeLiquidityEth() {
    if (!read(6) || !abi.isAddress(0) || !abi.isAddress(4)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    return hasValue() ? Refusal.VALUE_NOT_ACCEPTED : giveBack(assetAt(0), 0, 1);
  }

  /** Behind the word of the shares stand minimum A, minimum B, to, deadline. */
  private Refusal giveBack(long assetA, long assetB, int shares) {
    Refusal refusal = checkPair(assetA, assetB);
    if (refusal != null) {
      return refusal;
    }
    if (isProgram(abi.words(), 4 * (shares + 3))) {
      return Refusal.RECIPIENT_IS_PROGRAM;
    }
    boolean ordered = assetA < assetB;
    beginPair(Operation.REMOVE_LIQUIDITY, assetA, assetB);
    addWord(shares);
    out.add(Math.min(assetA, assetB));
    out.add(Math.max(assetA, assetB));
    addWord(shares + (ordered ? 1 : 2));
    addWord(shares + (ordered ? 2 : 1));
    addWord(shares + 3);
    addWord(shares + 4);
    return null;
  }

  /**
   * Behind the static words, of which {@code path} is the offset of the path and {@code to} the
   * receiver with the deadline behind it, stands the path.
   */
  private Refusal swap(int words, int path, int to, boolean fromEth, boolean toEth) {
    if (!readPath(words, path) || !abi.isAddress(to)) {
      return Refusal.MALFORMED_CALL_DATA;
    }
    if (!fromEth && hasValue()) {
      return Refusal.VALUE_NOT_ACCEPTED;
    }
    if (!abi.is(words, 2) || (fromEth && !isFacade(words + 1)) || (toEth && !isFacade(words + 2))) {
      return Refusal.UNSUPPORTED_PATH;
    }
    long assetIn = assetAt(words + 1);
    long assetOut = assetAt(words + 2);
    Refusal refusal = checkPair(assetIn, assetOut);
    if (refusal != null) {
      return refusal;
    }
    if (isProgram(abi.words(), 4 * to)) {
      return Refusal.RECIPIENT_IS_PROGRAM;
    }
    beginPair(Operation.SWAP, assetIn, assetOut);
    out.add(assetIn);
    if (fromEth) {
      out.add(value, valueOffset);
    } else {
      addWord(0);
    }
    out.add(assetOut);
    addWord(path - 1);
    addWord(to);
    addWord(to + 1);
    return null;
  }

  private static Refusal checkPair(long assetA, long assetB) {
    if (assetA == NO_ASSET || assetB == NO_ASSET) {
      return Refusal.UNKNOWN_TOKEN;
    }
    return assetA == assetB ? Refusal.IDENTICAL_TOKENS : null;
  }

  /** Begins a call whose first arguments are the pool and its share asset. */
  private void beginPair(Operation operation, long assetA, long assetB) {
    long token0 = Math.min(assetA, assetB) >>> 32;
    long token1 = Math.max(assetA, assetB) >>> 32;
    SystemAddress.pool(token0, token1, scratch, 0);
    out.begin(operation);
    out.add(scratch, 0);
    out.add(token0 << 32 | token1);
  }

  private boolean selects() {
    return dataLength >= Abi.SELECTOR_BYTES;
  }

  private boolean read(int words) {
    return abi.read(data, dataOffset, dataLength, words);
  }

  private boolean readPath(int words, int path) {
    return abi.readWithPath(data, dataOffset, dataLength, words, path);
  }

  private boolean hasValue() {
    return !Word256.isZero(value, valueOffset);
  }

  private void addWord(int word) {
    out.add(abi.words(), 4 * word);
  }

  private boolean isFacade(int word) {
    return SystemAddress.kindOf(abi.words(), 4 * word) == SystemAddress.Kind.FACADE;
  }

  /** The asset whose ERC-20 address the word is (pool shares are none here), or NO_ASSET. */
  private long assetAt(int word) {
    if (isFacade(word)) {
      return 0;
    }
    int token = tokens.indexOf(abi.words(), 4 * word);
    return token == TokenList.UNKNOWN ? NO_ASSET : (long) token << 32;
  }

  private boolean isProgram(long[] address, int offset) {
    return SystemAddress.isSystem(address, offset)
        || tokens.indexOf(address, offset) != TokenList.UNKNOWN;
  }
}
