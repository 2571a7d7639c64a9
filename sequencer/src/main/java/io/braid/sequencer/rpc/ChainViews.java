package io.braid.sequencer.rpc;

import io.braid.sequencer.view.ChainFeed;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.FeeReader;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.StateReader;
import io.braid.sequencer.view.StatusReader;
import io.braid.sequencer.view.Submission;
import io.braid.sequencer.view.TokenReader;

/** Everything that JSON-RPC reads from and writes to. */
public record ChainViews(
    ChainReader chain,
    StateReader states,
    TokenReader tokens,
    FeeReader fees,
    PendingReader pending,
    Submission submission,
    ChainFeed feed,
    StatusReader status) {}
