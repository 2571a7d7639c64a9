package io.braid.protocol.ledger;

import io.braid.protocol.ledger.Step.Arrow;
import io.braid.protocol.ledger.Step.Inputs;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Word;
import io.braid.protocol.program.ProgramSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * All programs of the ledger: each chain in each of its shapes, each message kind, each event kind.
 * The same steps make all of them.
 */
public final class LedgerPrograms {

  /** Added to a message kind, it gives the number of its program. */
  private static final int MESSAGE_PROGRAMS = 256;

  /** Added to an event kind, it gives the number of its program. */
  private static final int EVENT_PROGRAMS = 512;

  private static final int LOCAL = 0;
  private static final int BOTH_REMOTE = Shape.FIRST_REMOTE + Shape.SECOND_REMOTE;

  private final List<Program> programs = new ArrayList<>();

  private LedgerPrograms() {}

  /** Builds the set. */
  public static ProgramSet build() {
    LedgerPrograms set = new LedgerPrograms();
    set.addPayments();
    set.addPools();
    set.addMessages();
    set.addEvents();
    return ProgramSet.of(set.programs);
  }

  /** The number of the program that runs a transaction of this operation and {@link Shape}. */
  public static int programOf(Operation operation, int shape) {
    return 4 * operation.code() + shape;
  }

  private void addPayments() {
    add(Operation.ETH_TRANSFER, LOCAL, p -> Payments.transferEth(p, fusedCredit(p)));
    add(
        Operation.ETH_TRANSFER,
        Shape.FIRST_REMOTE,
        p -> Payments.transferEth(p, message(MessageKind.CREDIT)));
    add(Operation.TRANSFER, LOCAL, p -> Payments.transfer(p, fusedCredit(p)));
    add(
        Operation.TRANSFER,
        Shape.FIRST_REMOTE,
        p -> Payments.transfer(p, message(MessageKind.CREDIT)));
    add(Operation.APPROVE, LOCAL, Payments::approve);
    add(Operation.WITHDRAW, LOCAL, Bridge::withdraw);
    addThreeSteps(
        Operation.TRANSFER_FROM,
        Payments::transferFrom,
        Payments::pull,
        MessageKind.PULL,
        MessageKind.PULL_REMOTE);
    addThreeSteps(
        Operation.SWEEP, Sweeps::ask, Sweeps::pay, MessageKind.SWEEP, MessageKind.SWEEP_REMOTE);
  }

  /** A chain whose second step is followed by a credit; each arrow is fused by itself. */
  private void addThreeSteps(
      Operation operation,
      BiFunction<ProgramBuilder, Arrow, Word> first,
      Step second,
      MessageKind secondFused,
      MessageKind secondAlone) {
    add(operation, LOCAL, p -> first.apply(p, fused(p, second, fusedCredit(p))));
    add(operation, Shape.FIRST_REMOTE, p -> first.apply(p, message(secondFused)));
    add(
        operation,
        Shape.SECOND_REMOTE,
        p -> first.apply(p, fused(p, second, message(MessageKind.CREDIT))));
    add(operation, BOTH_REMOTE, p -> first.apply(p, message(secondAlone)));
  }

  private void addPools() {
    add(
        Operation.ADD_LIQUIDITY,
        LOCAL,
        p -> Liquidity.offer(p, fused(p, Liquidity::add, fusedCreditPair(p))));
    add(
        Operation.ADD_LIQUIDITY,
        BOTH_REMOTE,
        p -> Liquidity.offer(p, message(MessageKind.ADD_LIQUIDITY)));
    add(
        Operation.REMOVE_LIQUIDITY,
        LOCAL,
        p -> Liquidity.giveBack(p, fused(p, Liquidity::remove, fusedCreditPair(p))));
    add(
        Operation.REMOVE_LIQUIDITY,
        Shape.SECOND_REMOTE,
        p -> Liquidity.giveBack(p, fused(p, Liquidity::remove, message(MessageKind.CREDIT_PAIR))));
    add(
        Operation.REMOVE_LIQUIDITY,
        BOTH_REMOTE,
        p -> Liquidity.giveBack(p, message(MessageKind.REMOVE_LIQUIDITY)));
    add(Operation.SWAP, LOCAL, p -> Swaps.offer(p, fused(p, Swaps::swap, fusedCredit(p))));
    add(
        Operation.SWAP,
        Shape.SECOND_REMOTE,
        p -> Swaps.offer(p, fused(p, Swaps::swap, message(MessageKind.CREDIT))));
    add(Operation.SWAP, BOTH_REMOTE, p -> Swaps.offer(p, message(MessageKind.SWAP)));
  }

