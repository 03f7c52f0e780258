/**
 * What an administrator may do with applications: register, change and delete them, renew
 * their secrets, and see who is signed in with them.
 */
@NullMarked
package dev.latchkey.admin.application;

import org.jspecify.annotations.NullMarked;
