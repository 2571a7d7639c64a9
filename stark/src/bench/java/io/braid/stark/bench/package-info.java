/**
 * Benchmarks of the proof system. They are compiled by every test run; each says beside it what it
 * does not show.
 */
package io.braid.stark.bench;
