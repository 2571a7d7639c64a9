package io.braid.protocol.ledger;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.Source;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of messages and events end for every input and every state, whether an honest chain
 * could produce them or not: with a message, or with a code that fits a record, the same by native
 * code and by the interpreter.
 */
class TotalityTest {

  private static final int RANDOM_RUNS = 20_000;

  private static final BigInteger POOL = Addresses.pool(1, 2);
  private static final BigInteger SHARE = Addresses.shares(1, 2);
  private static final BigInteger ACCOUNT = Addresses.user(1, 0);
  private static final long TIME = 1_700_000_000L;

  /** Edges of words, of halves, of reserves, of addresses, of prices and of the locked minimum. */
  private static final List<BigInteger> EDGES =
      new ArrayList<>(
          new TreeSet<>(
              Stream.concat(
                      Words.boundaries(0, 1, 32, 64, 112, 128, 160, 224, 255, 256).stream(),
                      Stream.of(997L, 999L, 1000L, 1001L, TIME - 1, TIME, TIME + 1)
                          .map(BigInteger::valueOf))
                  .toList()));

  /** Cells as they stand before a run: the same value in every place that a program reads. */
  private record Base(
      BigInteger holding,
      BigInteger allowance,
      BigInteger reserves,
      BigInteger clock,
      BigInteger price,
      BigInteger sum) {}

  private static BigInteger join(BigInteger high, BigInteger low) {
    return Cells.join(high, low);
  }

  private static Base pool(BigInteger reserve0, BigInteger reserve1, BigInteger supply) {
    BigInteger price = reserve1.shiftLeft(112).divide(reserve0);
    return new Base(
        supply,
        supply,
        join(reserve1, reserve0),
        join(BigInteger.valueOf(TIME - 10), supply),
        price,
        ZERO);
  }

  private static final BigInteger RESERVE_MAX = ONE.shiftLeft(112).subtract(ONE);
  private static final BigInteger HALF = ONE.shiftLeft(128).subtract(ONE);

  private static final List<Base> BASES =
      List.of(
          new Base(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO),
          pool(BigInteger.valueOf(1001), ONE, BigInteger.valueOf(1001)),
          pool(BigInteger.TEN.pow(21), BigInteger.TEN.pow(18), BigInteger.TEN.pow(21)),
          pool(RESERVE_MAX, RESERVE_MAX, HALF),
          // Hostile from here on: no chain has such cells.
          new Base(Words.MAX, Words.MAX, Words.MAX, Words.MAX, Words.MAX, Words.MAX),
          new Base(HALF, ONE, join(HALF, ZERO), join(ZERO, HALF), ZERO, Words.MAX),
          new Base(HALF, ONE, join(ZERO, HALF), join(HALF, ONE), Words.MAX, ONE),
          new Base(ZERO, Words.MAX, join(ONE, ONE), join(ZERO, ZERO), ONE, Words.MAX),
          new Base(ONE, ZERO, ZERO, join(ZERO, HALF), ZERO, ZERO));

  static Stream<Program> programs() {
    return ProgramRig.PROGRAMS.programs().stream()
        .filter(program -> program.source() != Source.TRANSACTION);
  }

  private static ProgramRig rig(Base base) {
    ProgramRig rig = new ProgramRig();
    for (BigInteger owner : List.of(ACCOUNT, POOL)) {
      for (BigInteger asset : List.of(ZERO, Addresses.asset(1), Addresses.asset(2), SHARE)) {
        rig.put(CellKind.HOLDING, 0, owner, asset, base.holding());
      }
      rig.put(CellKind.COLLECTOR, 0, owner, ZERO, ACCOUNT);
    }
    rig.put(CellKind.POOL_RESERVES, 0, POOL, SHARE, base.reserves());
    rig.put(CellKind.POOL_CLOCK, 0, POOL, SHARE, base.clock());
    rig.put(CellKind.POOL_PRICE, 0, POOL, SHARE, base.price());
    rig.put(CellKind.POOL_CUMULATIVE, 0, POOL, SHARE, base.sum());
    rig.put(CellKind.POOL_CUMULATIVE, 1, POOL, SHARE, base.sum());
    rig.put(Allowances.key(ACCOUNT, ACCOUNT, Addresses.asset(1)), base.allowance());
    return rig;
  }

