package io.braid.stark.verifier;

import java.util.List;

/**
 * What a proof says that the columns are at a point.
 *
 * @param point outside the domain
 * @param values of all columns, lifted, in the order of the layout
 * @param nextValues of those that are read in the next row, at the next point
 */
record OpenedPoint<E>(E point, List<E> values, List<E> nextValues) {}
