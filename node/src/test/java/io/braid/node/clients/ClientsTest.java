package io.braid.node.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.node.DevelopmentNodes;
import io.braid.node.Node;
import io.braid.node.RpcClient;
import io.braid.node.kafka.TestBroker;
import io.braid.sequencer.rpc.PublishedSchemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real clients drive a node: each check of theirs is a test. The node is one of this process, or
 * the one whose URL {@code -Dbraid.clients.url} names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientsTest {

  private static final int LAST = Integer.MAX_VALUE;
  private static final String URL_PROPERTY = "braid.clients.url";

  private final List<Checks> all = new ArrayList<>();

  private Node node;
  private String url;
  private Web3jClient web3j;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    url = System.getProperty(URL_PROPERTY);
    if (url == null) {
      node = DevelopmentNodes.start(folder, TestBroker.settings(folder, "unused"));
      url = "http://127.0.0.1:" + node.rpcPort().getAsInt();
      DevelopmentNodes.awaitReady(new RpcClient(url));
    }
    web3j = new Web3jClient(url);
  }

  @AfterAll
  void tellAndStop() {
    System.out.println(
        "clients: " + all.stream().map(Checks::toString).collect(Collectors.joining(", ")));
    web3j.close();
    if (node != null) {
      node.close();
    }
  }

  private List<DynamicTest> program(String client, String program) throws Exception {
    Checks checks = ClientProgram.run(client, program, url);
    all.add(checks);
    return checks.tests();
  }

  @TestFactory
  @Order(1)
  List<DynamicTest> ethers() throws Exception {
    return program("ethers", "ethers/checks.mjs");
  }

  @TestFactory
  @Order(2)
  List<DynamicTest> viem() throws Exception {
    return program("viem", "viem/checks.mjs");
  }

  @TestFactory
  @Order(3)
  List<DynamicTest> web3js() throws Exception {
    return program("web3.js", "web3/checks.mjs");
  }

  @TestFactory
  @Order(4)
  List<DynamicTest> web3j() {
    Checks checks = new Checks("Web3j");
    new Web3jReading(web3j).addTo(checks);
    new Web3jSending(web3j).addTo(checks);
    new Web3jContracts(web3j).addTo(checks);
    new Web3jWatching(web3j, url).addTo(checks);
    new Web3jErrors(web3j).addTo(checks);
    all.add(checks);
    return checks.tests();
  }

  @TestFactory
  @Order(5)
  List<DynamicTest> cast() throws Exception {
    return program("cast", "cast/checks.mjs");
  }

  @TestFactory
  @Order(6)
  List<DynamicTest> wallets() throws Exception {
    return program("wallets", "wallets/checks.mjs");
  }

  @TestFactory
  @Order(7)
  List<DynamicTest> quickStart() throws Exception {
    return program("quick start", "quickstart/checks.mjs");
  }

  /** All that the clients have brought about: transactions of every kind, failures among them. */
  @Test
  @Order(LAST)
  void whatTheNodeTellsOfItFitsThePublishedSchemas() throws Exception {
    ServedChain chain = new ServedChain(new RpcClient(url), new PublishedSchemas());
    chain.check();
    new ServedMethods(chain, web3j).check();
    System.out.printf(
        "published schemas: %d transactions, %d logs%n", chain.transactions(), chain.logs());
    assertTrue(chain.transactions() > 0 && chain.logs() > 0);
  }
}
