package dev.latchkey.session;

import java.util.Set;

/**
 * What permits a change.
 *
 * @param permissions what its author may do
 * @param asOf the log's newest number when that was so
 */
public record ChangeRights(Set<String> permissions, long asOf) {

	/** Of an author that has no permissions, and that the log does not know. */
	public static final ChangeRights NONE = new ChangeRights(Set.of(), 0);

	/**
	 * Copy the permissions.
	 */
	public ChangeRights {
		permissions = Set.copyOf(permissions);
	}

}
