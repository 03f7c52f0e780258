package dev.latchkey.admin;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a form says of a role.
 *
 * @param permissions those that there are
 * @param more others, with spaces between them
 * @param secondFactor whether the role requires a second factor
 */
record RoleForm(@Nullable Set<String> permissions, @Nullable String more, @Nullable Boolean secondFactor) {

	boolean requiresFactor() {
		return Boolean.TRUE.equals(this.secondFactor);
	}

	Set<String> all() {
		Set<String> all = new TreeSet<>((this.permissions != null) ? this.permissions : Set.of());
		Stream.of(((this.more != null) ? this.more : "").split("\\s+"))
			.filter((word) -> !word.isEmpty())
			.forEach(all::add);
		return all;
	}

}
