package io.braid.sequencer.store;

import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.StateDigest;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.StateReader;
import io.braid.sequencer.view.TokenReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The chain on disk. One thread appends blocks; any number read meanwhile, and see a block with all
 * that it brought or not at all.
 *
 * <p>A checkpoint of the block assembler is written with the block it stands behind. After a crash
 * the newest blocks may be gone; the assembler then goes on from the checkpoint, and blocks that
 * are here already are only compared.
 */
public final class ChainStore implements AutoCloseable {

  private final Path folder;
  private final StoreFiles files;
  private final StoreMeta meta;
  private final StoredTokens tokens;
  private final StoredChain chain;
  private final StoredStates states;
  private final BlockWriter writer;

  private ChainStore(Path folder, StoreFiles files, Genesis genesis, Retention retention) {
    this.folder = folder;
    this.files = files;
    meta = new StoreMeta(files);
    if (meta.isNew()) {
      GenesisWriter.write(files, meta, genesis);
    } else if (meta.layout() != StoreMeta.LAYOUT) {
      throw StoreException.at(
          folder,
          "has layout %d, not %d as this version".formatted(meta.layout(), StoreMeta.LAYOUT));
    } else if (!meta.genesis().equals(StateDigest.of(genesis))) {
      throw StoreException.at(folder, "is of a chain with another genesis");
    }
    meta.setRetention(retention);
    tokens = new StoredTokens(files, meta);
    chain = new StoredChain(files, meta);
    states = new StoredStates(files, meta, chain);
    writer = new BlockWriter(files, meta, chain, states);
  }

  /**
   * Opens the store in a folder, or makes one.
   *
   * @throws StoreException if it cannot be opened, or is of another chain
   */
  public static ChainStore open(Path folder, Genesis genesis, Retention retention) {
    StoreFiles files = new StoreFiles(folder);
    try {
      return new ChainStore(folder, files, genesis, retention);
    } catch (RuntimeException fault) {
      files.close();
      throw fault;
    }
  }

  /** The newest checkpoint of the block assembler, if there is one. */
  public Optional<byte[]> checkpoint() {
    return Optional.ofNullable(meta.checkpoint());
  }

  /** The number of the newest block, or -1. */
  public long latest() {
    return meta.latest();
  }

  /**
   * Appends the next block, or compares one that is here.
   *
   * @param checkpoint of the assembler behind the block, or null
   * @throws StoreException if the block is not the next one, or differs from the one that is here
   */
  public void append(Block block, byte[] checkpoint) {
    if (block.number() > meta.latest() + 1) {
      throw StoreException.at(
          folder, "ends with block %d, not %d".formatted(meta.latest(), block.number() - 1));
    }
    if (block.number() == meta.latest() + 1) {
      writer.append(block, checkpoint, tokens.count(), tokens::add);
      return;
    }
    Word known = chain.hashOf(block.number());
    if (known != null && !known.equals(block.hash())) {
      throw StoreException.at(
          folder,
          "has another block %d: %s, not %s".formatted(block.number(), known, block.hash()));
    }
  }

  /** Blocks and what stands in them. */
  public ChainReader chain() {
    return chain;
  }

  /** State by block. */
  public StateReader states() {
    return states;
  }

  /** Tokens. */
  public TokenReader tokens() {
    return tokens;
  }

  /** Why a transaction was refused, if it was in a block that is kept, and has no receipt. */
  public Optional<Rejection> rejection(Word transaction) {
    return chain.rejection(transaction);
  }

  @Override
  public void close() {
    files.close();
  }

  /** Is told of new tokens as their block is written. */
  @FunctionalInterface
  interface TokenSink {
    void add(TokenEntry token);
  }
}
