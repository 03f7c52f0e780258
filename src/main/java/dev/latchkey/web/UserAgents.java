package dev.latchkey.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names clients by their user agent, well enough for users to tell their phone from their
 * laptop. A client may send any user agent, so nothing is decided by it.
 */
class UserAgents {

	// browsers also name their predecessors, so the youngest comes first
	private static final Map<String, String> CLIENTS = new LinkedHashMap<>();

	private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

	private static final Pattern PRODUCT = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,30}");

	static {
		CLIENTS.put("Edg", "Edge");
		CLIENTS.put("OPR/", "Opera");
		CLIENTS.put("SamsungBrowser/", "Samsung Internet");
		CLIENTS.put("Firefox/", "Firefox");
		CLIENTS.put("FxiOS/", "Firefox");
		CLIENTS.put("CriOS/", "Chrome");
		CLIENTS.put("Chrome/", "Chrome");
		CLIENTS.put("Safari/", "Safari");
		SYSTEMS.put("iPhone", "iPhone");
		SYSTEMS.put("iPad", "iPad");
		SYSTEMS.put("Android", "Android");
		SYSTEMS.put("CrOS", "ChromeOS");
		SYSTEMS.put("Windows", "Windows");
		SYSTEMS.put("Mac OS X", "macOS");
		SYSTEMS.put("Linux", "Linux");
	}

	/**
	 * Return a short name for a client.
	 * @param userAgent its user agent
	 * @return such as {@code Firefox on Linux} or {@code curl}
	 */
	public String name(String userAgent) {
		String system = first(SYSTEMS, userAgent, "");
		String client = first(CLIENTS, userAgent, product(userAgent));
		return system.isEmpty() ? client : client + " on " + system;
	}

	private static String first(Map<String, String> names, String userAgent, String otherwise) {
		return names.entrySet()
			.stream()
			.filter((name) -> userAgent.contains(name.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(otherwise);
	}

	private static String product(String userAgent) {
		Matcher product = PRODUCT.matcher(userAgent);
		return (product.lookingAt() && !product.group().equals("Mozilla")) ? product.group() : "Unknown client";
	}

}
