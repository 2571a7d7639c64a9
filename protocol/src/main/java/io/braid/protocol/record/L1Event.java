package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * An event of the L1 contract.
 *
 * @param kind the kind byte
 * @param owner the account it concerns
 * @param asset as it stands in keys
 * @param amount of a deposit
 * @param words what else the kind carries
 */
public record L1Event(int kind, Address owner, long asset, Word amount, List<Word> words) {}
