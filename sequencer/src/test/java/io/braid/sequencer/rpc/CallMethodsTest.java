package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.MemoryChain.ALICE;
import static io.braid.sequencer.rpc.MemoryChain.BOB;
import static io.braid.sequencer.rpc.MemoryChain.GOLD;
import static io.braid.sequencer.rpc.MemoryChain.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, estimates and what is filled in. The pool holds 1,000,000 wei and 2,000,000 of gold. */
class CallMethodsTest {

  private static final String SWAP =
      "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)";

  private final MemoryChain chain = new MemoryChain();
  private final Requests requests = new Requests(chain.rpc(chain.table()));

  private static String word(Object value) {
    return switch (value) {
      case Address address -> Hex.data(address.word()).substring(2);
      case Number number -> Hex.data(AbiWords.word(new BigInteger(number.toString()))).substring(2);
      default -> throw new IllegalArgumentException(String.valueOf(value));
    };
  }

  private static String data(String function, Object... words) {
    StringBuilder data = new StringBuilder("0x");
    data.append(String.format("%08x", AbiWords.selector(function)));
    for (Object word : words) {
      data.append(word(word));
    }
    return data.toString();
  }

  private static String call(Address to, String data) {
    return "{'from':'%s','to':'%s','data':'%s'}".formatted(ALICE, to, data);
  }

  private static String words(Object... words) {
    StringBuilder text = new StringBuilder("'0x");
    for (Object word : words) {
      text.append(word(word));
    }
    return text.append('\'').toString();
  }

  private static String string(String text) {
    return "'" + AbiWords.string(text) + "'";
  }

