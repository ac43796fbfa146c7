/**
 * How fast it is: rows that each measure one thing, in a JVM of its own, so that what one of them taught the JIT
 * compiler does not slow another. Wall-clock times are measured and shown, never asserted.
 */
package twingrad.compare.bench;
