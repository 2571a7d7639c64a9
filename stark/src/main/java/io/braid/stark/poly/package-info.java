/**
 * Polynomials by their values: matrices of columns, and the transforms between values and
 * coefficients of all columns at once.
 *
 * <p>Owns how rows are ordered and moved; may import {@code field}. Never says what a column means.
 */
package io.braid.stark.poly;
