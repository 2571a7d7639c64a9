package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.DevelopmentNodes;
import io.braid.node.Node;
import io.braid.node.Role;
import io.braid.node.RpcClient;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.clients.TrackedTransaction.State;
import io.braid.node.kafka.PausableShards;
import io.braid.node.kafka.TestBroker;
import io.braid.node.kafka.Until;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** What wallets see while a shard stands still, and after. */
class PausedShardTest {

  private static final int SHARDS = 4;

  /** Twice as many as MetaMask needs to call a transaction dropped. */
  private static final int POLLS_MIN = 8;

  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger MORE_FEE = Devnet.FEE_CAP.multiply(BigInteger.TWO);

  /** Keys of the development chain, the account of each on the shard of its place. */
  private static final List<String> KEYS_BY_SHARD =
      List.of(
          "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
          "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "dbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97");

  private static final List<Credentials> SENDERS =
      KEYS_BY_SHARD.stream().map(Credentials::create).toList();

  @TempDir private Path folder;

  private Web3jClient client;
  private RpcClient rpc;

  @Test
  void noWalletTakesATransactionForDroppedWithin5Seconds() throws Exception {
    play(/* pauseSeconds= */ 5);
  }

  @Test
  @Tag("long")
  void noWalletTakesATransactionForDroppedWithin30Seconds() throws Exception {
    play(/* pauseSeconds= */ 30);
  }

  private void play(int pauseSeconds) throws Exception {
    BrokerSettings ports = TestBroker.settings(folder, "unused");
    try (Node node =
            DevelopmentNodes.start(folder, ports, EnumSet.of(Role.BROKER, Role.SEQUENCER));
        PausableShards shards =
            new PausableShards("127.0.0.1:" + ports.brokerPort(), sessionMs(pauseSeconds));
        Web3jClient web3j = new Web3jClient("http://127.0.0.1:" + node.rpcPort().getAsInt())) {
      client = web3j;
      rpc = new RpcClient(node.rpcPort().getAsInt());
      DevelopmentNodes.awaitReady(rpc);
      int paused = shards.paused();
      Credentials spender = SENDERS.get((paused + 1) % SHARDS);
      Credentials victim = poorAccount(paused, spender);

      shards.pause();
      awaitStandstill(paused);
      List<TrackedTransaction> tracked = payAcrossAllShards();
      String spedUp = speedUp(SENDERS.get(paused), tracked.get(paused * SHARDS));
      assertTooLateToSpeedUp(SENDERS.get((paused + 2) % SHARDS));
      String taken = takeAllOf(victim, spender);
      TrackedTransaction refused = pay(victim, client.stranger(paused));

      int polls = pollFor(TimeUnit.SECONDS.toNanos(pauseSeconds), tracked);
      shards.resume();
      awaitConfirmed(tracked);
      assertTrue(client.receipt(taken).isStatusOK());
      assertRefused(spedUp, "NONCE_TOO_LOW");
      assertRefused(refused.hash(), "INSUFFICIENT_FUNDS_FOR_FEE");
      assertNonceIsFree(victim, refused);
      System.out.printf(
          "a shard stood still for %d s: %d transactions polled %d times, none dropped%n",
          pauseSeconds, tracked.size(), polls);
    }
  }

  /** What precedes the pause, and a slow machine, have room in it. */
  private static int sessionMs(int pauseSeconds) {
    return Math.toIntExact(TimeUnit.SECONDS.toMillis(2L * pauseSeconds + 30));
  }

  private BigInteger nextNonce(Credentials of) throws Exception {
    return client.pendingNonce(of);
  }

  private RawTransaction payment(BigInteger nonce, String to, BigInteger value, BigInteger cap) {
    return RawTransaction.createEtherTransaction(
        Devnet.CHAIN_ID, nonce, Devnet.PAYMENT_GAS, to, value, BigInteger.ZERO, cap);
  }

  private TrackedTransaction pay(Credentials from, String to) throws Exception {
    BigInteger nonce = nextNonce(from);
    RawTransaction payment = payment(nonce, to, BigInteger.ONE, Devnet.FEE_CAP);
    String hash =
        result(client.web3j.ethSendRawTransaction(Web3jClient.signed(payment, from))).getResult();
    return new TrackedTransaction(rpc, from.getAddress(), nonce, hash);
  }

  private static int homeOf(Credentials account) {
    return Character.digit(account.getAddress().charAt(41), 16) % SHARDS;
  }

  /** An account with one ETH on a shard, which has allowed the spender to take it. */
  private Credentials poorAccount(int shard, Credentials spender) throws Exception {
    Credentials account;
    do {
      account = Credentials.create(Keys.createEcKeyPair());
    } while (homeOf(account) != shard);
    RawTransaction gift = payment(nextNonce(spender), account.getAddress(), ETHER, Devnet.FEE_CAP);
    assertTrue(client.receipt(gift, spender).isStatusOK());
    new ProgramContract(client, Devnet.FACADE, client.manager(account))
        .write(BigInteger.ZERO, "approve", new Address(spender.getAddress()), new Uint256(ETHER));
    return account;
  }

  /** Two headers wait for the shard: no block from here on is complete. */
  private void awaitStandstill(int shard) {
    Until.holds(
        "the shard stands still", () -> lag(shard) >= 2, () -> rpc.answer("braid_status", ""));
  }

  private long lag(int shard) {
    for (JsonNode stage : rpc.result("braid_status", "").get("stages")) {
      if (stage.get("role").asText().equals("executor")
          && Long.decode(stage.get("shard").asText()) == shard) {
        return Long.decode(stage.get("lag").asText());
      }
    }
    throw new AssertionError("no executor of shard " + shard);
  }

  /** From each shard to each: those that end where nothing moves, and those that do not. */
  private List<TrackedTransaction> payAcrossAllShards() throws Exception {
    List<TrackedTransaction> tracked = new ArrayList<>();
    for (Credentials sender : SENDERS) {
      for (int shard = 0; shard < SHARDS; shard++) {
        tracked.add(pay(sender, client.stranger(shard)));
      }
    }
    return tracked;
  }

  /** Its rival is taken into the log too, but behind it. */
  private String speedUp(Credentials sender, TrackedTransaction slow) throws Exception {
    BigInteger next = nextNonce(sender);
    RawTransaction rival =
        RawTransaction.createEtherTransaction(
            Devnet.CHAIN_ID,
            next.subtract(BigInteger.valueOf(SHARDS)),
            Devnet.PAYMENT_GAS,
            sender.getAddress(),
            BigInteger.ZERO,
            BigInteger.ONE,
            MORE_FEE);
    String hash = client.send(rival, sender).getTransactionHash();
    assertEquals(next, nextNonce(sender), "the pending count counts a nonce once");
    slow.assertKnown();
    return hash;
  }

  /** Waits until the newest transaction of a sender has run its first step. */
  private void awaitRun(Credentials sender) throws Exception {
    BigInteger nonce = nextNonce(sender).subtract(BigInteger.ONE);
    RawTransaction underpriced =
        payment(nonce, sender.getAddress(), BigInteger.ZERO, Devnet.FEE_CAP);
    Until.holds(
        "its first step has run",
        () -> refusal(underpriced, sender).startsWith("nonce too low"),
        () -> refusal(underpriced, sender));
  }

  private String refusal(RawTransaction transaction, Credentials sender) {
    try {
      return client.send(transaction, sender).getError().getMessage();
    } catch (IOException failed) {
      throw new AssertionError("a send was not answered", failed);
    }
  }

  /** On a shard that goes on, the transaction has run, though its block is not complete. */
  private void assertTooLateToSpeedUp(Credentials sender) throws Exception {
    awaitRun(sender);
    BigInteger next = nextNonce(sender);
    BigInteger last = next.subtract(BigInteger.ONE);
    assertEquals(
        "nonce too low: next nonce %d, tx nonce %d".formatted(next, last),
        refusal(payment(last, sender.getAddress(), BigInteger.ZERO, MORE_FEE), sender));
  }

  /** The message that takes the ETH stands in the paused shard's log when this returns. */
  private String takeAllOf(Credentials victim, Credentials spender) throws Exception {
    BigInteger nonce = nextNonce(spender);
    BigInteger all = client.balance(victim.getAddress()).subtract(BigInteger.TEN);
    String data =
        FunctionEncoder.encode(
            new Function(
                "transferFrom",
                List.of(
                    new Address(victim.getAddress()),
                    new Address(spender.getAddress()),
                    new Uint256(all)),
                List.of()));
    RawTransaction take =
        RawTransaction.createTransaction(
            Devnet.CHAIN_ID,
            nonce,
            BigInteger.valueOf(65_000),
            Devnet.FACADE,
            BigInteger.ZERO,
            data,
            BigInteger.ZERO,
            Devnet.FEE_CAP);
    String hash = client.send(take, spender).getTransactionHash();
    awaitRun(spender);
    return hash;
  }

  private int pollFor(long nanos, List<TrackedTransaction> tracked) throws Exception {
    List<BigInteger> pending = new ArrayList<>();
    for (Credentials sender : SENDERS) {
      pending.add(nextNonce(sender));
    }
    int polls = 0;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos || polls < POLLS_MIN) {
      for (TrackedTransaction transaction : tracked) {
        transaction.assertKnown();
        assertEquals(State.PENDING, transaction.poll(), transaction::toString);
      }
      for (int i = 0; i < SENDERS.size(); i++) {
        assertEquals(pending.get(i), nextNonce(SENDERS.get(i)));
      }
      polls++;
    }
    return polls;
  }