  static Stream<Arguments> results() {
    Address facade = Programs.facade();
    Address router = Programs.router();
    return Stream.of(
        Arguments.of(GOLD, data("name()"), string("Gold")),
        Arguments.of(GOLD, data("symbol()"), string("GLD")),
        Arguments.of(GOLD, data("decimals()"), words(18)),
        Arguments.of(MemoryChain.SILVER, data("decimals()"), words(6)),
        Arguments.of(GOLD, data("totalSupply()"), words(1_000L + (1L << 32))),
        Arguments.of(GOLD, data("balanceOf(address)", ALICE), words(1_000_000_000_000_000_000L)),
        Arguments.of(GOLD, data("balanceOf(address)", BOB), words(0)),
        Arguments.of(GOLD, data("balanceOf(address)", POOL), words(2_000_000)),
        Arguments.of(facade, data("balanceOf(address)", POOL), words(1_000_000)),
        Arguments.of(facade, data("name()"), string("Ether")),
        Arguments.of(facade, data("symbol()"), string("ETH")),
        Arguments.of(facade, data("allowance(address,address)", BOB, ALICE), words(7)),
        Arguments.of(POOL, data("name()"), string("Braid pool ETH/GLD")),
        Arguments.of(POOL, data("symbol()"), string("ETH-GLD")),
        Arguments.of(POOL, data("totalSupply()"), words(1_000_000)),
        Arguments.of(POOL, data("balanceOf(address)", ALICE), words(5_000)),
        Arguments.of(POOL, data("getReserves()"), words(1_000_000, 2_000_000, 1_000)),
        Arguments.of(POOL, data("token0()"), words(facade)),
        Arguments.of(POOL, data("token1()"), words(GOLD)),
        Arguments.of(router, data("WETH()"), words(facade)),
        Arguments.of(router, data("getPair(address,address)", GOLD, facade), words(POOL)),
        Arguments.of(router, data("getPair(address,address)", GOLD, BOB), words(0)),
        Arguments.of(router, data("quote(uint256,uint256,uint256)", 10, 100, 200), words(20)),
        Arguments.of(
            router,
            data("getAmountsOut(uint256,address[])", 1_000, 64, 2, facade, GOLD),
            words(32, 2, 1_000, 1_992)),
        Arguments.of(
            router,
            data(SWAP, 1_000, 1, 160, ALICE, 9_999, 2, facade, GOLD),
            words(32, 2, 1_000, 1_992)),
        Arguments.of(
            router,
            data(SWAP, 1_000, 1, 160, BOB, 9_999, 2, GOLD, facade),
            words(32, 2, 1_000, 498)),
        Arguments.of(
            router,
            data(
                "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
                GOLD,
                facade,
                2_000,
                1_500,
                0,
                0,
                ALICE,
                9_999),
            words(2_000, 1_000, 1_000)),
        Arguments.of(
            router,
            data(
                "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
                GOLD,
                facade,
                500,
                0,
                0,
                BOB,
                9_999),
            words(1_000, 500)),
        Arguments.of(GOLD, data("transfer(address,uint256)", BOB, 5), words(1)),
        Arguments.of(GOLD, data("approve(address,uint256)", BOB, 5), words(1)),
        Arguments.of(BOB, "0x", "'0x'"),
        Arguments.of(BOB, "0x12345678", "'0x'"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void callReturns(Address to, String data, String expected) {
    assertEquals(expected, requests.result("eth_call", call(to, data) + ",'latest'"));
  }

  static Stream<Arguments> reverts() {
    return Stream.of(
        Arguments.of(
            GOLD,
            data("transfer(address,uint256)", BOB, 2_000_000_000_000_000_000L),
            "transfer amount exceeds balance"),
        Arguments.of(
            GOLD,
            data("transferFrom(address,address,uint256)", BOB, ALICE, 1),
            "insufficient allowance"),
        Arguments.of(
            GOLD,
            data("transfer(address,uint256)", POOL, 1),
            "the recipient is a program address, which nothing can be paid to"),
        Arguments.of(
            GOLD,
            data("supportsInterface(bytes4)", 1),
            "the program has no function with this selector"),
        Arguments.of(
            GOLD,
            data("balanceOf(address)"),
            "call data is not the canonical encoding of the arguments"),
        Arguments.of(
            Programs.router(),
            data(SWAP, 1_000, 1, 160, ALICE, 1_002, 2, Programs.facade(), GOLD),
            "deadline has passed"),
        Arguments.of(
            Programs.router(),
            data(SWAP, 1_000, 1_993, 160, ALICE, 9_999, 2, Programs.facade(), GOLD),
            "insufficient output amount"));
  }

  @ParameterizedTest
  @MethodSource("reverts")
  void callAndEstimateRevertWithTheReason(Address to, String data, String reason) {
    String expected =
        "'error':{'code':3,'message':'execution reverted: %s','data':'%s'}"
            .formatted(reason, AbiWords.error(reason));
    assertEquals(expected, requests.call("eth_call", call(to, data)));
    if (!data.startsWith(data("balanceOf(address)"))) {
      assertEquals(expected, requests.call("eth_estimateGas", call(to, data)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eth_call", "eth_estimateGas", "eth_createAccessList", "eth_fillTransaction"})
  void creationOfAContractRevertsWithWhatThereIsInstead(String method) {
    String reason =
        "contract creation not supported: Braid runs a fixed set of programs (payments, ERC-20"
            + " tokens, pools, a bridge), so a transaction needs a recipient";
    assertEquals(
        "'error':{'code':3,'message':'execution reverted: %s','data':'%s'}"
            .formatted(reason, AbiWords.error(reason)),
        requests.call(method, "{'data':'0x6000'}"));
  }

  @Test
  void errorDataIsThatOfSolidity() {
    assertEquals(
        "0x08c379a0"
            + "0".repeat(62)
            + "20"
            + "0".repeat(63)
            + "a"
            + "75736572206572726f72"
            + "0".repeat(44),
        AbiWords.error("user error").toString());
  }

  static Stream<Arguments> estimates() {
    return Stream.of(
        Arguments.of("{'from':'%s','to':'%s','value':'0x5'}".formatted(ALICE, BOB), "'0x5208'"),
        Arguments.of(call(GOLD, data("transfer(address,uint256)", BOB, 5)), "'0xc350'"),
        Arguments.of(
            "{'from':'%s','to':'%s','accessList':[{'address':'%s','storageKeys':[]}]}"
                .formatted(ALICE, BOB, BOB),
            "'0x5b68'"));
  }

  @ParameterizedTest
  @MethodSource("estimates")
  void estimateIsWhatATransactionNeeds(String call, String expected) {
    assertEquals(expected, requests.result("eth_estimateGas", call));
    assertEquals(
        "{'accessList':[],'gasUsed':" + expected + "}",
        requests.result("eth_createAccessList", call));
  }

  static Stream<Arguments> refused() {
    String head = "{'from':'" + ALICE + "','to':'" + BOB + "',";
    return Stream.of(
        Arguments.of(
            head + "'value':'0xffffffffffffffffff'}", "insufficient funds for gas * price + value"),
        Arguments.of(
            "{'from':'%s','to':'%s','gasPrice':'0x9999'}".formatted(BOB, ALICE),
            "insufficient funds for gas * price + value"),
        Arguments.of(head + "'gasPrice':'0x1'}", "max fee per gas less than block base fee"),
        Arguments.of(head + "'gas':'0x1'}", "gas required exceeds allowance (1)"),
        Arguments.of(
            head + "'gasPrice':'0x1','maxFeePerGas':'0x1'}",
            "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified"),
        Arguments.of(
            head + "'maxPriorityFeePerGas':'0x2','maxFeePerGas':'0x1'}",
            "max priority fee per gas higher than max fee per gas"),
        Arguments.of(
            head + "'data':'0x00','input':'0x01'}",
            "both \\'data\\' and \\'input\\' are set and not equal. Please use \\'input\\' to pass"
                + " transaction call data"),
        Arguments.of(
            head + "'maxFeePerBlobGas':'0x1'}", "transaction type not supported: 3, with blobs"),
        Arguments.of(
            head + "'authorizationList':[]}",
            "transaction type not supported: 4, with code to set"),
        Arguments.of(head + "'type':'0x7'}", "transaction type not supported"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCouldNotBeSentIsRefused(String call, String message) {
    assertEquals(
        "'error':{'code':-32000,'message':'" + message + "'}",
        requests.call("eth_estimateGas", call));
  }

  @Test
  void aCallNeverSeesStateThatIsGone() {
    assertEquals(
        "'error':{'code':-32000,'message':'historical state of block 0 is not available: the oldest"
            + " kept is that of block 1','data':{'oldestBlock':'0x1'}}",
        requests.call("eth_call", call(GOLD, data("totalSupply()")) + ",'0x0'"));
  }

  @Test
  void fillCompletesATransaction() {
    String expected =
        "{'raw':'0x02e68205390301"
            + "8207d182520894"
            + "b2".repeat(20)
            + "0580c0808080','tx':{'type':'0x2','chainId':'0x539','nonce':'0x3','to':'"
            + BOB
            + "','gas':'0x5208','value':'0x5','input':'0x','maxPriorityFeePerGas':'0x1',"
            + "'maxFeePerGas':'0x7d1','accessList':[]}}";
    assertEquals(
        expected,
        requests.result(
            "eth_fillTransaction", "{'from':'%s','to':'%s','value':'0x5'}".formatted(ALICE, BOB)));
    String legacy =
        requests.result(
            "eth_fillTransaction",
            "{'from':'%s','to':'%s','gasPrice':'0x7d0'}".formatted(ALICE, BOB));
    assertTrue(legacy.contains("'type':'0x0'") && legacy.contains("'gasPrice':'0x7d0'"), legacy);
    assertEquals(
        "'error':{'code':-32000,'message':'chainId does not match node\\u0027s (have=1, want=1337)'}"
            .replace("\\u0027", "'"),
        requests.call("eth_fillTransaction", "{'to':'%s','chainId':'0x1'}".formatted(BOB)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth_call", "eth_estimateGas", "eth_createAccessList"})
  void overridesAreRefused(String method) {
    String call = "{'from':'%s','to':'%s'},'latest',".formatted(ALICE, BOB);
    for (String overrides : List.of("{'0x1':{}}", "[]", "7", "'x'")) {
      assertEquals(
          "'error':{'code':-32602,'message':'invalid argument 2: overrides of state or block are"
              + " not supported'}",
          requests.call(method, call + overrides));
    }
    assertEquals(requests.result(method, call + "null"), requests.result(method, call + "{}"));
  }

  @Test
  void selectorsAreThoseOfSolidity() {
    assertEquals(0xa9059cbb, AbiWords.selector("transfer(address,uint256)"));
    assertEquals(0x70a08231, AbiWords.selector("balanceOf(address)"));
    assertEquals(Word.of(7), AbiWords.word(BigInteger.valueOf(7)));
  }
}
