/**
 * Compares Latchkey with its peers, on one machine and in one run.
 */
package dev.latchkey.bench.peers;
