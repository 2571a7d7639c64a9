package io.braid.node.loadtest.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.node.loadtest.outcome.HashIndex;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads all receipts when a run is over, and asks after what was seen nowhere. */
public final class ReceiptAudit {

  private final Questions questions;
  private final Observations observations;

  /** An audit of what was seen. */
  public ReceiptAudit(Questions questions, Observations observations) {
    this.questions = questions;
    this.observations = observations;
  }

  /** Reads the receipts of the blocks behind one, up to another. */
  public void readReceipts(long behind, long newest, HashIndex byHash) {
    for (long number = behind + 1; number <= newest; number++) {
      for (JsonNode receipt : questions.ask("eth_getBlockReceipts", "0x%x".formatted(number))) {
        int transaction = byHash.of(BlockWatch.hash(receipt.path("transactionHash")));
        if (transaction != HashIndex.UNKNOWN) {
          observations.receipt(transaction, "0x1".equals(receipt.path("status").asText()));
        }
      }
    }
  }

  /** Asks what became of transactions that have neither a receipt nor a refusal. */
  public void askAfterOpen(Word[] hashes) {
    List<Integer> open = new ArrayList<>();
    List<Object[]> params = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      if (observations.isOpen(i)) {
        open.add(i);
        params.add(new Object[] {"0x" + HexFormat.of().formatHex(hashes[i].toBytes())});
      }
    }
    List<JsonNode> statuses = questions.askAll("braid_getTransactionStatus", params);
    for (int i = 0; i < open.size(); i++) {
      JsonNode status = statuses.get(i);
      if ("refused".equals(status.path("status").asText())) {
        observations.refusedLater(open.get(i), status.path("refusal").asText());
      }
    }
  }
}
