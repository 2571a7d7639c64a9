package io.braid.node.clients;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.EventValues;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.Contract;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.StaticEIP1559GasProvider;

/** A program of the ledger as Web3j's generated wrappers see a contract. */
final class ProgramContract extends Contract {

  /** More than any operation takes: what is charged is what the operation costs. */
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(300_000);

  private final String account;

  ProgramContract(Web3jClient client, String address, TransactionManager manager) {
    super(
        Contract.BIN_NOT_PROVIDED,
        address,
        client.web3j,
        manager,
        new StaticEIP1559GasProvider(
            Devnet.CHAIN_ID,
            Devnet.FEE_CAP,
            /* maxPriorityFeePerGas= */ BigInteger.ZERO,
            GAS_LIMIT));
    account = manager.getFromAddress();
  }

  /** Calls a function with one result. */
  <T> T read(Class<T> type, TypeReference<?> result, String name, Type<?>... arguments)
      throws IOException {
    return executeCallSingleValueReturn(function(name, List.of(result), arguments), type);
  }

  /** Calls a function with several results. */
  @SuppressWarnings("rawtypes")
  List<Type> readAll(List<TypeReference<?>> results, String name, Type<?>... arguments)
      throws IOException {
    return executeCallMultipleValueReturn(function(name, results, arguments));
  }

  /** Sends a call, and gives its receipt. */
  TransactionReceipt write(BigInteger value, String name, Type<?>... arguments) throws Exception {
    return executeRemoteCallTransaction(function(name, List.of(), arguments), value).send();
  }

  /** The call as an argument of estimates. */
  Transaction transaction(BigInteger value, String name, Type<?>... arguments) {
    return Transaction.createFunctionCallTransaction(
        account,
        null,
        null,
        null,
        getContractAddress(),
        value,
        FunctionEncoder.encode(function(name, List.of(), arguments)));
  }

  /** The events of one kind in a receipt. */
  List<EventValues> events(Event event, TransactionReceipt receipt) {
    return extractEventParameters(event, receipt);
  }

  /** Reads at this block from now on. */
  ProgramContract at(DefaultBlockParameter block) {
    setDefaultBlockParameter(block);
    return this;
  }

  @SuppressWarnings("rawtypes")
  private static Function function(
      String name, List<TypeReference<?>> results, Type<?>... arguments) {
    return new Function(name, List.<Type>of(arguments), results);
  }
}
