/**
 * The applications that are compared.
 */
package bench.app;