  private void addMessages() {
    Arrow credit = message(MessageKind.CREDIT);
    Arrow creditPair = message(MessageKind.CREDIT_PAIR);
    add(MessageKind.CREDIT, p -> Payments.credit(p, inputs(p), p.yes()));
    add(MessageKind.CREDIT_PAIR, p -> Payments.creditPair(p, inputs(p), p.yes()));
    add(MessageKind.PULL, p -> Payments.pull(p, inputs(p), p.yes(), fusedCredit(p)));
    add(MessageKind.PULL_REMOTE, p -> Payments.pull(p, inputs(p), p.yes(), credit));
    add(MessageKind.SWEEP, p -> Sweeps.pay(p, inputs(p), p.yes(), fusedCredit(p)));
    add(MessageKind.SWEEP_REMOTE, p -> Sweeps.pay(p, inputs(p), p.yes(), credit));
    add(MessageKind.ADD_LIQUIDITY, p -> Liquidity.add(p, inputs(p), p.yes(), creditPair));
    add(MessageKind.REMOVE_LIQUIDITY, p -> Liquidity.remove(p, inputs(p), p.yes(), creditPair));
    add(MessageKind.SWAP, p -> Swaps.swap(p, inputs(p), p.yes(), credit));
    add(MessageKind.EXIT_SHARES, p -> Liquidity.exit(p, inputs(p), p.yes()));
  }

  private void addEvents() {
    add(EventKind.DEPOSIT, Bridge::deposit);
    add(EventKind.FORCED_EXIT, Bridge::forcedExit);
    add(
        EventKind.FORCED_EXIT_SHARES,
        p -> Bridge.forcedExitShares(p, message(MessageKind.EXIT_SHARES)));
  }

  private void add(Operation operation, int shape, Function<ProgramBuilder, Word> steps) {
    String name = name(operation) + "/" + shape;
    ProgramBuilder p =
        ProgramBuilder.transaction(name, programOf(operation, shape), operation.gas());
    programs.add(p.finish(steps.apply(p)));
  }

  private void add(MessageKind kind, Function<ProgramBuilder, Word> steps) {
    ProgramBuilder p =
        ProgramBuilder.message(name(kind), MESSAGE_PROGRAMS + kind.code(), kind.code());
    programs.add(p.finish(steps.apply(p)));
  }

  private void add(EventKind kind, Function<ProgramBuilder, Word> steps) {
    ProgramBuilder p = ProgramBuilder.event(name(kind), EVENT_PROGRAMS + kind.code(), kind.code());
    programs.add(p.finish(steps.apply(p)));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Inputs inputs(ProgramBuilder p) {
    return p::input;
  }

  /** The chain goes on by a message. Its code does not matter: the operation ends elsewhere. */
  private static Arrow message(MessageKind kind) {
    return (when, fields) -> {
      fields.emit(kind, when);
      return fields.get(Field.CODE);
    };
  }

  private static Arrow fused(ProgramBuilder p, Step step, Arrow next) {
    return (when, fields) -> step.write(p, fields, when, next);
  }

  private static Arrow fusedCredit(ProgramBuilder p) {
    return (when, fields) -> Payments.credit(p, fields, when);
  }

  private static Arrow fusedCreditPair(ProgramBuilder p) {
    return (when, fields) -> Payments.creditPair(p, fields, when);
  }
}
