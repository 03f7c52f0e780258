package dev.latchkey.oidc.device;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.device.DeviceCodeException;
import dev.latchkey.oauth.device.DeviceGrants;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oidc.GrantType;
import dev.latchkey.oidc.OAuthException;
import dev.latchkey.web.client.ClientForm;

/**
 * How a device comes back for its tokens (RFC 8628, 3.4).
 */
class DeviceCodeGrant implements GrantType {

	private final DeviceGrants grants;

	DeviceCodeGrant(DeviceGrants grants) {
		this.grants = grants;
	}

	@Override
	public String name() {
		return "urn:ietf:params:oauth:grant-type:device_code";
	}

	@Override
	public boolean isFor(Application application) {
		return true;
	}

	@Override
	public GrantedTokens exchange(Application application, ClientForm form) {
		try {
			return this.grants.redeem(form.require("device_code"), application);
		}
		catch (DeviceCodeException ex) {
			throw new OAuthException(ex.reason().code(), description(ex.reason()));
		}
	}

	private static String description(DeviceCodeException.Reason reason) {
		return switch (reason) {
			case PENDING -> "No person has decided yet";
			case TOO_FAST -> "Wait 5 seconds longer between two questions from now on";
			case EXPIRED -> "The device code has expired; ask for a new one";
			case DENIED -> "A person has refused";
			case INVALID -> "The device code is not valid, or was used";
		};
	}

}
