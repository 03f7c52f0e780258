package dev.latchkey.transfer;

/**
 * How a file is imported.
 *
 * @param dryRun whether everything is checked and nothing is changed
 * @param existing what becomes of users who exist
 */
record ImportOptions(boolean dryRun, ExistingUsers existing) {
}
