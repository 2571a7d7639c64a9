/**
 * Which transactions come in: from raw bytes to an exact refusal, or to a bundle for a shard.
 *
 * <p>Owns the decision, what is in flight between it and the outcome, the limits for accounts and
 * sources, and the gathering into bundles. May use {@code protocol} alone; accounts are seen
 * through {@link io.braid.sequencer.admission.AccountView}. Nothing here is authoritative: a
 * gateway may lose all of it, and several run side by side, since the shards judge again. Pure:
 * time is an argument, in milliseconds; it never touches a log, a clock or a thread.
 */
package io.braid.sequencer.admission;