  private static void awaitConfirmed(List<TrackedTransaction> tracked) {
    List<TrackedTransaction> open = new ArrayList<>(tracked);
    Until.holds(
        "all have receipts",
        () -> {
          open.removeIf(transaction -> {
            transaction.assertKnown();
            State state = transaction.poll();
            assertTrue(
                state == State.PENDING || state == State.CONFIRMED,
                () -> state + ": " + transaction);
            return state == State.CONFIRMED;
          });
          return open.isEmpty();
        },
        () -> open);
  }

  private void assertRefused(String hash, String refusal) {
    String param = "\"" + hash + "\"";
    Until.holds(
        "it is refused",
        () -> status(param, "status").equals("refused"),
        () -> rpc.answer("braid_getTransactionStatus", param));
    assertEquals(refusal, status(param, "refusal"));
    assertTrue(rpc.result("eth_getTransactionByHash", param).isNull());
    assertTrue(rpc.result("eth_getTransactionReceipt", param).isNull());
  }

  private String status(String param, String field) {
    return rpc.result("braid_getTransactionStatus", param).path(field).asText();
  }

  private void assertNonceIsFree(Credentials victim, TrackedTransaction refused) throws Exception {
    BigInteger nonce = nextNonce(victim);
    assertEquals(
        result(
                client.web3j.ethGetTransactionCount(
                    victim.getAddress(), DefaultBlockParameterName.LATEST))
            .getTransactionCount(),
        nonce);
    Credentials rich = SENDERS.getFirst();
    RawTransaction gift = payment(nextNonce(rich), victim.getAddress(), ETHER, Devnet.FEE_CAP);
    assertTrue(client.receipt(gift, rich).isStatusOK());
    TrackedTransaction again = pay(victim, client.stranger(0));
    assertTrue(client.receipt(again.hash()).isStatusOK());
    assertEquals(
        nonce.add(BigInteger.ONE), nextNonce(victim), () -> "the nonce of " + refused + " is used");
  }
}
