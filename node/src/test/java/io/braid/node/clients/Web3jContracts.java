package io.braid.node.clients;

import static io.braid.node.clients.Web3jClient.error;
import static io.braid.node.clients.Web3jClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.EventValues;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint112;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.exceptions.ContractCallException;

/** Tokens and pools by their ABIs, through contracts as Web3j generates them. */
final class Web3jContracts {

  static final Event TRANSFER =
      new Event(
          "Transfer",
          List.of(
              new TypeReference<Address>(/* indexed= */ true) {},
              new TypeReference<Address>(/* indexed= */ true) {},
              new TypeReference<Uint256>() {}));

  private static final Uint256 NEVER = new Uint256(BigInteger.TWO.pow(255));
  private static final Uint256 NOTHING = new Uint256(BigInteger.ZERO);
  private static final BigInteger TOO_MUCH = BigInteger.TWO.pow(200);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final TypeReference<Uint256> NUMBER = new TypeReference<>() {};

  private final Web3jClient client;
  private final ProgramContract dusd;
  private final ProgramContract facade;
  private final ProgramContract shares;
  private final ProgramContract router;
  private final Address alice;

  Web3jContracts(Web3jClient client) {
    this.client = client;
    this.alice = new Address(client.alice.getAddress());
    dusd = contract(Devnet.DUSD);
    facade = contract(Devnet.FACADE);
    shares = contract(Devnet.POOL_ETH_DUSD);
    router = contract(Devnet.ROUTER);
  }

  private ProgramContract contract(String address) {
    return new ProgramContract(client, address, client.manager(client.alice));
  }

  void addTo(Checks checks) {
    checks.add("what a token is", this::token);
    checks.add("a token transfer and its event", this::transfer);
    checks.add("allowance and transferFrom", this::allowance);
    checks.add("ETH answers as a token too", this::facade);
    checks.add("an estimate of a call", this::estimate);
    checks.add("a call that would fail gives its reason", this::revert);
    checks.add("an estimate of what would fail gives its reason", this::estimateOfFailure);
    checks.add("what fails in a block has status 0", this::failure);
    checks.add("liquidity in and out", this::liquidity);
    checks.add("where a pool is, and what it holds", this::pool);
    checks.add("a swap gives what was quoted", this::swap);
    checks.add("too little for the swap", this::slippage);
    checks.add("state at an older block", this::past);
  }

  private BigInteger balance(ProgramContract of, String owner) throws Exception {
    return of.read(BigInteger.class, NUMBER, "balanceOf", new Address(owner));
  }

  private static Uint256 number(long value) {
    return new Uint256(value);
  }

  private void token() throws Exception {
    TypeReference<Utf8String> text = new TypeReference<>() {};
    TypeReference<Uint8> small = new TypeReference<>() {};
    assertEquals("Development dollar", dusd.read(String.class, text, "name"));
    assertEquals("DUSD", dusd.read(String.class, text, "symbol"));
    assertEquals(BigInteger.valueOf(6), dusd.read(BigInteger.class, small, "decimals"));
    assertEquals("ETH-DUSD", shares.read(String.class, text, "symbol"));
  }

  private void transfer() throws Exception {
    String to = client.stranger(1);
    TransactionReceipt receipt =
        dusd.write(BigInteger.ZERO, "transfer", new Address(to), number(7));
    assertEquals(BigInteger.valueOf(50_000), receipt.getGasUsed());
    assertEquals(BigInteger.valueOf(7), balance(dusd, to));
    EventValues event = dusd.events(TRANSFER, receipt).getFirst();
    assertEquals(List.of(alice, new Address(to)), event.getIndexedValues());
    assertEquals(List.of(number(7)), event.getNonIndexedValues());
  }

  private void allowance() throws Exception {
    String to = client.stranger(2);
    Address bob = new Address(client.bob.getAddress());
    dusd.write(BigInteger.ZERO, "approve", bob, number(100));
    ProgramContract bobs = new ProgramContract(client, Devnet.DUSD, client.manager(client.bob));
    bobs.write(BigInteger.ZERO, "transferFrom", alice, new Address(to), number(40));
    assertEquals(
        BigInteger.valueOf(60), dusd.read(BigInteger.class, NUMBER, "allowance", alice, bob));
    assertEquals(BigInteger.valueOf(40), balance(dusd, to));
  }

  private void facade() throws Exception {
    String to = client.stranger(3);
    facade.write(BigInteger.ZERO, "transfer", new Address(to), number(11));
    assertEquals(BigInteger.valueOf(11), client.balance(to));
    assertEquals(BigInteger.valueOf(11), balance(facade, to));
  }

  private void estimate() throws Exception {
    var call = dusd.transaction(BigInteger.ZERO, "approve", alice, number(1));
    assertEquals(
        BigInteger.valueOf(46_000), result(client.web3j.ethEstimateGas(call)).getAmountUsed());
  }

