package dev.latchkey.security;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses what Spring Security's strict firewall refuses, but for header fields. The
 * server lets no line break and no other control of ASCII into one (RFC 9110, 5.5), and
 * other bytes are harmless: fields that decide something are compared with known values,
 * and fields that are stored or shown are cleaned there. The strict firewall would refuse
 * a request for a field that nothing needs, such as a {@code User-Agent} in UTF-8.
 */
class HeaderFirewall extends StrictHttpFirewall {

	HeaderFirewall() {
		setAllowedHeaderNames((name) -> true);
		setAllowedHeaderValues((value) -> true);
	}

}
