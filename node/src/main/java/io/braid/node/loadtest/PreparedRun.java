package io.braid.node.loadtest;

import io.braid.node.loadtest.rpc.Questions;
import io.braid.node.loadtest.workload.Accounts;
import io.braid.node.loadtest.workload.Kind;
import io.braid.node.loadtest.workload.Mix;
import io.braid.node.loadtest.workload.Plan;
import io.braid.node.loadtest.workload.Schedule;
import io.braid.node.loadtest.workload.SignedTransactions;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is ready when the clock starts: every transaction is signed, and every account holds what it
 * needs.
 */
record PreparedRun(
    Accounts accounts, Plan plan, SignedTransactions signed, Schedule schedule, long newestBlock) {

  /** The fee cap as a multiple of the gas price: room for the base fee to rise under the load. */
  private static final long FEE_ROOM = 20;

  /**
   * Prepares a run on a chain.
   *
   * @param accounts of the run
   * @param isRich whether the accounts are new and hold more than any run needs
   */
  static PreparedRun on(
      ChainAddress chain,
      Questions questions,
      LoadTestOptions options,
      Accounts accounts,
      boolean isRich,
      Consumer<String> progress) {
    LoadTestOptions.Load load = options.load();
    Preparation.awaitBlock(questions);
    long maxFee =
        questions.number("eth_gasPrice").multiply(BigInteger.valueOf(FEE_ROOM)).longValueExact();
    long[] nonces = isRich ? new long[load.accounts() + 1] : nonces(questions, accounts);
    Plan plan =
        Plan.draw(
            new Mix(
                load.seed(),
                load.schedule().transactions(),
                load.skew(),
                load.crossShard(),
                load.swaps(),
                load.bad()),
            accounts,
            chain.shards(),
            nonces);
    Preparation preparation =
        new Preparation(questions, accounts.funder(), chain.chainId(), maxFee);
    preparation.useNonce();
    if (load.swaps() > 0) {
      preparation.addLiquidity(options.target().token());
    }
    if (!isRich) {
      preparation.pay(lacks(questions, plan, accounts, maxFee));
    }
    progress.accept("preparing the chain");
    preparation.run();
    progress.accept("signing %,d transactions".formatted(plan.count()));
    SignedTransactions signed =
        SignedTransactions.sign(
            plan,
            accounts,
            new SignedTransactions.Terms(chain.chainId(), maxFee, options.target().token()));
    long newest = questions.number("eth_blockNumber").longValueExact();
    return new PreparedRun(accounts, plan, signed, load.schedule(), newest);
  }

  /** The next nonce of each account and, behind them, of the pauper. */
  private static long[] nonces(Questions questions, Accounts accounts) {
    List<Object[]> params = new ArrayList<>();
    accounts.addresses().forEach(each -> params.add(new Object[] {each.toString(), "pending"}));
    params.add(new Object[] {accounts.pauper().address().toString(), "pending"});
    return questions.numbers("eth_getTransactionCount", params).stream()
        .mapToLong(BigInteger::longValueExact)
        .toArray();
  }

  /** What each account holds too little of ETH, in wei. */
  private static Map<Address, BigInteger> lacks(
      Questions questions, Plan plan, Accounts accounts, long maxFee) {
    BigInteger[] needs = new BigInteger[accounts.count()];
    for (int i = 0; i < plan.count(); i++) {
      int payer = plan.payer(i);
      if (payer >= 0) {
        BigInteger fee =
            BigInteger.valueOf(SignedTransactions.gas(plan.kind(i)))
                .multiply(BigInteger.valueOf(maxFee));
        BigInteger value = BigInteger.valueOf(SignedTransactions.value(i, plan.kind(i)).low());
        needs[payer] = (needs[payer] == null ? BigInteger.ZERO : needs[payer]).add(fee).add(value);
      }
    }
    List<Object[]> params = new ArrayList<>();
    accounts.addresses().forEach(each -> params.add(new Object[] {each.toString(), "latest"}));
    List<BigInteger> holds = questions.numbers("eth_getBalance", params);
    Map<Address, BigInteger> lacks = new HashMap<>();
    for (int i = 0; i < needs.length; i++) {
      if (needs[i] != null && needs[i].compareTo(holds.get(i)) > 0) {
        lacks.put(accounts.address(i), needs[i].subtract(holds.get(i)));
      }
    }
    return lacks;
  }

  /** Whether a transaction must get a receipt. */
  boolean isGood(int transaction) {
    return plan.kind(transaction).isGood();
  }

  /** How many swaps there are. */
  long swaps() {
    long count = 0;
    for (int i = 0; i < plan.count(); i++) {
      count += plan.kind(i) == Kind.SWAP ? 1 : 0;
    }
    return count;
  }
}