  private void revert() {
    Address bob = new Address(client.bob.getAddress());
    ContractCallException reverted =
        assertThrows(
            ContractCallException.class,
            () ->
                dusd.read(
                    BigInteger.class, NUMBER, "transferFrom", bob, alice, new Uint256(TOO_MUCH)));
    assertTrue(reverted.getMessage().contains("insufficient allowance"), reverted::getMessage);
  }

  private void estimateOfFailure() throws Exception {
    Response.Error refused =
        error(
            client.web3j.ethEstimateGas(
                dusd.transaction(BigInteger.ZERO, "transfer", alice, new Uint256(TOO_MUCH))));
    assertEquals(3, refused.getCode());
    assertEquals("execution reverted: transfer amount exceeds balance", refused.getMessage());
    assertTrue(Web3jClient.text(refused).startsWith("0x08c379a0"), refused::getData);
  }

  private void failure() throws Exception {
    BigInteger before = balance(dusd, client.alice.getAddress());
    Address bob = new Address(client.bob.getAddress());
    TransactionException failed =
        assertThrows(
            TransactionException.class,
            () -> dusd.write(BigInteger.ZERO, "transfer", bob, new Uint256(TOO_MUCH)));
    TransactionReceipt receipt = failed.getTransactionReceipt().orElseThrow();
    assertEquals("0x0", receipt.getStatus());
    assertEquals(List.of(), receipt.getLogs());
    assertEquals(before, balance(dusd, client.alice.getAddress()));
  }

  private void liquidity() throws Exception {
    Address token = new Address(Devnet.DUSD);
    BigInteger before = balance(shares, client.alice.getAddress());
    TransactionReceipt added =
        router.write(
            ETHER, "addLiquidityETH", token, number(2_000_000_000), NOTHING, NOTHING, alice, NEVER);
    assertEquals(BigInteger.valueOf(200_000), added.getGasUsed());
    BigInteger minted = balance(shares, client.alice.getAddress()).subtract(before);
    assertTrue(minted.signum() > 0);
    TransactionReceipt removed =
        router.write(
            BigInteger.ZERO,
            "removeLiquidityETH",
            token,
            new Uint256(minted.shiftRight(1)),
            NOTHING,
            NOTHING,
            alice,
            NEVER);
    assertEquals(BigInteger.valueOf(180_000), removed.getGasUsed());
  }

  @SuppressWarnings("rawtypes")
  private void pool() throws Exception {
    TypeReference<Address> address = new TypeReference<>() {};
    assertEquals(
        Devnet.POOL_ETH_DUSD,
        router.read(
            String.class,
            address,
            "getPair",
            new Address(Devnet.FACADE),
            new Address(Devnet.DUSD)));
    List<Type> reserves =
        shares.readAll(
            List.of(
                new TypeReference<Uint112>() {},
                new TypeReference<Uint112>() {},
                new TypeReference<Uint32>() {}),
            "getReserves");
    assertEquals(balance(facade, Devnet.POOL_ETH_DUSD), reserves.get(0).getValue());
    assertEquals(balance(dusd, Devnet.POOL_ETH_DUSD), reserves.get(1).getValue());
  }

  private static DynamicArray<Address> path(String from, String to) {
    return new DynamicArray<>(Address.class, new Address(from), new Address(to));
  }

  private void swap() throws Exception {
    String to = client.stranger(1);
    BigInteger value = BigInteger.TEN.pow(16);
    DynamicArray<Address> path = path(Devnet.FACADE, Devnet.DUSD);
    @SuppressWarnings("unchecked")
    List<Uint256> amounts =
        (List<Uint256>)
            router
                .readAll(
                    List.of(new TypeReference<DynamicArray<Uint256>>() {}),
                    "getAmountsOut",
                    new Uint256(value),
                    path)
                .getFirst()
                .getValue();
    TransactionReceipt receipt =
        router.write(
            value, "swapExactETHForTokens", amounts.getLast(), path, new Address(to), NEVER);
    assertEquals(BigInteger.valueOf(140_000), receipt.getGasUsed());
    assertEquals(4, receipt.getLogs().size());
    assertEquals(amounts.getLast().getValue(), balance(dusd, to));
  }

  private void slippage() throws Exception {
    var call =
        router.transaction(
            BigInteger.ZERO,
            "swapExactTokensForETH",
            number(1_000_000),
            new Uint256(TOO_MUCH),
            path(Devnet.DUSD, Devnet.FACADE),
            alice,
            NEVER);
    assertEquals(
        "execution reverted: insufficient output amount",
        error(client.web3j.ethCall(call, DefaultBlockParameterName.LATEST)).getMessage());
  }

  private void past() throws Exception {
    String to = client.stranger(2);
    TransactionReceipt receipt =
        dusd.write(BigInteger.ZERO, "transfer", new Address(to), number(9));
    BigInteger block = receipt.getBlockNumber();
    ProgramContract before =
        contract(Devnet.DUSD).at(DefaultBlockParameter.valueOf(block.subtract(BigInteger.ONE)));
    assertEquals(BigInteger.ZERO, balance(before, to));
    ProgramContract then = contract(Devnet.DUSD).at(DefaultBlockParameter.valueOf(block));
    assertEquals(BigInteger.valueOf(9), balance(then, to));
  }
}
