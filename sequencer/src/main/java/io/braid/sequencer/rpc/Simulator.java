package io.braid.sequencer.rpc;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.StepContext;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.StateView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what an operation would do, by running the ledger's own program over the cells of a state.
 *
 * <p>It runs the shape in which all steps are one program, whatever the shards: with nothing else
 * happening in between, the steps of a chain have the same effects and the same code.
 */
final class Simulator {

  /**
   * What the operation would do.
   *
   * @param refusal code of a {@link io.braid.protocol.transaction.Refusal}, or 0
   * @param failure code of a {@link io.braid.protocol.ledger.Failure}, or 0
   * @param logs that it would write
   */
  record Simulated(int refusal, int failure, List<Log> logs) {}

  /** A log as a program writes it. */
  record Log(int template, List<Word> operands) {}

  /**
   * What the sender offers for gas.
   *
   * @param baseFee 0 where nothing is offered: then the fee is not looked at
   */
  record Price(long baseFee, Word maxFee, Word maxPriorityFee) {
    static final Price NONE = new Price(0, Word.ZERO, Word.ZERO);
  }

  /** A call has fewer cells. */
  private static final int CELLS = 16;

  private final ProgramSet programs;
  private final ShardCount shards;
  private final long seed;

  /** {@code seed} hides the order of a table of cells from those who choose addresses. */
  Simulator(ProgramSet programs, ShardCount shards, long seed) {
    this.programs = programs;
    this.shards = shards;
    this.seed = seed;
  }

  Simulated run(
      StateView state, ChainBlock block, Address sender, Word value, Price price, Call call) {
    Word feeAccount = feeAccount(sender);
    CellTable cells = load(state, keys(sender.word(), feeAccount, call));
    StepContext context = new StepContext(cells);
    long[] fields = context.fields();
    Word256.set(fields, Field.TIME.at(), block.timeSeconds());
    Word256.set(fields, Field.BASE_FEE.at(), price.baseFee());
    sender.word().copyTo(fields, Field.SENDER.at());
    Word256.set(fields, Field.NONCE.at(), new LedgerState(state).nonce(sender));
    Word256.set(fields, Field.GAS_LIMIT.at(), call.operation().gas());
    price.maxFee().copyTo(fields, Field.MAX_FEE.at());
    price.maxPriorityFee().copyTo(fields, Field.MAX_PRIORITY_FEE.at());
    value.copyTo(fields, Field.VALUE.at());
    feeAccount.copyTo(fields, Field.FEE_ACCOUNT.at());
    System.arraycopy(
        call.arguments(), 0, fields, Field.ARGUMENT_0.at(), call.argumentCount() * Word256.LONGS);
    new Interpreter()
        .run(programs.byId(LedgerPrograms.programOf(call.operation(), /* shape= */ 0)), context);
    return context.refusal() != 0
        ? new Simulated(context.refusal(), 0, List.of())
        : new Simulated(0, context.code(), logs(context));
  }

  private Word feeAccount(Address sender) {
    long[] word = new long[Word256.LONGS];
    SystemAddress.feeAccount(shards.homeOf(sender), word, 0);
    return Word.of(word, 0);
  }

  private CellTable load(StateView state, Set<Word> keys) {
    CellTable cells = new CellTable(CELLS, seed);
    for (Word key : keys) {
      cells.put(key.toLongs(), 0, state.cell(key).toLongs(), 0);
    }
    return cells;
  }

  private static List<Log> logs(StepContext context) {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < context.logCount(); i++) {
      List<Word> operands = new ArrayList<>();
      for (int at = context.logStart(i); at < context.logStart(i + 1); at += Word256.LONGS) {
        operands.add(Word.of(context.logOperands(), at));
      }
      logs.add(new Log(context.logTemplate(i), operands));
    }
    return logs;
  }

  /** Every cell that the program of a call can read or write. */
  private static Set<Word> keys(Word sender, Word feeAccount, Call call) {
    Set<Word> keys = new LinkedHashSet<>();
    keys.add(LedgerState.holding(sender, AssetId.ETH));
    keys.add(LedgerState.holding(feeAccount, AssetId.ETH));
    Operation operation = call.operation();
    switch (operation) {
      case ETH_TRANSFER -> keys.add(LedgerState.holding(argument(call, 0), AssetId.ETH));
      case TRANSFER -> {
        keys.add(LedgerState.holding(sender, asset(call, 0)));
        keys.add(LedgerState.holding(argument(call, 1), asset(call, 0)));
      }
      case APPROVE -> keys.add(LedgerState.allowanceKey(sender, argument(call, 1), asset(call, 0)));
      case TRANSFER_FROM -> {
        keys.add(LedgerState.allowanceKey(argument(call, 1), sender, asset(call, 0)));
        keys.add(LedgerState.holding(argument(call, 1), asset(call, 0)));
        keys.add(LedgerState.holding(argument(call, 2), asset(call, 0)));
      }
      case WITHDRAW -> keys.add(LedgerState.holding(sender, asset(call, 0)));
      case SWEEP -> {
        keys.add(LedgerState.packed(CellKind.COLLECTOR, 0, argument(call, 0), AssetId.ETH));
        keys.add(LedgerState.holding(argument(call, 0), AssetId.ETH));
        keys.add(LedgerState.holding(argument(call, 1), AssetId.ETH));
      }
      case ADD_LIQUIDITY -> poolKeys(keys, call, List.of(sender));
      case REMOVE_LIQUIDITY -> poolKeys(keys, call, List.of(sender, argument(call, 7)));
      case SWAP -> poolKeys(keys, call, List.of(sender, argument(call, 6)));
    }
    return keys;
  }

  /** The pool's cells, and the holdings of its three assets: arguments 0 and 1 name the pool. */
  private static void poolKeys(Set<Word> keys, Call call, List<Word> owners) {
    Word pool = argument(call, 0);
    AssetId shares = asset(call, 1);
    keys.add(LedgerState.packed(CellKind.POOL_RESERVES, 0, pool, shares));
    keys.add(LedgerState.packed(CellKind.POOL_CLOCK, 0, pool, shares));
    keys.add(LedgerState.packed(CellKind.POOL_PRICE, 0, pool, shares));
    keys.add(LedgerState.packed(CellKind.POOL_CUMULATIVE, 0, pool, shares));
    keys.add(LedgerState.packed(CellKind.POOL_CUMULATIVE, 1, pool, shares));
    AssetId asset0 = new AssetId(shares.number() >>> 32 << 32);
    AssetId asset1 = new AssetId(shares.number() << 32);
    for (Word owner : owners) {
      keys.add(LedgerState.holding(owner, shares));
      keys.add(LedgerState.holding(owner, asset0));
      keys.add(LedgerState.holding(owner, asset1));
    }
  }

  private static Word argument(Call call, int index) {
    return Word.of(call.arguments(), index * Word256.LONGS);
  }

  private static AssetId asset(Call call, int index) {
    return new AssetId(call.arguments()[index * Word256.LONGS]);
  }
}
