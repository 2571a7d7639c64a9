package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Words;
import io.braid.protocol.ledger.CallTest.Resolving;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Call data that is not the one canonical encoding of a function that stands at the address. */
class CallDataTest {

  private static final int SELECTOR = 4;
  private static final int WORD = 32;

  private final Resolving resolving = new Resolving();

  private static List<BigInteger> words(LedgerFunction function) {
    return new ArrayList<>(function.words(CallTest.SENDER, CallTest.RECEIVER));
  }

  private static byte[] encode(LedgerFunction function, List<BigInteger> words) {
    return Workload.call(function.signature, words.toArray(BigInteger[]::new));
  }

  private Refusal resolve(LedgerFunction function, byte[] data) {
    return resolving.resolve(function.address(), BigInteger.ZERO, data);
  }

  private Refusal resolve(LedgerFunction function, List<BigInteger> words) {
    return resolve(function, encode(function, words));
  }

  /** Every length but the right one, up to two words more. */
  @ParameterizedTest
  @EnumSource
  void dataOfAnotherLength(LedgerFunction function) {
    byte[] data = encode(function, words(function));
    for (int length = 0; length <= data.length + 2 * WORD; length++) {
      Refusal expected = length < SELECTOR ? Refusal.UNKNOWN_FUNCTION : Refusal.MALFORMED_CALL_DATA;
      int bytes = length;
      assertEquals(
          length == data.length ? null : expected,
          resolve(function, Arrays.copyOf(data, length)),
          () -> bytes + " bytes of " + data.length);
    }
  }

  /** Each bit above an address, of each address. */
  @ParameterizedTest
  @EnumSource
  void addressOverAHundredAndSixtyBits(LedgerFunction function) {
    for (int place : addresses(function)) {
      for (int bit = 160; bit < 256; bit++) {
        List<BigInteger> words = words(function);
        words.set(place, words.get(place).setBit(bit));
        String name = "word " + place + ", bit " + bit;
        assertEquals(Refusal.MALFORMED_CALL_DATA, resolve(function, words), name);
      }
    }
  }

