package io.braid.node.clients;

import io.braid.node.kafka.Until;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.utils.Numeric;

/** Web3j over HTTP with two accounts, and what most checks do with it. */
final class Web3jClient implements AutoCloseable {

  /** Between two looks for a receipt or at a filter, in milliseconds. Web3j waits for 15 s else. */
  static final long POLLING_MS = 50;

  private static final int POLLING_ATTEMPTS = 1_200;

  final HttpService service;
  final Web3j web3j;
  final Credentials alice = Credentials.create(Devnet.ALICE_KEY);
  final Credentials bob = Credentials.create(Devnet.BOB_KEY);
  private final ScheduledExecutorService polling = Executors.newSingleThreadScheduledExecutor();
  private final Random random = new Random();

  Web3jClient(String url) {
    service = new HttpService(url);
    web3j = Web3j.build(service, POLLING_MS, polling);
  }

  /** The result of a request that must have one. */
  static <T extends Response<?>> T result(Request<?, T> request) throws IOException {
    T response = request.send();
    if (response.hasError()) {
      throw new AssertionError(response.getError().getMessage());
    }
    return response;
  }

  /** The error of a request that must have one. */
  static Response.Error error(Request<?, ?> request) throws IOException {
    Response<?> response = request.send();
    if (!response.hasError()) {
      throw new AssertionError("nothing was refused: " + response.getResult());
    }
    return response.getError();
  }

  /** The data of an error that is a string: Web3j hands it on as JSON. */
  static String text(Response.Error error) {
    return error.getData().replaceFirst("^\"(.*)\"$", "$1");
  }

  /** A transaction manager that signs for this chain, as Braid wants it. */
  TransactionManager manager(Credentials credentials) {
    return manager(web3j, credentials);
  }

  /** The same over another connection. */
  static TransactionManager manager(Web3j over, Credentials credentials) {
    return new RawTransactionManager(
        over, credentials, Devnet.CHAIN_ID, POLLING_ATTEMPTS, POLLING_MS);
  }

  /** An address of nobody, whose home shard, of four, is the given one. */
  String stranger(int shard) {
    byte[] address = new byte[20];
    random.nextBytes(address);
    address[19] = (byte) ((address[19] & 0xfc) | shard);
    return "0x" + HexFormat.of().formatHex(address);
  }

  BigInteger balance(String address) throws IOException {
    return result(web3j.ethGetBalance(address, DefaultBlockParameterName.LATEST)).getBalance();
  }

  BigInteger pendingNonce(Credentials of) throws IOException {
    return result(web3j.ethGetTransactionCount(of.getAddress(), DefaultBlockParameterName.PENDING))
        .getTransactionCount();
  }

  /** A payment of type 2. */
  static RawTransaction payment(BigInteger nonce, String to, BigInteger value) {
    return RawTransaction.createEtherTransaction(
        Devnet.CHAIN_ID,
        nonce,
        Devnet.PAYMENT_GAS,
        to,
        value,
        /* maxPriorityFeePerGas= */ BigInteger.ZERO,
        Devnet.FEE_CAP);
  }

  /** A payment of type 1. */
  static RawTransaction withAccessList(
      BigInteger nonce, String to, BigInteger gas, List<AccessListObject> list) {
    return RawTransaction.createTransaction(
        Devnet.CHAIN_ID, nonce, Devnet.FEE_CAP, gas, to, BigInteger.ONE, "", list);
  }

  /** Signs for this chain. */
  static String signed(RawTransaction transaction, Credentials by) {
    byte[] raw =
        transaction.getType().isLegacy()
            ? TransactionEncoder.signMessage(transaction, Devnet.CHAIN_ID, by)
            : TransactionEncoder.signMessage(transaction, by);
    return Numeric.toHexString(raw);
  }

  EthSendTransaction send(RawTransaction transaction, Credentials by) throws IOException {
    return web3j.ethSendRawTransaction(signed(transaction, by)).send();
  }

  /** Sends what must be acknowledged, and gives its receipt. */
  TransactionReceipt receipt(RawTransaction transaction, Credentials by) throws IOException {
    return receipt(result(web3j.ethSendRawTransaction(signed(transaction, by))).getResult());
  }

  /** The receipt of an acknowledged transaction. */
  TransactionReceipt receipt(String hash) throws IOException {
    Until.holds("a receipt of " + hash, () -> find(hash) != null, () -> "none");
    return find(hash);
  }

  private TransactionReceipt find(String hash) {
    try {
      return web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt().orElse(null);
    } catch (IOException failed) {
      throw new AssertionError("the receipt was not answered", failed);
    }
  }

  /** Pays one wei from Alice and waits for the receipt. */
  TransactionReceipt pay(String to) throws IOException {
    return receipt(payment(pendingNonce(alice), to, BigInteger.ONE), alice);
  }

  @Override
  public void close() {
    web3j.shutdown();
    polling.shutdown();
  }
}
