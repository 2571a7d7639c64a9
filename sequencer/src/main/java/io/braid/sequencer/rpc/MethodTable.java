package io.braid.sequencer.rpc;

import io.braid.protocol.ledger.LedgerPrograms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Every method that is served, by its name. What is not here does not exist. */
public final class MethodTable {

  private final Map<String, RpcMethod> methods = new LinkedHashMap<>();
  private final Subscriptions subscriptions;
  private final ChainSettings settings;
  private final ChainViews views;
  private final ChainJson json;
  private final Blocks blocks;

  /** The methods over these views. It listens to the feed for good. */
  public MethodTable(ChainSettings settings, ChainViews views, Surroundings surroundings) {
    this.settings = settings;
    this.views = views;
    json = new ChainJson(settings.chainId());
    blocks = new Blocks(views.chain());
    subscriptions = new Subscriptions(views.pending(), json, surroundings.ids());
    FilterTable filters = new FilterTable(surroundings.clockMs(), surroundings.ids());
    SyncSends syncSends = new SyncSends(views.chain(), views.pending(), surroundings.timer());
    addNode();
    addBlocks();
    addState(surroundings.seed());
    addSends(syncSends);
    addLogs(filters);
    addBraid();
    views.feed().listen(syncSends);
    views.feed().listen(filters);
    views.feed().listen(subscriptions);
  }

  /** The methods, by name. */
  public Map<String, RpcMethod> methods() {
    return methods;
  }

  /** The subscriptions of all connections; a transport tells it which connections are gone. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  private void addNode() {
    NodeMethods node = new NodeMethods(settings, blocks);
    add("eth_chainId", node::chainId);
    add("net_version", node::networkId);
    add("web3_clientVersion", node::clientVersion);
    add("web3_sha3", node::sha3);
    add("eth_blockNumber", node::blockNumber);
    add("eth_accounts", node::accounts);
    add("net_listening", params -> node.always(params, Answer.of(true)));
    add("net_peerCount", params -> node.always(params, Answer.of("0x0")));
    add("eth_syncing", params -> node.always(params, Answer.of(false)));
    add("eth_mining", params -> node.always(params, Answer.of(false)));
    add("eth_hashrate", params -> node.always(params, Answer.of("0x0")));
  }

  private void addBlocks() {
    BlockMethods block = new BlockMethods(views.chain(), blocks, json);
    add("eth_getBlockByNumber", block::byNumber);
    add("eth_getBlockByHash", block::byHash);
    add("eth_getBlockReceipts", block::receipts);
    add("eth_getBlockTransactionCountByNumber", block::transactionCountByNumber);
    add("eth_getBlockTransactionCountByHash", block::transactionCountByHash);
    add("eth_getTransactionByBlockNumberAndIndex", block::transactionByNumber);
    add("eth_getTransactionByBlockHashAndIndex", block::transactionByHash);
    add("eth_getUncleCountByBlockNumber", block::uncleCountByNumber);
    add("eth_getUncleCountByBlockHash", block::uncleCountByHash);
    add("eth_getUncleByBlockNumberAndIndex", block::uncleByNumber);
    add("eth_getUncleByBlockHashAndIndex", block::uncleByHash);
    TransactionMethods transaction = new TransactionMethods(views.chain(), views.pending(), json);
    methods.put("eth_getTransactionByHash", (params, _) -> transaction.byHash(params));
    add("eth_getTransactionReceipt", transaction::receipt);
  }

  private void addState(long seed) {
    Programs programs = new Programs(views.tokens(), settings.shards(), seed);
    StateMethods state = new StateMethods(views.states(), views.pending(), blocks, programs);
    add("eth_getBalance", state::balance);
    methods.put("eth_getTransactionCount", (params, _) -> state.transactionCount(params));
    add("eth_getCode", state::code);
    add("eth_getStorageAt", state::storageAt);
    Simulator simulator = new Simulator(LedgerPrograms.build(), settings.shards(), seed);
    Executions executions = new Executions(programs, simulator);
    CallMethods calls = new CallMethods(views.states(), blocks, executions, json);
    add("eth_call", calls::call);
    add("eth_estimateGas", calls::estimateGas);
    add("eth_createAccessList", calls::createAccessList);
    FeeMethods fees = new FeeMethods(views.chain(), views.fees(), blocks, settings.suggestedTip());
    add("eth_gasPrice", fees::gasPrice);
    add("eth_maxPriorityFeePerGas", fees::maxPriorityFee);
    add("eth_baseFee", fees::baseFee);
    add("eth_feeHistory", fees::history);
    FillMethods fill = new FillMethods(settings.chainId(), views.pending(), calls, fees, json);
    methods.put("eth_fillTransaction", (params, _) -> fill.fill(params));
  }

  private void addSends(SyncSends syncSends) {
    SendMethods send = new SendMethods(views.submission(), syncSends, json);
    methods.put("eth_sendRawTransaction", send::send);
    methods.put("eth_sendRawTransactionSync", send::sendSync);
  }

  private void addLogs(FilterTable filters) {
    LogMethods logs = new LogMethods(views.chain(), blocks, filters, json);
    add("eth_getLogs", logs::logs);
    add("eth_newFilter", logs::newFilter);
    add("eth_newBlockFilter", logs::newBlockFilter);
    add("eth_newPendingTransactionFilter", logs::newPendingFilter);
    add("eth_uninstallFilter", logs::uninstall);
    add("eth_getFilterChanges", logs::changes);
    add("eth_getFilterLogs", logs::filterLogs);
    methods.put(
        "eth_subscribe",
        (params, caller) ->
            CompletableFuture.completedFuture(subscriptions.subscribe(params, caller)));
    methods.put(
        "eth_unsubscribe",
        (params, caller) ->
            CompletableFuture.completedFuture(subscriptions.unsubscribe(params, caller)));
  }

  private void addBraid() {
    BraidMethods braid =
        new BraidMethods(settings.shards(), views.chain(), views.pending(), views.status());
    add("braid_shardOf", braid::shardOf);
    methods.put("braid_getTransactionStatus", (params, _) -> braid.transactionStatus(params));
    methods.put("braid_status", (params, _) -> braid.status(params));
  }

  private void add(String name, RpcMethod.Immediate method) {
    methods.put(name, RpcMethod.now(method));
  }
}
