/**
 * What an installation is: one database, and all nodes on it. A node looks with each pull
 * which database its Redis belongs to, writes that again where Redis was emptied, and
 * uses no Redis that belongs to another:
 *
 * <pre>
 * SET latchkey:installation {id} NX
 * </pre>
 */
@NamedInterface("installation")
@NullMarked
package dev.latchkey.revocation.installation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
