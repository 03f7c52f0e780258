/**
 * Compares a node with a million live sessions with one that has few.
 */
package dev.latchkey.bench.scale;
