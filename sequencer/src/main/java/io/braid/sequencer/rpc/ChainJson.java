package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.Placement;
import java.io.IOException;
import java.util.List;

/**
 * Writes blocks, transactions, receipts and logs with every field that one of the known clients
 * misses where it is absent.
 */
final class ChainJson {

  /** Keccak-256 of the RLP of an empty list: there are no uncles. */
  private static final String NO_UNCLES =
      "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

  /** The root of an empty Merkle-Patricia trie: there are no withdrawals of a beacon chain. */
  private static final String EMPTY_TRIE =
      "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

  private static final String ZERO_HASH = Hex.data(Word.ZERO);

  /** In a legacy signature v is this, twice the chain id and yParity (EIP-155). */
  private static final long EIP_155_V = 35;

  private final long chainId;

  ChainJson(long chainId) {
    this.chainId = chainId;
  }

  /** A block with the hashes of its transactions, or with them whole if they are given. */
  void block(JsonGenerator out, ChainBlock block, List<ChainTransaction> transactions)
      throws IOException {
    out.writeStartObject();
    header(out, block);
    out.writeStringField("size", Hex.quantity(block.sizeBytes()));
    out.writeArrayFieldStart("uncles");
    out.writeEndArray();
    out.writeArrayFieldStart("withdrawals");
    out.writeEndArray();
    out.writeArrayFieldStart("transactions");
    if (transactions == null) {
      for (Word hash : block.transactions()) {
        out.writeString(Hex.data(hash));
      }
    } else {
      for (ChainTransaction transaction : transactions) {
        transaction(out, transaction);
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** A block as subscribers of new heads get it: without transactions. */
  void head(JsonGenerator out, ChainBlock block) throws IOException {
    out.writeStartObject();
    header(out, block);
    out.writeEndObject();
  }

  private static void header(JsonGenerator out, ChainBlock block) throws IOException {
    out.writeStringField("number", Hex.quantity(block.number()));
    out.writeStringField("hash", Hex.data(block.hash()));
    out.writeStringField("parentHash", Hex.data(block.parentHash()));
    out.writeStringField("sha3Uncles", NO_UNCLES);
    out.writeStringField("miner", block.miner().toString());
    out.writeStringField("stateRoot", Hex.data(block.stateRoot()));
    out.writeStringField("transactionsRoot", Hex.data(block.transactionsRoot()));
    out.writeStringField("receiptsRoot", Hex.data(block.receiptsRoot()));
    out.writeStringField("logsBloom", block.logsBloom().toString());
    out.writeStringField("difficulty", "0x0");
    out.writeStringField("gasLimit", Hex.quantity(block.gasLimit()));
    out.writeStringField("gasUsed", Hex.quantity(block.gasUsed()));
    out.writeStringField("timestamp", Hex.quantity(block.timeSeconds()));
    out.writeStringField("extraData", block.extraData().toString());
    out.writeStringField("mixHash", ZERO_HASH);
    out.writeStringField("nonce", "0x0000000000000000");
    out.writeStringField("baseFeePerGas", Hex.quantity(block.baseFee()));
    out.writeStringField("withdrawalsRoot", EMPTY_TRIE);
  }

  /** A transaction; the fields of its block are null while it is pending. */
  void transaction(JsonGenerator out, ChainTransaction transaction) throws IOException {
    out.writeStartObject();
    Placement placement = transaction.placement().orElse(null);
    optional(out, "blockHash", placement == null ? null : Hex.data(placement.blockHash()));
    optional(out, "blockNumber", placement == null ? null : Hex.quantity(placement.block()));
    optional(
        out, "blockTimestamp", placement == null ? null : Hex.quantity(placement.timeSeconds()));
    optional(out, "transactionIndex", placement == null ? null : Hex.quantity(placement.index()));
    out.writeStringField("hash", Hex.data(transaction.hash()));
    out.writeStringField("type", Hex.quantity(transaction.type()));
    out.writeStringField("from", transaction.sender().toString());
    out.writeStringField("to", transaction.to().toString());
    out.writeStringField("nonce", Hex.quantity(transaction.nonce()));
    out.writeStringField("gas", Hex.quantity(transaction.gasLimit()));
    out.writeStringField("value", Hex.quantity(transaction.value()));
    out.writeStringField("input", transaction.input().toString());
    out.writeStringField(
        "gasPrice", Hex.quantity(transaction.effectivePrice().orElse(transaction.maxFee())));
    if (transaction.type() == 2) {
      out.writeStringField("maxFeePerGas", Hex.quantity(transaction.maxFee()));
      out.writeStringField("maxPriorityFeePerGas", Hex.quantity(transaction.maxPriorityFee()));
    }
    out.writeStringField("chainId", Hex.quantity(chainId));
    signature(out, transaction);
    out.writeEndObject();
  }

  private void signature(JsonGenerator out, ChainTransaction transaction) throws IOException {
    if (transaction.type() == 0) {
      long v = EIP_155_V + 2 * chainId + transaction.yParity();
      out.writeStringField("v", Hex.quantity(v));
    } else {
      out.writeFieldName("accessList");
      accessList(out, transaction.accessList());
      out.writeStringField("v", Hex.quantity(transaction.yParity()));
      out.writeStringField("yParity", Hex.quantity(transaction.yParity()));
    }
    out.writeStringField("r", Hex.quantity(transaction.r()));
    out.writeStringField("s", Hex.quantity(transaction.s()));
  }

  void accessList(JsonGenerator out, List<AccessListEntry> entries) throws IOException {
    out.writeStartArray();
    for (AccessListEntry entry : entries) {
      out.writeStartObject();
      out.writeStringField("address", entry.address().toString());
      out.writeArrayFieldStart("storageKeys");
      for (Word key : entry.storageKeys()) {
        out.writeString(Hex.data(key));
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  void receipt(JsonGenerator out, ChainReceipt receipt) throws IOException {
    Placement placement = receipt.placement();
    out.writeStartObject();
    out.writeStringField("transactionHash", Hex.data(receipt.transaction()));
    out.writeStringField("transactionIndex", Hex.quantity(placement.index()));
    out.writeStringField("blockHash", Hex.data(placement.blockHash()));
    out.writeStringField("blockNumber", Hex.quantity(placement.block()));
    out.writeStringField("from", receipt.sender().toString());
    out.writeStringField("to", receipt.to().toString());
    out.writeNullField("contractAddress");
    out.writeStringField("type", Hex.quantity(receipt.type()));
    out.writeStringField("status", receipt.failure() == 0 ? "0x1" : "0x0");
    out.writeStringField("gasUsed", Hex.quantity(receipt.gasUsed()));
    out.writeStringField("cumulativeGasUsed", Hex.quantity(receipt.cumulativeGasUsed()));
    out.writeStringField("effectiveGasPrice", Hex.quantity(receipt.effectivePrice()));
    out.writeStringField("logsBloom", receipt.logsBloom().toString());
    out.writeFieldName("logs");
    logs(out, receipt.logs());
    out.writeEndObject();
  }

  void receipts(JsonGenerator out, List<ChainReceipt> receipts) throws IOException {
    out.writeStartArray();
    for (ChainReceipt receipt : receipts) {
      receipt(out, receipt);
    }
    out.writeEndArray();
  }

  void logs(JsonGenerator out, List<ChainLog> logs) throws IOException {
    out.writeStartArray();
    for (ChainLog log : logs) {
      log(out, log, false);
    }
    out.writeEndArray();
  }

  /** A log; {@code removed} if a repair took its block back. */
  void log(JsonGenerator out, ChainLog log, boolean removed) throws IOException {
    Placement placement = log.placement();
    out.writeStartObject();
    out.writeStringField("address", log.address().toString());
    out.writeArrayFieldStart("topics");
    for (Word topic : log.topics()) {
      out.writeString(Hex.data(topic));
    }
    out.writeEndArray();
    out.writeStringField("data", log.data().toString());
    out.writeStringField("blockHash", Hex.data(placement.blockHash()));
    out.writeStringField("blockNumber", Hex.quantity(placement.block()));
    out.writeStringField("blockTimestamp", Hex.quantity(placement.timeSeconds()));
    out.writeStringField("transactionHash", Hex.data(log.transaction()));
    out.writeStringField("transactionIndex", Hex.quantity(placement.index()));
    out.writeStringField("logIndex", Hex.quantity(log.index()));
    out.writeBooleanField("removed", removed);
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String name, String value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}
