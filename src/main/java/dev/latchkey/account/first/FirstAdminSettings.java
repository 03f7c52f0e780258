package dev.latchkey.account.first;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The account {@code admin} that a first start creates.
 *
 * @param password its password. Without one it is generated, printed once, and has to be
 * changed at the first login. No longer looked at once there is an account
 */
@ConfigurationProperties("latchkey.first-admin")
@Validated
record FirstAdminSettings(@Nullable String password) {

	FirstAdminSettings {
		// an empty environment variable is how a compose file says "not set"
		password = StringUtils.hasLength(password) ? password : null;
	}

	@Override
	public String toString() {
		return "FirstAdminSettings[password=%s]".formatted((this.password != null) ? "(set)" : "(not set)");
	}

}
