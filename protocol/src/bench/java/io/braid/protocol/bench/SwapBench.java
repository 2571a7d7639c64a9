package io.braid.protocol.bench;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.StepContext;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Swaps on one shard: 100,000 accounts with ETH and two tokens, over the three pools of those, in
 * both directions. The price step runs whenever the time has moved on, here once in a hundred swaps
 * of the same pool.
 *
 * <p>Without signature, decoding and the writing of diffs, as {@link NativeBench}.
 */
@State(Scope.Benchmark)
public class SwapBench extends SingleShot {

  private static final int SWAPPERS = 100_000;
  private static final int TOKENS = 3;
  private static final long RESERVE = 1L << 58;

  private Accounts accounts;
  private CellTable cells;
  private StepContext context;
  private ProgramRunner runner;
  private Program program;
  private int[] nonces;
  private long seconds = 1_000_000;
  private SplittableRandom random;

  /** Funds accounts and pools. */
  @Setup
  public void fund() {
    accounts = new Accounts(SWAPPERS);
    cells = new CellTable(TOKENS * SWAPPERS + 64, SingleShot.TABLE_SEED);
    for (long token = 0; token < TOKENS; token++) {
      accounts.fund(cells, token << 32);
    }
    for (long token1 = 1; token1 < TOKENS; token1++) {
      for (long token0 = 0; token0 < token1; token0++) {
        fundPool(token0, token1);
      }
    }
    context = new StepContext(cells);
    ProgramSet programs = LedgerPrograms.build();
    runner = new NativeRunner(programs);
    program = programs.byId(LedgerPrograms.programOf(Operation.SWAP, 0));
    nonces = new int[SWAPPERS];
    random = new SplittableRandom(7);
    long[] fields = context.fields();
    SystemAddress.feeAccount(0, fields, Field.FEE_ACCOUNT.at());
    Word256.set(fields, Field.BASE_FEE.at(), 7);
    Word256.set(fields, Field.MAX_FEE.at(), 100);
    Word256.set(fields, Field.GAS_LIMIT.at(), Operation.SWAP.gas());
    Word256.set(fields, Field.ARGUMENT_7.at(), Long.MAX_VALUE);
  }

  private void fundPool(long token0, long token1) {
    long[] words = new long[4 * Word256.LONGS];
    SystemAddress.pool(token0, token1, words, 0);
    words[4] = token0 << 32 | token1;
    put(CellKind.POOL_RESERVES, words, RESERVE, RESERVE);
    put(CellKind.POOL_CLOCK, words, RESERVE, seconds);
    // The price is 1 in UQ112.112.
    put(CellKind.POOL_PRICE, words, 0, 1L << 48);
  }

  private void put(CellKind kind, long[] words, long low, long high) {
    CellKey.pack(kind.code(), 0, words, 0, words, 4, words, 8);
    Word256.clear(words, 12);
    boolean isPrice = kind == CellKind.POOL_PRICE;
    words[12] = low;
    words[isPrice ? 13 : 14] = high;
    cells.put(words, 8, words, 12);
  }

  /** Swaps by random accounts. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long compiledSwaps() {
    long[] fields = context.fields();
    long done = 0;
    for (int i = 0; i < TRANSFERS; i++) {
      if (i % 200 == 0) {
        cells.beginRecord();
      }
      if (i % 300 == 0) {
        seconds++;
        Word256.set(fields, Field.TIME.at(), seconds);
      }
      setCall(fields, random.nextInt(SWAPPERS), 1000 + random.nextInt(1 << 20));
      runner.run(program, context);
      if (context.refusal() != 0 || context.code() != 0) {
        throw new IllegalStateException("a swap of the benchmark does not succeed");
      }
      done++;
    }
    return done;
  }

  private void setCall(long[] fields, int swapper, long amount) {
    long tokenIn = random.nextInt(TOKENS);
    long tokenOut = (tokenIn + 1 + random.nextInt(TOKENS - 1)) % TOKENS;
    long token0 = Math.min(tokenIn, tokenOut);
    long token1 = Math.max(tokenIn, tokenOut);
    Word256.copy(accounts.addresses(), Accounts.at(swapper), fields, Field.SENDER.at());
    Word256.set(fields, Field.NONCE.at(), nonces[swapper]++);
    SystemAddress.pool(token0, token1, fields, Field.ARGUMENT_0.at());
    Word256.set(fields, Field.ARGUMENT_1.at(), token0 << 32 | token1);
    Word256.set(fields, Field.ARGUMENT_2.at(), tokenIn << 32);
    Word256.set(fields, Field.ARGUMENT_3.at(), amount);
    Word256.set(fields, Field.ARGUMENT_4.at(), tokenOut << 32);
    Word256.set(fields, Field.ARGUMENT_5.at(), 1);
    Word256.copy(accounts.addresses(), Accounts.at(swapper), fields, Field.ARGUMENT_6.at());
  }
}
