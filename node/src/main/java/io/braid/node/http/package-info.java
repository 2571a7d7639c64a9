/**
 * The ports that a process listens at: JSON-RPC, and what operators ask.
 *
 * <p>Owns how questions and answers are carried. May use the sequencer's JSON-RPC and its
 * transport. Never answers by itself: it is given those who do.
 */
package io.braid.node.http;
