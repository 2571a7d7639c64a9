package io.braid.stark.air;

/**
 * What must be 0.
 *
 * @param label what reports call it
 * @param node of the expression times the selector of the rows: 0 in every row
 */
public record Constraint(String label, Rows rows, int node) {}