  /** Inputs that let the program succeed where the cells allow it. */
  private static void setUsual(ProgramRig rig, Program program) {
    boolean isOfPool = usesPool(program);
    rig.set(Field.ORIGIN, 7).set(Field.TIME, TIME).set(Field.BASE_FEE, 9);
    rig.set(Field.SENDER, ACCOUNT).set(Field.PAYEE, ACCOUNT).set(Field.CODE, 0);
    rig.set(Field.OWNER, isOfPool ? POOL : ACCOUNT);
    rig.set(Field.ASSET_1, Addresses.asset(1)).set(Field.AMOUNT_1, 10_000);
    rig.set(Field.ASSET_2, Addresses.asset(2)).set(Field.AMOUNT_2, 10_000);
    for (Field word : WORDS) {
      rig.set(word, ZERO);
    }
    switch (program.name()) {
      case "pull", "pull-remote" ->
          rig.set(Field.WORD_0, Addresses.asset(1))
              .set(Field.WORD_1, 5)
              .set(Field.WORD_2, Addresses.user(2, 0));
      case "sweep", "sweep-remote" -> rig.set(Field.OWNER, POOL).set(Field.WORD_0, ACCOUNT);
      case "add-liquidity" -> rig.set(Field.WORD_0, SHARE).set(Field.WORD_3, TIME);
      case "swap" ->
          rig.set(Field.WORD_0, SHARE)
              .set(Field.WORD_1, Addresses.asset(2))
              .set(Field.WORD_3, ACCOUNT)
              .set(Field.WORD_4, TIME);
      case "remove-liquidity", "exit-shares" ->
          rig.set(Field.ASSET_1, SHARE)
              .set(Field.WORD_0, Addresses.asset(1))
              .set(Field.WORD_1, Addresses.asset(2))
              .set(Field.WORD_4, ACCOUNT)
              .set(Field.WORD_5, TIME);
      case "forced-exit-shares" -> rig.set(Field.ASSET_1, SHARE).set(Field.WORD_0, POOL);
      default -> {}
    }
  }

  private static final List<Field> WORDS =
      List.of(Field.WORD_0, Field.WORD_1, Field.WORD_2, Field.WORD_3, Field.WORD_4, Field.WORD_5);

  private static boolean usesPool(Program program) {
    return program.steps().stream()
        .anyMatch(step -> step.opcode().name().equals("READ") && step.number() == 3);
  }

  /** A code is a byte of a message; every other input is any word here. */
  private static boolean canBe(Field field, BigInteger value) {
    return field != Field.CODE || value.bitLength() <= 8;
  }

  /** Else the runs below would only show how the programs fail. */
  @ParameterizedTest
  @MethodSource("programs")
  void usualInputsSucceed(Program program) {
    ProgramRig rig = rig(BASES.get(2));
    setUsual(rig, program);
    rig.run(program);
    assertEquals(null, rig.failure());
    assertTrue(!rig.changes().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyEdgeOfEveryInput(Program program) {
    for (Base base : BASES) {
      ProgramRig rig = rig(base);
      for (Field field : program.inputs()) {
        for (BigInteger edge : EDGES) {
          if (canBe(field, edge)) {
            setUsual(rig, program);
            rig.set(field, edge);
            assertEnds(rig, program, () -> field + " = " + edge.toString(16) + " on " + base);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void randomCombinations(Program program) {
    Seeds.run(
        "totality of " + program.name(),
        seed -> {
          Random random = new Random(seed);
          for (int round = 0; round < 100; round++) {
            Base base = base(random);
            ProgramRig rig = rig(base);
            for (int run = 0; run < RANDOM_RUNS / 100; run++) {
              setUsual(rig, program);
              for (Field field : program.inputs()) {
                BigInteger value = random.nextInt(3) == 0 ? edge(random) : null;
                if (value != null && canBe(field, value)) {
                  rig.set(field, value);
                }
              }
              assertEnds(rig, program, base::toString);
            }
          }
        });
  }

  private static Base base(Random random) {
    if (random.nextInt(3) == 0) {
      return BASES.get(random.nextInt(BASES.size()));
    }
    return new Base(
        edge(random), edge(random), edge(random), edge(random), edge(random), edge(random));
  }

  private static BigInteger edge(Random random) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> EDGES.get(random.nextInt(EDGES.size()));
      case 2 -> Words.random(random);
      default -> join(half(random), half(random));
    };
  }

  private static BigInteger half(Random random) {
    return new BigInteger(random.nextInt(129), random);
  }

  private static void assertEnds(ProgramRig rig, Program program, Supplier<String> name) {
    rig.run(program);
    assertEquals(0, rig.refusal(), name);
    if (rig.emitted() == null) {
      assertTrue(rig.code() >= 0 && rig.code() < 256, () -> name.get() + ": " + rig.code());
    } else {
      BigInteger code = rig.message(Field.CODE);
      assertTrue(code.bitLength() <= 8, () -> name.get() + ": " + code);
    }
    rig.undo();
  }
}
