package dev.latchkey.web.forwarded;

import java.util.List;

import org.apache.catalina.util.NetMask;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed.
 *
 * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}, from which
 * only proxies reach us that add the address of whoever called them
 */
@ConfigurationProperties("latchkey.web")
record ForwardedSettings(@DefaultValue List<String> trustedProxies) {

	/**
	 * Refuse what is no address: with a name or an expression, anybody might match.
	 */
	ForwardedSettings {
		trustedProxies = trustedProxies.stream().map(String::strip).filter((proxy) -> !proxy.isEmpty()).toList();
		trustedProxies.forEach(NetMask::new);
	}

	/**
	 * Return the networks in the form in which the server takes them.
	 */
	String networks() {
		// one without a slash would be read as a regular expression
		return String.join(",",
				this.trustedProxies.stream()
					.map((proxy) -> proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32"))
					.toList());
	}

}
