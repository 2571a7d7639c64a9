package io.braid.sequencer.rpc;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.StateView;
import io.braid.sequencer.view.Token;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions of programs that change nothing, with the names and types of Solidity. */
final class Views {

  /** The arguments do not fit, or the function has no answer; a call of it reverts. */
  static final class RevertException extends RuntimeException {
    RevertException(String reason) {
      super(reason, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    }
  }

  /** What a function is called with. */
  private record Input(Target target, Bytes data, StateView view, LedgerState state) {

    Word word(int count, int index) {
      return words(count).get(index);
    }

    Address address(int count, int index) {
      return AbiWords.address(word(count, index)).orElseThrow(Input::malformed);
    }

    List<Word> words(int count) {
      return AbiWords.arguments(data, count).orElseThrow(Input::malformed);
    }

    static RevertException malformed() {
      return new RevertException("call data is not the canonical encoding of the arguments");
    }
  }

  /** The asset or, for other programs, the address alone. */
  private record Target(Address address, AssetId asset) {

    long token0() {
      return asset.number() >>> 32;
    }

    long token1() {
      return asset.number() & 0xffff_ffffL;
    }
  }

  @FunctionalInterface
  private interface View {
    Bytes call(Input input);
  }

  private static final Word DECIMALS = Word.of(18);
  private static final BigInteger FEE_NUMERATOR = BigInteger.valueOf(997);
  private static final BigInteger FEE_DENOMINATOR = BigInteger.valueOf(1_000);

  private final Programs programs;

  private final Map<Integer, View> ofAssets =
      table(
          List.of(
              Map.entry("name()", this::name),
              Map.entry("symbol()", this::symbol),
              Map.entry("decimals()", this::decimals),
              Map.entry("totalSupply()", this::totalSupply),
              Map.entry("balanceOf(address)", this::balanceOf),
              Map.entry("allowance(address,address)", this::allowance)));

  private final Map<Integer, View> ofPools =
      table(
          List.of(
              Map.entry("getReserves()", this::getReserves),
              Map.entry("token0()", in -> address(in, in.target().token0())),
              Map.entry("token1()", in -> address(in, in.target().token1()))));

  private final Map<Integer, View> ofRouter =
      table(
          List.of(
              Map.entry("WETH()", in -> address(in, 0)),
              Map.entry("getPair(address,address)", this::getPair),
              Map.entry("quote(uint256,uint256,uint256)", this::quote),
              Map.entry("getAmountOut(uint256,uint256,uint256)", this::getAmountOut),
              Map.entry("getAmountsOut(uint256,address[])", this::getAmountsOut)));

  private final Map<Integer, View> ofFeeAccount =
      table(List.of(Map.entry("collector()", this::collector)));

  Views(Programs programs) {
    this.programs = programs;
  }

  private static Map<Integer, View> table(List<Map.Entry<String, View>> views) {
    return views.stream()
        .collect(Collectors.toMap(view -> AbiWords.selector(view.getKey()), Map.Entry::getValue));
  }

  /**
   * Calls a function that changes nothing.
   *
   * @return what it returns, or empty if the program has no such function
   * @throws RevertException if the call reverts
   */
  Optional<Bytes> call(Address to, Programs.Target program, Bytes data, StateView view) {
    Optional<Integer> selector = AbiWords.selectorOf(data);
    if (selector.isEmpty()) {
      return Optional.empty();
    }
    Target target = new Target(to, AssetId.ETH);
    View found =
        switch (program) {
          case Programs.Target.Asset(_, AssetId asset) -> {
            target = new Target(to, asset);
            View pool = asset.isShares() ? ofPools.get(selector.get()) : null;
            yield pool != null ? pool : ofAssets.get(selector.get());
          }
          case Programs.Target.Other(SystemAddress.Kind kind) ->
              switch (kind) {
                case ROUTER -> ofRouter.get(selector.get());
                case FEE_ACCOUNT -> ofFeeAccount.get(selector.get());
                default -> null;
              };
          case Programs.Target.None _ -> null;
        };
    return found == null
        ? Optional.empty()
        : Optional.of(found.call(new Input(target, data, view, new LedgerState(view))));
  }

  private Bytes name(Input in) {
    in.words(0);
    Target target = in.target();
    return AbiWords.string(
        target.asset().isShares()
            ? "Braid pool %s/%s".formatted(symbolOf(target.token0()), symbolOf(target.token1()))
            : target.token0() == 0 ? "Ether" : programs.token(target.token0()).name());
  }

  private Bytes symbol(Input in) {
    in.words(0);
    Target target = in.target();
    return AbiWords.string(
        target.asset().isShares()
            ? "%s-%s".formatted(symbolOf(target.token0()), symbolOf(target.token1()))
            : symbolOf(target.token0()));
  }

  private String symbolOf(long token) {
    return token == 0 ? "ETH" : programs.token(token).symbol();
  }

  private Bytes decimals(Input in) {
    in.words(0);
    Target target = in.target();
    if (target.asset().isShares() || target.token0() == 0) {
      return AbiWords.words(DECIMALS);
    }
    Token token = programs.token(target.token0());
    return AbiWords.words(Word.of(token.decimals()));
  }

  private Bytes totalSupply(Input in) {
    in.words(0);
    return AbiWords.words(in.state().supply(in.target().asset(), in.target().address()));
  }

