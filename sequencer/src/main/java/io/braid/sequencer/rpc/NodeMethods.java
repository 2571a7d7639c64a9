package io.braid.sequencer.rpc;

import io.braid.protocol.crypto.Keccak256;

/** What a node says of itself, and what is always the same. */
final class NodeMethods {

  private final ChainSettings settings;
  private final Blocks blocks;

  NodeMethods(ChainSettings settings, Blocks blocks) {
    this.settings = settings;
    this.blocks = blocks;
  }

  Answer chainId(Params params) {
    params.count(0, 0);
    return Answer.of(Hex.quantity(settings.chainId()));
  }

  Answer networkId(Params params) {
    params.count(0, 0);
    return Answer.of(Long.toUnsignedString(settings.chainId()));
  }

  Answer clientVersion(Params params) {
    params.count(0, 0);
    return Answer.of(settings.clientVersion());
  }

  Answer sha3(Params params) {
    byte[] bytes = params.count(1, 1).data(0).toArray();
    return Answer.of(Hex.data(Keccak256.hash(bytes)));
  }

  Answer blockNumber(Params params) {
    params.count(0, 0);
    return Answer.of(Hex.quantity(blocks.latest()));
  }

  /** Keys are the wallets' affair: a node holds none. */
  Answer accounts(Params params) {
    params.count(0, 0);
    return out -> {
      out.writeStartArray();
      out.writeEndArray();
    };
  }

  Answer always(Params params, Answer answer) {
    params.count(0, 0);
    return answer;
  }
}
