package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.error;
import static io.braid.node.clients.Web3jClient.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.Transfer;
import org.web3j.utils.Convert;
import org.web3j.utils.Numeric;

/** What is refused, in the words and codes that Web3j hands on. */
final class Web3jErrors {

  private static final BigInteger MUCH_GAS = BigInteger.valueOf(100_000);

  private final Web3jClient client;
  private final Web3j web3j;
  private final Credentials alice;

  Web3jErrors(Web3jClient client) {
    this.client = client;
    this.web3j = client.web3j;
    this.alice = client.alice;
  }

  void addTo(Checks checks) {
    checks.add("a nonce that is used", this::nonceTooLow);
    checks.add("a nonce too far ahead", this::nonceTooHigh);
    checks.add("less than gas and value", this::insufficientFunds);
    checks.add("a manager tells the words", this::managerTells);
    checks.add("a fee below the base fee", this::feeCap);
    checks.add("less gas than the operation takes", this::gas);
    checks.add("the same transaction again", this::known);
    checks.add("a rival that offers too little more", this::underpriced);
    checks.add("a contract cannot be created", this::contract);
    checks.add("a transaction with code to set", this::unsupported);
    checks.add("a transaction of another chain", this::otherChain);
    checks.add("a method that is not there", this::noMethod);
    checks.add("state of a block that is not there", this::noBlock);
  }

  private String refused(RawTransaction wish) throws Exception {
    EthSendTransaction answer = client.send(wish, alice);
    assertTrue(answer.hasError(), () -> "nothing was refused: " + answer.getResult());
    assertEquals(-32000, answer.getError().getCode());
    return answer.getError().getMessage();
  }

  private void nonceTooLow() throws Exception {
    client.pay(client.stranger(0));
    BigInteger next = client.pendingNonce(alice);
    BigInteger used = next.subtract(BigInteger.ONE);
    assertEquals(
        "nonce too low: next nonce %d, tx nonce %d".formatted(next, used),
        refused(payment(used, client.stranger(1), BigInteger.ONE)));
  }

  private void nonceTooHigh() throws Exception {
    BigInteger far = client.pendingNonce(alice).add(BigInteger.valueOf(1_000));
    String told = refused(payment(far, client.stranger(1), BigInteger.ONE));
    assertTrue(told.startsWith("nonce too high"), told);
  }

  private void insufficientFunds() throws Exception {
    String told =
        refused(payment(client.pendingNonce(alice), client.stranger(1), BigInteger.TEN.pow(24)));
    assertTrue(told.startsWith("insufficient funds for gas * price + value"), told);
  }

  private void managerTells() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> {
              Credentials poor = Credentials.create(Keys.createEcKeyPair());
              new Transfer(web3j, client.manager(poor))
                  .sendFunds(client.stranger(1), BigDecimal.ONE, Convert.Unit.WEI)
                  .send();
            });
    assertTrue(
        refused.getMessage().contains("insufficient funds for gas * price + value"),
        refused::getMessage);
  }

  private RawTransaction wish(long maxFee, long gas) throws Exception {
    return RawTransaction.createEtherTransaction(
        Devnet.CHAIN_ID,
        client.pendingNonce(alice),
        BigInteger.valueOf(gas),
        client.stranger(1),
        BigInteger.ONE,
        BigInteger.ZERO,
        BigInteger.valueOf(maxFee));
  }

  private void feeCap() throws Exception {
    String told = refused(wish(/* maxFee= */ 1, 21_000));
    assertTrue(told.startsWith("max fee per gas less than block base fee"), told);
  }

  private void gas() throws Exception {
    assertEquals("intrinsic gas too low", refused(wish(Devnet.FEE_CAP.longValueExact(), 20_999)));
  }

  private void known() throws Exception {
    RawTransaction wish = payment(client.pendingNonce(alice), client.stranger(2), BigInteger.ONE);
    String hash = client.send(wish, alice).getTransactionHash();
    assertEquals("already known", refused(wish));
    client.receipt(hash);
  }

  private void underpriced() throws Exception {
    BigInteger next = client.pendingNonce(alice);
    BigInteger nonce = next.add(BigInteger.ONE);
    String hash =
        client.send(payment(nonce, client.stranger(1), BigInteger.ONE), alice).getTransactionHash();
    assertEquals(
        "replacement transaction underpriced",
        refused(payment(nonce, client.stranger(1), BigInteger.TWO)));
    client.pay(client.stranger(0));
    client.receipt(hash);
  }

  private void contract() throws Exception {
    String words =
        "contract creation not supported: Braid runs a fixed set of programs (payments, ERC-20"
            + " tokens, pools, a bridge), so a transaction needs a recipient";
    RawTransaction creation =
        RawTransaction.createContractTransaction(
            client.pendingNonce(alice), Devnet.FEE_CAP, MUCH_GAS, BigInteger.ZERO, "6000");
    assertEquals(words, refused(creation));
    Transaction wish =
        Transaction.createContractTransaction(
            alice.getAddress(), null, null, null, BigInteger.ZERO, "0x6000");
    assertEquals("execution reverted: " + words, error(web3j.ethEstimateGas(wish)).getMessage());
  }

  private void unsupported() throws Exception {
    RawTransaction setCode =
        RawTransaction.createTransaction(
            Devnet.CHAIN_ID,
            client.pendingNonce(alice),
            BigInteger.ZERO,
            Devnet.FEE_CAP,
            MUCH_GAS,
            client.stranger(1),
            BigInteger.ONE,
            "",
            List.of(),
            List.of());
    String told = refused(setCode);
    assertTrue(told.startsWith("transaction type not supported"), told);
  }

  private void otherChain() throws Exception {
    RawTransaction wish =
        RawTransaction.createEtherTransaction(
            client.pendingNonce(alice),
            Devnet.FEE_CAP,
            Devnet.PAYMENT_GAS,
            client.stranger(1),
            BigInteger.ONE);
    String raw = Numeric.toHexString(TransactionEncoder.signMessage(wish, /* chainId= */ 1, alice));
    assertEquals(
        "invalid chain id for signer", error(web3j.ethSendRawTransaction(raw)).getMessage());
  }

  private void noMethod() throws Exception {
    var refused = error(web3j.ethGetProof(alice.getAddress(), List.of(), "latest"));
    assertEquals(-32601, refused.getCode());
    assertEquals("the method eth_getProof does not exist/is not available", refused.getMessage());
  }

  private void noBlock() throws Exception {
    var far = DefaultBlockParameter.valueOf(BigInteger.valueOf(1_000_000_000));
    assertEquals(
        "header not found", error(web3j.ethGetBalance(alice.getAddress(), far)).getMessage());
  }
}
