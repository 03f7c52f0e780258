/**
 * The benchmarks: {@code ./mvnw -Pbench test -Dbench=…} runs them. Those of single steps
 * use JMH, and stand in the packages that they look into.
 */
package dev.latchkey.bench;
