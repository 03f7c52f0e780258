package dev.latchkey.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Some paths, whatever the method. Every request is asked about them, so its path is
 * taken once and not for each pattern, and only those patterns are looked at that begin
 * with the same segment. A pattern has to begin with one that is spelled out.
 */
final class PathSet implements RequestMatcher {

	private final Map<String, List<PathPattern>> byBeginning;

	PathSet(String... patterns) {
		this.byBeginning = Stream.of(patterns)
			.collect(Collectors.groupingBy((pattern) -> beginning(PathContainer.parsePath(pattern)),
					Collectors.mapping(PathPatternParser.defaultInstance::parse, Collectors.toUnmodifiableList())));
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return contain((ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request) : ServletRequestPathUtils.parse(request))
			.pathWithinApplication());
	}

	boolean contain(PathContainer path) {
		for (PathPattern pattern : this.byBeginning.getOrDefault(beginning(path), List.of())) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	private static String beginning(PathContainer path) {
		List<PathContainer.Element> elements = path.elements();
		// the first is the slash
		return (elements.size() > 1 && elements.get(1) instanceof PathContainer.PathSegment segment)
				? segment.valueToMatch() : "";
	}

}
