package io.braid.sequencer.view;

import io.braid.protocol.transaction.Refusal;

/**
 * Why a transaction is refused.
 *
 * @param detail figures behind the reason, as "next nonce 5, tx nonce 3"; may be empty
 */
public record Rejection(Refusal refusal, String detail) {}
