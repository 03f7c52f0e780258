package dev.latchkey.web.forwarded;

import java.util.List;

import org.apache.catalina.util.NetMask;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies whose word on a client, and on what it asked for, is trusted.
 *
 * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}, from which
 * only proxies can connect that add the address of their own client
 */
@ConfigurationProperties("latchkey.web")
record ForwardedSettings(@DefaultValue List<String> trustedProxies) {

	/**
	 * Refuse what is not an address: a name or an expression could match any client.
	 */
	ForwardedSettings {
		trustedProxies = trustedProxies.stream().map(String::strip).filter((proxy) -> !proxy.isEmpty()).toList();
		trustedProxies.forEach(NetMask::new);
	}

	/**
	 * Return the networks in the form that Tomcat takes.
	 */
	String networks() {
		// Tomcat would read one without a slash as a regular expression
		return String.join(",",
				this.trustedProxies.stream()
					.map((proxy) -> proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32"))
					.toList());
	}

}
