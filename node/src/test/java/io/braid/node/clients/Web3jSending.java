package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.error;
import static io.braid.node.clients.Web3jClient.payment;
import static io.braid.node.clients.Web3jClient.result;
import static io.braid.node.clients.Web3jClient.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.Transfer;
import org.web3j.utils.Convert;

/** Fees and transactions of the three types. */
final class Web3jSending {

  private static final String TYPE_0 = "0x0";
  private static final int SENDS = 25;
  private static final Pattern METHOD = Pattern.compile("\"method\":\"(\\w+)\"");

  /** Any answer whose result is an object. */
  static final class ObjectResponse extends Response<Map<String, Object>> {}

  private final Web3jClient client;
  private final Web3j web3j;
  private final Credentials alice;

  Web3jSending(Web3jClient client) {
    this.client = client;
    this.web3j = client.web3j;
    this.alice = client.alice;
  }

  void addTo(Checks checks) {
    checks.add("prices", this::prices);
    checks.add("fee history", this::feeHistory);
    checks.add("estimates are exact", this::estimate);
    checks.add("a payment of type 0", this::legacy);
    checks.add("a payment of type 1", this::accessList);
    checks.add("a payment of type 2", this::feeCap);
    checks.add("a transfer of funds by a manager that knows the chain", this::transfer);
    checks.add("a transfer asks for what was recorded", this::asked);
    checks.add("a manager sends with a fee cap", this::transferWithFeeCap);
    checks.add("a transfer signed for no chain is refused", this::noChain);
    checks.add("25 sends in a row, none waited for", this::sends);
    checks.add("a send that waits for the receipt (EIP-7966)", this::sync);
    checks.add("a send that waits too long says which transaction it was", this::syncTimeout);
    checks.add("a transaction that waits is pending", this::pending);
    checks.add("a sped up transaction replaces the one that waits", this::replacement);
  }

  private BigInteger baseFee() throws Exception {
    return result(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
        .getBlock()
        .getBaseFeePerGas();
  }

  private void prices() throws Exception {
    assertTrue(result(web3j.ethGasPrice()).getGasPrice().compareTo(baseFee()) >= 0);
    assertTrue(result(web3j.ethBaseFee()).getBaseFee().signum() > 0);
    assertTrue(result(web3j.ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas().signum() >= 0);
  }

  private void feeHistory() throws Exception {
    EthFeeHistory.FeeHistory history =
        result(web3j.ethFeeHistory(3, DefaultBlockParameterName.LATEST, List.of(25.0, 75.0)))
            .getFeeHistory();
    assertEquals(history.getGasUsedRatio().size() + 1, history.getBaseFeePerGas().size());
    assertEquals(2, history.getReward().getFirst().size());
  }

  private void estimate() throws Exception {
    var wish =
        org.web3j.protocol.core.methods.request.Transaction.createEtherTransaction(
            alice.getAddress(), null, null, null, client.stranger(1), BigInteger.ONE);
    assertEquals(Devnet.PAYMENT_GAS, result(web3j.ethEstimateGas(wish)).getAmountUsed());
  }

  /** Sends a payment of one wei, and looks at its receipt and at what comes back. */
  private void assertPays(RawTransaction wish, String type) throws Exception {
    BigInteger before = client.balance(alice.getAddress());
    TransactionReceipt receipt = client.receipt(wish, alice);
    assertTrue(receipt.isStatusOK());
    assertEquals(type, receipt.getType());
    assertEquals(Devnet.PAYMENT_GAS, receipt.getGasUsed());
    assertEquals(wish.getTo(), receipt.getTo());
    assertNull(receipt.getContractAddress());
    assertEquals(BigInteger.ONE, client.balance(wish.getTo()));
    BigInteger price = new BigInteger(receipt.getEffectiveGasPrice().substring(2), 16);
    assertEquals(
        before.subtract(BigInteger.ONE).subtract(price.multiply(receipt.getGasUsed())),
        client.balance(alice.getAddress()));
    Transaction found =
        result(web3j.ethGetTransactionByHash(receipt.getTransactionHash()))
            .getTransaction()
            .orElseThrow();
    assertEquals(type, found.getType());
    assertEquals(wish.getNonce(), found.getNonce());
    assertEquals(wish.getGasLimit(), found.getGas());
    assertEquals(alice.getAddress(), found.getFrom());
  }

  private void legacy() throws Exception {
    assertPays(
        RawTransaction.createEtherTransaction(
            client.pendingNonce(alice),
            Devnet.FEE_CAP,
            Devnet.PAYMENT_GAS,
            client.stranger(1),
            BigInteger.ONE),
        TYPE_0);
  }

  private void accessList() throws Exception {
    List<AccessListObject> list = List.of(new AccessListObject(Devnet.DUSD, List.of()));
    assertPays(
        Web3jClient.withAccessList(
            client.pendingNonce(alice), client.stranger(2), BigInteger.valueOf(23_400), list),
        "0x1");
  }

  private void feeCap() throws Exception {
    assertPays(payment(client.pendingNonce(alice), client.stranger(3), BigInteger.ONE), "0x2");
  }

  private void transfer() throws Exception {
    String to = client.stranger(1);
    TransactionReceipt receipt =
        new Transfer(web3j, client.manager(alice))
            .sendFunds(to, BigDecimal.ONE, Convert.Unit.GWEI)
            .send();
    assertEquals(TYPE_0, receipt.getType());
    assertEquals(BigInteger.valueOf(1_000_000_000), client.balance(to));
  }

  private void asked() throws Exception {
    List<String> methods = Collections.synchronizedList(new ArrayList<>());
    Interceptor telling =
        chain -> {
          Buffer body = new Buffer();
          chain.request().body().writeTo(body);
          Matcher method = METHOD.matcher(body.readUtf8());
          assertTrue(method.find());
          methods.add(method.group(1));
          return chain.proceed(chain.request());
        };
    HttpService service =
        new HttpService(
            client.service.getUrl(), new OkHttpClient.Builder().addInterceptor(telling).build());
    Web3j own = Web3j.build(service);
    try {
      var _ =
          new Transfer(own, Web3jClient.manager(own, alice))
              .sendFunds(client.stranger(3), BigDecimal.ONE, Convert.Unit.WEI)
              .send();
    } finally {
      own.shutdown();
    }
    assertEquals(
        List.of("eth_gasPrice", "eth_getTransactionCount", "eth_sendRawTransaction"),
        methods.subList(0, 3));
    assertEquals(
        Set.of("eth_getTransactionReceipt"), Set.copyOf(methods.subList(3, methods.size())));
  }

  private void transferWithFeeCap() throws Exception {
    String to = client.stranger(2);
    String hash =
        client
            .manager(alice)
            .sendEIP1559Transaction(
                Devnet.CHAIN_ID,
                /* maxPriorityFeePerGas= */ BigInteger.ZERO,
                Devnet.FEE_CAP,
                Devnet.PAYMENT_GAS,
                to,
                "",
                BigInteger.TWO)
            .getTransactionHash();
    assertEquals("0x2", client.receipt(hash).getType());
    assertEquals(BigInteger.TWO, client.balance(to));
  }

  private void noChain() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () ->
                Transfer.sendFunds(
                        web3j, alice, client.stranger(0), BigDecimal.ONE, Convert.Unit.WEI)
                    .send());
    assertTrue(
        refused
            .getMessage()
            .endsWith("only replay-protected (EIP-155) transactions allowed over RPC"),
        refused::getMessage);
  }

