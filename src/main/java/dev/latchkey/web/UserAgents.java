package dev.latchkey.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

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

	private final MessageSource texts;

	UserAgents(MessageSource texts) {
		this.texts = texts;
	}

	/**
	 * Return a short name for a client, in the language of the page.
	 * @param userAgent its user agent
	 * @return such as {@code Firefox on Linux} or {@code curl}
	 */
	public String name(String userAgent) {
		String system = first(SYSTEMS, userAgent, "");
		String client = first(CLIENTS, userAgent, product(userAgent));
		return system.isEmpty() ? client : text("layout.client.on", client, system);
	}

	private static String first(Map<String, String> names, String userAgent, String otherwise) {
		return names.entrySet()
			.stream()
			.filter((name) -> userAgent.contains(name.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(otherwise);
	}

	private String text(String name, Object... parts) {
		return this.texts.getMessage(name, parts, LocaleContextHolder.getLocale());
	}

	private String product(String userAgent) {
		Matcher product = PRODUCT.matcher(userAgent);
		return (product.lookingAt() && !product.group().equals("Mozilla")) ? product.group()
				: text("layout.client.unknown");
	}

}
