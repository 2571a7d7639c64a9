/**
 * {@code braid loadtest}: sends signed transactions at a rate to a chain of its own or to one that
 * runs, measures how long each takes to each stage, and accounts for every one of them.
 *
 * <p>Owns the course of a run and its report. May import all that a node is started with; what is
 * sent is {@code workload}'s affair, what became of it {@code outcome}'s, JSON-RPC {@code rpc}'s.
 * Never tells one figure for another: what was not measured is not there.
 */
package io.braid.node.loadtest;
