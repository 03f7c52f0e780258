/**
 * The applications that are compared. None of them is annotated with
 * {@code @Configuration}: Latchkey scans for that, and would take them for its own. As
 * what {@code SpringApplication} starts they need no annotation.
 */
package dev.latchkey.bench.app;
