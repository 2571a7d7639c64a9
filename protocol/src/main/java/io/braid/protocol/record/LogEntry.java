package io.braid.protocol.record;

import io.braid.protocol.types.Word;
import java.util.List;

/**
 * A log as a program wrote it.
 *
 * @param template which event it is
 * @param operands of the template
 */
public record LogEntry(int template, List<Word> operands) {}
