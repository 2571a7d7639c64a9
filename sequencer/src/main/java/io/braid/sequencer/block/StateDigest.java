package io.braid.sequencer.block;

import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What stands for a state root while there is no state tree: a chain of hashes over all changes of
 * cells since genesis, in canonical order. Two who have the same digest have the same state.
 */
public final class StateDigest {

  private static final String GENESIS_TAG = "braid.genesis.v1";

  private final Keccak256 keccak = new Keccak256();

  /** The digest of a block, which begins with that of the block before and its own number. */
  StateDigest(Word before, long number) {
    absorb(before);
    absorb(Word.of(number));
  }

  /** The digest before block 0: of all that genesis fixes. */
  public static Word of(Genesis genesis) {
    ByteWriter out = new ByteWriter();
    out.writeBytes(GENESIS_TAG.getBytes(StandardCharsets.US_ASCII));
    out.writeInteger(genesis.chainId(), 8);
    out.writeInteger(genesis.shards().count(), 2);
    out.writeBytes(genesis.collector().toBytes());
    out.writeInteger(genesis.tokens().size(), 4);
    genesis.tokens().forEach(token -> BlockHeaderCodec.encode(out, token));
    out.writeInteger(genesis.allocations().size(), 4);
    for (Genesis.Allocation allocation : genesis.allocations()) {
      out.writeBytes(allocation.owner().toBytes());
      out.writeInteger(allocation.asset().number(), 8);
      out.writeWord(allocation.amount().toLongs(), 0);
    }
    return Word.of(Keccak256.hash(out.toByteArray()));
  }

  /** Takes in the changes of the next unit. */
  void add(List<Diff.CellChange> changes) {
    for (Diff.CellChange change : changes) {
      absorb(change.key());
      absorb(change.value());
    }
  }

  /** The digest; nothing may be added behind it. */
  Word end() {
    byte[] digest = new byte[Keccak256.BYTES];
    keccak.digest(digest, 0);
    return Word.of(digest);
  }

  private void absorb(Word value) {
    byte[] bytes = value.toBytes();
    keccak.update(bytes, 0, bytes.length);
  }
}
