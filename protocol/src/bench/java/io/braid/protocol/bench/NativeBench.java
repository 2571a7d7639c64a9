package io.braid.protocol.bench;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Interpreter;
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
 * The ledger's programs over the cells of a million accounts: ETH transfers with nonce, fee by the
 * rule of EIP-1559 and record of changes, between random accounts, each bundle of 200 a record.
 *
 * <p>Without signature, decoding and the writing of diffs: {@link HandleBench} has the last two.
 */
@State(Scope.Benchmark)
public class NativeBench extends SingleShot {

  private static final int BUNDLE = 200;

  private Accounts accounts;
  private CellTable cells;
  private StepContext context;
  private ProgramRunner compiled;
  private ProgramRunner interpreter;
  private Program program;
  private int[] nonces;
  private SplittableRandom random;

  /** Funds the accounts. */
  @Setup
  public void fund() {
    accounts = new Accounts(ACCOUNTS);
    cells = new CellTable(ACCOUNTS + 16, SingleShot.TABLE_SEED);
    accounts.fund(cells, 0);
    context = new StepContext(cells);
    ProgramSet programs = LedgerPrograms.build();
    compiled = new NativeRunner(programs);
    interpreter = new Interpreter();
    program = programs.byId(LedgerPrograms.programOf(Operation.ETH_TRANSFER, 0));
    nonces = new int[ACCOUNTS];
    random = new SplittableRandom(7);
    long[] fields = context.fields();
    SystemAddress.feeAccount(0, fields, Field.FEE_ACCOUNT.at());
    Word256.set(fields, Field.BASE_FEE.at(), 7);
    Word256.set(fields, Field.MAX_FEE.at(), 100);
    Word256.set(fields, Field.MAX_PRIORITY_FEE.at(), 1);
    Word256.set(fields, Field.GAS_LIMIT.at(), Operation.ETH_TRANSFER.gas());
  }

  private long transfer(ProgramRunner runner) {
    long done = 0;
    long[] fields = context.fields();
    for (int i = 0; i < TRANSFERS; i++) {
      if (i % BUNDLE == 0) {
        cells.beginRecord();
      }
      int sender = random.nextInt(ACCOUNTS);
      int receiver = random.nextInt(ACCOUNTS);
      Word256.copy(accounts.addresses(), Accounts.at(sender), fields, Field.SENDER.at());
      Word256.copy(accounts.addresses(), Accounts.at(receiver), fields, Field.ARGUMENT_0.at());
      Word256.set(fields, Field.NONCE.at(), nonces[sender]);
      Word256.set(fields, Field.VALUE.at(), i & 0xffff);
      runner.run(program, context);
      if (context.refusal() != 0 || context.code() != 0) {
        throw new IllegalStateException("a transfer of the benchmark does not succeed");
      }
      nonces[sender]++;
      done++;
    }
    return done;
  }

  /** As shards run it. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long compiledTransfers() {
    return transfer(compiled);
  }

  /** As the definition runs it. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long interpretedTransfers() {
    return transfer(interpreter);
  }
}
