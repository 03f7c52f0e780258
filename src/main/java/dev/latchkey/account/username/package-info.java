/**
 * Usernames: the one form in which each is stored and compared, and which ones no account
 * can have.
 */
@NamedInterface("username")
@NullMarked
package dev.latchkey.account.username;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