  private void sends() throws Exception {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < SENDS; i++) {
      RawTransaction wish =
          payment(client.pendingNonce(alice), client.stranger(i % 4), BigInteger.ONE);
      hashes.add(client.send(wish, alice).getTransactionHash());
    }
    for (String hash : hashes) {
      assertTrue(client.receipt(hash).isStatusOK());
    }
  }

  private <T extends Response<?>> Request<?, T> sync(String raw, long timeoutMs, Class<T> type) {
    return new Request<>(
        "eth_sendRawTransactionSync", List.of(raw, timeoutMs), client.service, type);
  }

  private void sync() throws Exception {
    String raw =
        signed(payment(client.pendingNonce(alice), client.stranger(1), BigInteger.ONE), alice);
    TransactionReceipt receipt =
        result(sync(raw, 20_000, EthGetTransactionReceipt.class))
            .getTransactionReceipt()
            .orElseThrow();
    assertEquals(Hash.sha3(raw), receipt.getTransactionHash());
    assertTrue(receipt.isStatusOK());
  }

  private void syncTimeout() throws Exception {
    BigInteger next = client.pendingNonce(alice);
    String raw =
        signed(payment(next.add(BigInteger.ONE), client.stranger(1), BigInteger.ONE), alice);
    Response.Error late = error(sync(raw, 100, EthGetTransactionReceipt.class));
    assertEquals(4, late.getCode());
    assertEquals(Hash.sha3(raw), Web3jClient.text(late));
    client.pay(client.stranger(0));
    assertTrue(client.receipt(Hash.sha3(raw)).isStatusOK());
  }

  private void pending() throws Exception {
    BigInteger next = client.pendingNonce(alice);
    RawTransaction wish = payment(next.add(BigInteger.ONE), client.stranger(2), BigInteger.ONE);
    String hash = client.send(wish, alice).getTransactionHash();
    Transaction found = result(web3j.ethGetTransactionByHash(hash)).getTransaction().orElseThrow();
    assertNull(found.getBlockHash());
    assertNull(found.getBlockNumberRaw());
    assertEquals(next, client.pendingNonce(alice));
    client.pay(client.stranger(0));
    assertTrue(client.receipt(hash).isStatusOK());
  }

  private RawTransaction waiting(BigInteger nonce, long tip, BigInteger cap) {
    return RawTransaction.createEtherTransaction(
        Devnet.CHAIN_ID,
        nonce,
        Devnet.PAYMENT_GAS,
        client.stranger(1),
        BigInteger.ONE,
        BigInteger.valueOf(tip),
        cap);
  }

  private void replacement() throws Exception {
    BigInteger nonce = client.pendingNonce(alice).add(BigInteger.ONE);
    String slow = client.send(waiting(nonce, 100, Devnet.FEE_CAP), alice).getTransactionHash();
    BigInteger more = Devnet.FEE_CAP.multiply(BigInteger.valueOf(11)).divide(BigInteger.TEN);
    String fast = client.send(waiting(nonce, 110, more), alice).getTransactionHash();
    client.pay(client.stranger(0));
    assertTrue(client.receipt(fast).isStatusOK());
    Map<String, Object> status =
        result(
                new Request<>(
                    "braid_getTransactionStatus",
                    List.of(slow),
                    client.service,
                    ObjectResponse.class))
            .getResult();
    assertEquals("refused", status.get("status"));
    assertEquals("REPLACED", status.get("refusal"));
    assertTrue(result(web3j.ethGetTransactionByHash(slow)).getTransaction().isEmpty());
  }
}
