package dev.latchkey.oauth.device;

import java.time.Clock;
import java.time.Duration;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.crypto.TextMac;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.InvalidGrantException;
import dev.latchkey.session.Session;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;

/**
 * What devices without a browser ask for, and what people decide about it (RFC 8628).
 * Guesses at user codes are counted by the caller.
 */
public class DeviceAuthorizations {

	/** In bytes. */
	private static final int DEVICE_CODE = 32;

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	// of ten million that wait, one in a thousand new ones is taken
	private static final int MOST_TRIES = 10;

	private final DeviceAuthorizationRows rows;

	private final ApplicationGrants grants;

	private final TextMac macs;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DeviceAuthorizations(DeviceAuthorizationRows rows, ApplicationGrants grants, DerivedKeys keys,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.grants = grants;
		this.events = events;
		this.macs = new TextMac(keys.forAuthenticating("latchkey: user codes"));
		this.clock = clock;
	}

	/**
	 * Take what a device asks for.
	 * @param application the application on the device
	 * @param scopes what it asks for, checked against its registration
	 * @param address the address that the request came from
	 * @return what the device is told
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public NewDeviceAuthorization start(Application application, SortedSet<String> scopes, String address) {
		DeviceAuthorization asked = new DeviceAuthorization(application.id(), scopes, address, this.clock.instant());
		String deviceCode = RandomValues.base64Url(DEVICE_CODE);
		return new NewDeviceAuthorization(deviceCode, insert(deviceCode, asked).shown(), LIFETIME, INTERVAL);
	}

	private UserCode insert(String deviceCode, DeviceAuthorization asked) {
		for (int i = 1;; i++) {
			UserCode userCode = UserCode.next();
			try {
				this.rows.insert(Sha256.base64Url(deviceCode), mac(userCode), asked, (int) INTERVAL.toSeconds());
				return userCode;
			}
			catch (DuplicateKeyException ex) {
				if (i == MOST_TRIES) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Return what waits for a decision.
	 * @param typed the user code, as a person typed it
	 * @return what a device asks for
	 * @throws UnknownUserCodeException if none waits with this code
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	public DeviceAuthorization get(String typed) {
		return this.rows.findUndecided(mac(read(typed))).orElseThrow(UnknownUserCodeException::new);
	}

	/**
	 * Return a user code as the device shows it.
	 * @param typed the code, as a person typed it
	 * @return the code, such as {@code WDJB-MJHT}
	 * @throws UnknownUserCodeException if it cannot be one
	 */
	public static String shown(String typed) {
		return read(typed).shown();
	}

	/**
	 * Allow what a device asks for: what it is given hangs on the session that does, and
	 * may be taken away at once, before the device has come for it.
	 * @param typed the user code, as a person typed it
	 * @param application the application that asks
	 * @param session a session that lives and may use the application, which the caller
	 * has asked in the same transaction
	 * @throws UnknownUserCodeException if none waits with this code, or no such session
	 * or application is there any more
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public void approve(String typed, Application application, Session session) {
		DeviceAuthorization asked = get(typed);
		require(asked.applicationId().equals(application.id()));
		require(this.rows.approve(mac(read(typed)), application.id(), allow(application, session, asked)));
		this.events.publishEvent(DeviceApproved.of(session, application));
	}

	private String allow(Application application, Session session, DeviceAuthorization asked) {
		try {
			return this.grants.allow(session.handle(), application, asked.scopes());
		}
		catch (InvalidGrantException ex) {
			throw new UnknownUserCodeException();
		}
	}

	/**
	 * Refuse what a device asks for.
	 * @param typed the user code, as a person typed it
	 * @throws UnknownUserCodeException if none waits with this code
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public void deny(String typed) {
		require(this.rows.deny(mac(read(typed))));
	}

	private static UserCode read(String typed) {
		return UserCode.typed(typed).orElseThrow(UnknownUserCodeException::new);
	}

	private String mac(UserCode userCode) {
		return this.macs.compute(userCode.letters());
	}

	private static void require(boolean decided) {
		if (!decided) {
			throw new UnknownUserCodeException();
		}
	}

}