  private static List<Integer> addresses(LedgerFunction function) {
    String arguments = function.signature.substring(function.signature.indexOf('(') + 1);
    List<String> types = List.of(arguments.replace(")", "").split(",", -1));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).equals("address")) {
        places.add(i);
      }
    }
    if (function.pathAt >= 0) {
      places.addAll(List.of(function.pathAt + 1, function.pathAt + 2));
    }
    return places;
  }

  /** An amount, a minimum and a deadline may be any word. */
  @ParameterizedTest
  @EnumSource
  void numbersAreAnyWord(LedgerFunction function) {
    List<Integer> addresses = addresses(function);
    List<BigInteger> words = words(function);
    for (int i = 0; i < words.size(); i++) {
      boolean isOfPath =
          function.pathAt >= 0 && (i >= function.pathAt || isPathOffset(function, i));
      if (!addresses.contains(i) && !isOfPath) {
        words.set(i, Words.MAX);
      }
    }
    assertEquals(null, resolve(function, words));
  }

  private static boolean isPathOffset(LedgerFunction function, int place) {
    return place == pathOffsetAt(function);
  }

  private static int pathOffsetAt(LedgerFunction function) {
    return function == LedgerFunction.SWAP_ETH_FOR_TOKENS ? 1 : 2;
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "SWAP_.*")
  void offsetOfThePathIsCanonical(LedgerFunction function) {
    BigInteger canonical = words(function).get(pathOffsetAt(function));
    List<BigInteger> others = new ArrayList<>(Words.boundaries(0, 1, 5, 8, 31, 32, 63, 64, 255));
    for (int bit = 0; bit < 256; bit++) {
      others.add(canonical.flipBit(bit));
    }
    for (int distance : new int[] {-64, -32, -4, -1, 1, 4, 32, 64}) {
      others.add(canonical.add(BigInteger.valueOf(distance)));
    }
    others.remove(canonical);
    for (BigInteger offset : others) {
      List<BigInteger> words = words(function);
      words.set(pathOffsetAt(function), offset);
      assertEquals(Refusal.MALFORMED_CALL_DATA, resolve(function, words), offset::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "4", "9", "64"})
  void pathOfAnotherLength(int length) {
    for (LedgerFunction function : swaps()) {
      List<BigInteger> words = words(function).subList(0, function.pathAt + 1);
      words.set(function.pathAt, BigInteger.valueOf(length));
      for (int i = 0; i < length; i++) {
        words.add(Addresses.named(i % 4));
      }
      assertEquals(Refusal.UNSUPPORTED_PATH, resolve(function, words), function::name);
      // Each of its addresses is read: the data is canonical or it is not.
      for (int i = 0; i < length; i++) {
        List<BigInteger> dirty = new ArrayList<>(words);
        int place = function.pathAt + 1 + i;
        dirty.set(place, dirty.get(place).setBit(160));
        assertEquals(Refusal.MALFORMED_CALL_DATA, resolve(function, dirty), function::name);
      }
    }
  }

  private static List<LedgerFunction> swaps() {
    return Arrays.stream(LedgerFunction.values()).filter(f -> f.pathAt >= 0).toList();
  }

  /** A length that does not say how many addresses follow, huge ones among them. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "SWAP_.*")
  void lengthOfThePathIsThatOfTheData(LedgerFunction function) {
    List<BigInteger> lengths = new ArrayList<>(Words.allBoundaries());
    for (int bit = 2; bit < 256; bit++) {
      lengths.add(BigInteger.TWO.setBit(bit));
    }
    // Lengths whose bytes pass 2^64 and end where the data does.
    lengths.add(BigInteger.ONE.shiftLeft(59).add(BigInteger.TWO));
    lengths.add(BigInteger.ONE.shiftLeft(251).add(BigInteger.TWO));
    lengths.remove(BigInteger.TWO);
    for (BigInteger length : lengths) {
      if (!length.equals(BigInteger.TWO)) {
        List<BigInteger> words = words(function);
        words.set(function.pathAt, length);
        assertEquals(Refusal.MALFORMED_CALL_DATA, resolve(function, words), length::toString);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SWAP_ETH_FOR_TOKENS, 1, 2",
    "SWAP_ETH_FOR_TOKENS, 1, 0",
    "SWAP_TOKENS_FOR_ETH, 1, 2",
    "SWAP_TOKENS_FOR_ETH, 0, 1"
  })
  void ethInTheWrongPlace(LedgerFunction function, int in, int out) {
    List<BigInteger> words = words(function);
    words.set(function.pathAt + 1, Addresses.named(in));
    words.set(function.pathAt + 2, Addresses.named(out));
    assertEquals(Refusal.UNSUPPORTED_PATH, resolve(function, words));
    // It comes before a token that is not known.
    words.set(function.pathAt + 1, BigInteger.TEN);
    words.set(function.pathAt + 2, BigInteger.TEN);
    assertEquals(Refusal.UNSUPPORTED_PATH, resolve(function, words));
  }

  /** Neither pool shares nor any other system address but the facade is a token. */
  @Test
  void onlyTokensAndTheFacadeNameTokens() {
    List<BigInteger> noTokens =
        List.of(
            BigInteger.ZERO,
            CallTest.SENDER,
            Addresses.pool(1, 2),
            Addresses.router(),
            Addresses.bridge(),
            Addresses.feeAccount(0),
            Addresses.facade().add(BigInteger.ONE),
            Addresses.token(4),
            Addresses.token(1).add(BigInteger.ONE));
    for (LedgerFunction function : LedgerFunction.values()) {
      for (BigInteger noToken : noTokens) {
        if (function.tokenAt >= 0) {
          List<BigInteger> words = words(function);
          // The path of the variants with ETH has ETH in one of its places.
          int place =
              function == LedgerFunction.SWAP_ETH_FOR_TOKENS
                  ? function.pathAt + 2
                  : function.tokenAt;
          words.set(place, noToken);
          assertEquals(Refusal.UNKNOWN_TOKEN, resolve(function, words), function::name);
        }
      }
    }
  }

  /** Which functions stand at which address; everything else is unknown there. */
  @Test
  void functionsOfEachAddress() {
    TreeMap<BigInteger, List<Operation>> offered = new TreeMap<>();
    List<Operation> ofToken =
        List.of(Operation.TRANSFER, Operation.APPROVE, Operation.TRANSFER_FROM);
    List<Operation> ofRouter =
        List.of(Operation.ADD_LIQUIDITY, Operation.REMOVE_LIQUIDITY, Operation.SWAP);
    offered.put(Addresses.token(1), ofToken);
    offered.put(Addresses.pool(1, 2), ofToken);
    offered.put(Addresses.facade(), ofToken);
    offered.put(Addresses.bridge(), List.of(Operation.WITHDRAW));
    offered.put(Addresses.feeAccount(3), List.of(Operation.SWEEP));
    offered.put(Addresses.router(), ofRouter);
    offered.forEach((to, operations) -> {
      for (LedgerFunction function : LedgerFunction.values()) {
        byte[] data = encode(function, words(function));
        assertEquals(
            operations.contains(function.operation) ? null : Refusal.UNKNOWN_FUNCTION,
            resolving.resolve(to, BigInteger.ZERO, data),
            () -> function + " at " + to.toString(16));
      }
      for (int length = 0; length < SELECTOR; length++) {
        byte[] data = Arrays.copyOf(new byte[] {(byte) 0xa9, 5, (byte) 0x9c}, length);
        assertEquals(Refusal.UNKNOWN_FUNCTION, resolving.resolve(to, BigInteger.ZERO, data));
      }
    });
  }

  @Test
  void noProgramAtAnAddress() {
    List<BigInteger> nothing =
        List.of(
            Addresses.feeAccount(4),
            Addresses.feeAccount(0xffff),
            Addresses.pool(1, 4),
            Addresses.pool(0, 4),
            Addresses.pool(4, 5),
            Addresses.pool(1, 2).flipBit(0),
            Addresses.router().add(BigInteger.ONE),
            Addresses.facade().add(BigInteger.ONE.shiftLeft(16)));
    for (BigInteger to : nothing) {
      // Not even without data: nothing is paid to a program address.
      for (byte[] data :
          List.of(
              new byte[0],
              new byte[4],
              encode(LedgerFunction.TRANSFER, words(LedgerFunction.TRANSFER)))) {
        assertEquals(Refusal.NO_PROGRAM_AT_ADDRESS, resolving.resolve(to, BigInteger.ZERO, data));
      }
    }
    for (BigInteger to : List.of(CallTest.RECEIVER, BigInteger.ZERO, Addresses.token(4))) {
      assertEquals(null, resolving.resolve(to, BigInteger.ZERO, new byte[0]));
      for (int length = 1; length <= 8; length++) {
        assertEquals(
            Refusal.NO_PROGRAM_AT_ADDRESS,
            resolving.resolve(to, BigInteger.ZERO, new byte[length]));
      }
    }
  }
}
