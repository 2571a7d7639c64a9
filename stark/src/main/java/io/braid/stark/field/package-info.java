/**
 * The fields of the proof system: KoalaBear and its extension of degree 4, on primitive arrays.
 *
 * <p>Owns arithmetic alone; may import nothing. Never says what the elements stand for.
 */
package io.braid.stark.field;
