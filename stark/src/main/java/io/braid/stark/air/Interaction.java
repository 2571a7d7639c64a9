package io.braid.stark.air;

import java.util.List;

/**
 * What each row of a table puts on a bus: a tuple, with a weight. What is sent has positive
 * weights, what is received negative ones, and in all tuples and their weights add up to 0.
 *
 * @param times what the flag or count is multiplied by, from -p/2 to p/2
 * @param count node of a flag, 0 or 1, or of a count
 * @param isCounted whether the count is any number, as the row of a table that is looked up in
 *     says; else a constraint makes it a flag
 * @param weight node of times count
 * @param tuple nodes of the elements, without the number of the bus
 * @param denominator node of what the tuple is under the challenges
 */
public record Interaction(
    Bus bus,
    int times,
    int count,
    boolean isCounted,
    int weight,
    List<Integer> tuple,
    int denominator) {}
