package dev.latchkey.oauth;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Puts grants together by their application.
 */
final class GrantOverview {

	private GrantOverview() {
	}

	static List<ConnectedApplication> of(List<GrantRow> live) {
		Map<String, ConnectedApplication> found = new LinkedHashMap<>();
		live.forEach((grant) -> found.merge(grant.applicationId(),
				new ConnectedApplication(grant.applicationId(), grant.createdAt(), grant.scopes()),
				GrantOverview::both));
		return found.values()
			.stream()
			.sorted(Comparator.comparing(ConnectedApplication::grantedAt).reversed())
			.toList();
	}

	private static ConnectedApplication both(ConnectedApplication one, ConnectedApplication other) {
		TreeSet<String> scopes = new TreeSet<>(one.scopes());
		scopes.addAll(other.scopes());
		Instant first = one.grantedAt().isBefore(other.grantedAt()) ? one.grantedAt() : other.grantedAt();
		return new ConnectedApplication(one.applicationId(), first, scopes);
	}

}