  /** A pool's balance is its reserve, with whatever a deposit brought to its address. */
  private Bytes balanceOf(Input in) {
    Address owner = in.address(1, 0);
    AssetId asset = in.target().asset();
    BigInteger balance = LedgerState.toBigInteger(in.state().balance(owner, asset));
    if (programs.at(owner, in.view().tokenCount())
            instanceof Programs.Target.Asset(_, AssetId shares)
        && shares.isShares()
        && !asset.isShares()) {
      boolean first = asset.number() == shares.number() >>> 32 << 32;
      if (first || asset.number() == shares.number() << 32) {
        balance = balance.add(in.state().pool(owner, shares).reserve(first));
      }
    }
    return AbiWords.words(AbiWords.word(balance));
  }

  private Bytes allowance(Input in) {
    return AbiWords.words(
        in.state().allowance(in.address(2, 0), in.address(2, 1), in.target().asset()));
  }

  private Bytes getReserves(Input in) {
    in.words(0);
    LedgerState.Pool pool = in.state().pool(in.target().address(), in.target().asset());
    return AbiWords.words(pool.reserve0(), pool.reserve1(), Word.of(pool.priceTimeSeconds()));
  }

  private Bytes address(Input in, long token) {
    in.words(0);
    return AbiWords.words(programs.addressOf(token).word());
  }

  private Bytes collector(Input in) {
    in.words(0);
    Word account = in.target().address().word();
    return AbiWords.words(
        in.view().cell(LedgerState.packed(CellKind.COLLECTOR, 0, account, AssetId.ETH)));
  }

  /** The pool's address, whether it holds anything or not; 0 if there can be none. */
  private Bytes getPair(Input in) {
    Optional<AssetId> shares = shares(in, in.address(2, 0), in.address(2, 1));
    return AbiWords.words(shares.map(it -> Programs.poolOf(it).word()).orElse(Word.ZERO));
  }

  private Bytes quote(Input in) {
    List<Word> words = in.words(3);
    BigInteger amount = positive(words.get(0), "insufficient amount");
    BigInteger reserveA = positive(words.get(1), "insufficient liquidity");
    BigInteger reserveB = positive(words.get(2), "insufficient liquidity");
    return result(amount.multiply(reserveB).divide(reserveA));
  }

  private Bytes getAmountOut(Input in) {
    List<Word> words = in.words(3);
    return result(
        amountOut(
            positive(words.get(0), "insufficient input amount"),
            positive(words.get(1), "insufficient liquidity"),
            positive(words.get(2), "insufficient liquidity")));
  }

  /** Words: amount, offset of the path, its length, its two addresses. */
  private Bytes getAmountsOut(Input in) {
    if (in.data().size() >= AbiWords.SELECTOR_BYTES + 3 * 32
        && in.data().size() != AbiWords.SELECTOR_BYTES + 5 * 32) {
      throw new RevertException("the path of a swap is not of two tokens");
    }
    List<Word> words = in.words(5);
    if (!words.get(1).equals(Word.of(2 * 32)) || !words.get(2).equals(Word.of(2))) {
      throw Input.malformed();
    }
    Address tokenIn = in.address(5, 3);
    AssetId shares =
        shares(in, tokenIn, in.address(5, 4))
            .orElseThrow(() -> new RevertException("the tokens are not two that are known"));
    LedgerState.Pool pool = in.state().pool(Programs.poolOf(shares), shares);
    boolean isFirst = programs.addressOf(shares.number() >>> 32).equals(tokenIn);
    BigInteger out =
        amountOut(
            positive(words.get(0), "insufficient input amount"),
            positive(isFirst ? pool.reserve0() : pool.reserve1(), "insufficient liquidity"),
            positive(isFirst ? pool.reserve1() : pool.reserve0(), "insufficient liquidity"));
    return AbiWords.array(words.get(0), AbiWords.word(out));
  }

  private Optional<AssetId> shares(Input in, Address a, Address b) {
    Optional<AssetId> assetA = programs.tokenAsset(a, in.view().tokenCount());
    Optional<AssetId> assetB = programs.tokenAsset(b, in.view().tokenCount());
    if (assetA.isEmpty() || assetB.isEmpty() || assetA.equals(assetB)) {
      return Optional.empty();
    }
    long tokenA = assetA.get().number() >>> 32;
    long tokenB = assetB.get().number() >>> 32;
    return Optional.of(AssetId.shares(Math.min(tokenA, tokenB), Math.max(tokenA, tokenB)));
  }

  /** What a swap gives, 0.3 % of the input staying with the pool. */
  private static BigInteger amountOut(BigInteger in, BigInteger reserveIn, BigInteger reserveOut) {
    BigInteger taxed = in.multiply(FEE_NUMERATOR);
    return taxed.multiply(reserveOut).divide(reserveIn.multiply(FEE_DENOMINATOR).add(taxed));
  }

  private static BigInteger positive(Word word, String orElse) {
    if (word.equals(Word.ZERO)) {
      throw new RevertException(orElse);
    }
    return LedgerState.toBigInteger(word);
  }

  private static Bytes result(BigInteger value) {
    if (value.bitLength() > 256) {
      throw new RevertException("the result has more than 256 bits");
    }
    return AbiWords.words(AbiWords.word(value));
  }
}
