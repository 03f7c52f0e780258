/**
 * Latchkey beside what else there is, on one machine and in one run.
 */
package bench;
