package io.braid.node.simulation;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.simulation.Draft;
import io.braid.protocol.simulation.Operations;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionAnswer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** All wallets, and what they send. */
final class Wallets implements Actor {

  private static final int SENT_AT_ONCE_MAX = 2;

  /** Far above what the base fee can reach before a transaction runs. */
  private static final BigInteger HIGH_CAP = BigInteger.TEN.pow(12);

  private static final byte[] APPROVE =
      Arrays.copyOf(
          Keccak256.hash("approve(address,uint256)".getBytes(StandardCharsets.US_ASCII)), 4);

  private final World world;
  private final Sequencers sequencers;
  private final Operations operations;
  private final List<Wallet> order;
  private int sent;

  Wallets(World world, Sequencers sequencers, Operations operations, List<Wallet> order) {
    this.world = world;
    this.sequencers = sequencers;
    this.operations = operations;
    this.order = order;
  }

  int sent() {
    return sent;
  }

  @Override
  public void act() {
    operations.setTime(world.nowMs() / 1_000);
    for (int left = 1 + world.random.nextInt(SENT_AT_ONCE_MAX); left > 0; left--) {
      Wallet wallet = order.get(world.random.nextInt(order.size()));
      if (wallet.isQuiet()) {
        actQuietly(wallet);
      } else {
        actWildly(wallet);
      }
    }
  }

  private void actQuietly(Wallet wallet) {
    SimulatedGateway gateway = sequencers.gateway(wallet.home());
    if (wallet.trusted() != gateway) {
      if (!isSettled(wallet)) {
        return;
      }
      wallet.trust(gateway);
    }
    long nonce = gateway.nextNonce(wallet.address());
    Draft draft =
        world.random.nextBoolean()
            ? payment(wallet, gateway, nonce)
            : operation(wallet, nonce).withFees(BigInteger.ONE, HIGH_CAP);
    send(wallet, gateway, wallet.sign(draft));
  }

  /** Whether its gateway knows all of an account that is in the logs, and nothing else can come. */
  private boolean isSettled(Wallet wallet) {
    SimulatedGateway before = wallet.trusted();
    boolean isAllInLog =
        before == null || !before.isAlive() || before.hasAllInLog(wallet.address());
    return isAllInLog && !sequencers.isAnythingLate() && sequencers.hasCaughtUp(wallet.home());
  }

  /** Pays a part of what the account has, so that two at once may be too much. */
  private Draft payment(Wallet wallet, SimulatedGateway gateway, long nonce) {
    Word holding = gateway.holding(wallet.address());
    BigInteger balance =
        new BigInteger(1, new Word(holding.low(), holding.second(), 0, 0).toBytes());
    BigInteger amount =
        balance
            .multiply(BigInteger.valueOf(world.random.nextInt(1, 1_000)))
            .divide(BigInteger.valueOf(1_000));
    Wallet to = order.get(world.random.nextInt(order.size()));
    BigInteger receiver = new BigInteger(1, to.address().toBytes());
    return new Draft(
        2, nonce, receiver, amount, new byte[0], BigInteger.ONE, HIGH_CAP, /* gas= */ 21_000);
  }

  private Draft operation(Wallet wallet, long nonce) {
    Draft draft = operations.draft(wallet.address(), nonce);
    while (Arrays.equals(Arrays.copyOf(draft.data(), APPROVE.length), APPROVE)) {
      draft = operations.draft(wallet.address(), nonce);
    }
    return draft;
  }

  private void actWildly(Wallet wallet) {
    Random random = world.random;
    int home = random.nextInt(20) == 0 ? random.nextInt(sequencers.count()) : wallet.home();
    SimulatedGateway gateway = sequencers.gateway(home);
    byte[] last = wallet.lastRaw();
    switch (last == null ? 19 : random.nextInt(20)) {
      case 0 -> send(wallet, sequencers.gateway(random.nextInt(sequencers.count())), last);
      case 2 -> send(wallet, gateway, damaged(last));
      case 3 -> send(wallet, gateway, wallet.sign(dearer(wallet.lastDraft())));
      default -> {
        Draft draft = operations.draft(wallet.address(), nonce(wallet, gateway));
        send(wallet, gateway, wallet.sign(random.nextInt(8) == 0 ? draft.ofType(1) : draft));
      }
    }
  }

  private long nonce(Wallet wallet, SimulatedGateway gateway) {
    long nonce = gateway.nextNonce(wallet.address());
    Random random = world.random;
    return switch (random.nextInt(24)) {
      case 0 -> Math.max(0, nonce - 1 - random.nextInt(3));
      case 1, 2 -> nonce + random.nextInt(1, 4);
      case 3 -> nonce + random.nextInt(60, 70);
      default -> nonce;
    };
  }

  private byte[] damaged(byte[] raw) {
    byte[] damaged = raw.clone();
    damaged[world.random.nextInt(raw.length)] ^= (byte) (1 << world.random.nextInt(8));
    return damaged;
  }

  /** A rival of a transaction: mostly dear enough to replace it while it waits. */
  private Draft dearer(Draft draft) {
    long percent = world.random.nextInt(4) == 0 ? 105 : 111;
    return draft.withFees(rise(draft.tip(), percent), rise(draft.cap(), percent));
  }

  private static BigInteger rise(BigInteger fee, long percent) {
    return fee.multiply(BigInteger.valueOf(percent))
        .divide(BigInteger.valueOf(100))
        .add(BigInteger.ONE);
  }

  private void send(Wallet wallet, SimulatedGateway gateway, byte[] raw) {
    AdmissionAnswer answer = gateway.submit(raw, wallet.address().toString());
    sent++;
    world.tell(
        "wallet %s sends: %s"
            .formatted(wallet.address(), answer == null ? "known from a block" : answer.message()));
  }
}
