/** The verifier of the folder {@code contracts}, on a chain, against the one in Java. */
package io.braid.stark.contract;
