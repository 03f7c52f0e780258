package dev.latchkey.application;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.role.RoleChanges;
import dev.latchkey.url.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Registers, changes and deletes applications, in the caller's transaction or else in a
 * new one; one change after another, on all nodes. What the configuration declares stays
 * as it is.
 */
public class ApplicationChanges {

	private static final Duration LONGEST_OVERLAP = Duration.ofHours(24);

	private final ClientIds clientIds;

	private final ApplicationRows rows;

	private final RegistryLock registry;

	private final PublicUrl publicUrl;

	private final RoleChanges roles;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ApplicationChanges(ClientIds clientIds, ApplicationRows rows, RegistryLock registry, PublicUrl publicUrl,
			RoleChanges roles, TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.clientIds = clientIds;
		this.rows = rows;
		this.registry = registry;
		this.publicUrl = publicUrl;
		this.roles = roles;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Register an application.
	 * @param clientId the client id that was chosen, or {@code null} for a random one
	 * @param details what was chosen of it
	 * @param actor the name of the administrator who does it
	 * @return the application, with its secret if it proves itself with one
	 * @throws InvalidApplicationException if a member is not valid
	 * @throws ClientIdTakenException if another one has this client id
	 * @throws ApplicationNameTakenException if another one has this name
	 * @throws HostTakenException if another one has one of these hosts
	 * @throws TooManyApplicationsException if there are as many as there may be
	 * @throws PublicUrlRequiredException if it is proxied, and there is no login host
	 */
	public RegisteredApplication register(@Nullable String clientId, ApplicationDetails details, String actor) {
		String chosen = (clientId != null) ? this.clientIds.check(clientId) : ClientIds.next();
		ApplicationDetails canonical = checked(details);
		@Nullable String secret = canonical.needsSecret() ? ApplicationSecret.generate() : null;
		return this.transaction.execute((status) -> {
			introducePermission(canonical);
			ApplicationRegistry others = this.registry.lock();
			others.requireRoomFor(chosen, canonical);
			Application application = NewApplication.make(chosen, canonical, false, this.clock.instant(), actor);
			this.rows.insert(application, (secret != null) ? ApplicationSecret.hash(secret) : null);
			this.events.publishEvent(new ApplicationRegistered(chosen, application.name()));
			return new RegisteredApplication(application, secret);
		});
	}

	/**
	 * Return an application that is to be changed. All applications stay as they are
	 * until the caller's transaction ends, so that new details can be made of the old
	 * ones.
	 * @param clientId the application
	 * @return the application
	 * @throws UnknownApplicationException if there is no such application
	 * @throws DeclaredApplicationException if the configuration declares it
	 */
	public Application lock(String clientId) {
		return this.transaction.execute((status) -> {
			this.roles.lock();
			return this.registry.lock().undeclared(clientId);
		});
	}

	/**
	 * Change an application. One that no longer proves itself with a secret loses it; one
	 * that does so from now on has none until it is given one.
	 * @param clientId the application
	 * @param changed its new details, all of them
	 * @return the application as it is now
	 * @throws UnknownApplicationException if there is no such application
	 * @throws DeclaredApplicationException if the configuration declares it
	 * @throws InvalidApplicationException if a member is not valid
	 * @throws ApplicationNameTakenException if another one has this name
	 * @throws HostTakenException if another one has one of these hosts
	 * @throws PublicUrlRequiredException if it is proxied, and there is no login host
	 */
	public Application change(String clientId, ApplicationDetails changed) {
		return this.transaction.execute((status) -> {
			this.roles.lock();
			ApplicationRegistry registry = this.registry.lock();
			Application before = registry.undeclared(clientId);
			ApplicationDetails details = checked(changed);
			introducePermission(details);
			registry.requireFree(before, details);
			Application after = before.with(details, false);
			if (!after.equals(before)) {
				this.rows.update(after);
				if (!details.needsSecret()) {
					this.rows.updateSecret(before.id(), ApplicationSecrets.NONE);
				}
				this.events.publishEvent(new ApplicationChanged(clientId, after.name()));
				if (before.oidc() != null && after.oidc() == null) {
					this.events.publishEvent(new OidcAccessRemoved(clientId));
				}
			}
			return after;
		});
	}

	/**
	 * Delete an application, and all that it was given. It is locked out when this
	 * returns.
	 * @param clientId the application
	 * @throws UnknownApplicationException if there is no such application
	 * @throws DeclaredApplicationException if the configuration declares it
	 */
	public void delete(String clientId) {
		this.transaction.executeWithoutResult((status) -> {
			Application application = this.registry.lock().undeclared(clientId);
			this.rows.delete(application.id());
			this.events.publishEvent(new ApplicationDeleted(clientId));
		});
	}

	/**
	 * Give an application a new secret.
	 * @param clientId the application
	 * @param keepOldFor for how long the secret that it has stays good as well, up to 24
	 * hours; one from before that is no longer good
	 * @return the application with its new secret, which cannot be read again
	 * @throws UnknownApplicationException if there is no such application
	 * @throws DeclaredApplicationException if the configuration declares it
	 * @throws NoSecretException if it proves itself with none
	 * @throws InvalidApplicationException if the time is negative or too long
	 */
	public RegisteredApplication renewSecret(String clientId, Duration keepOldFor) {
		if (keepOldFor.isNegative() || keepOldFor.compareTo(LONGEST_OVERLAP) > 0) {
			throw new InvalidApplicationException("keep_old_for", "must be PT0S to PT24H");
		}
		String secret = ApplicationSecret.generate();
		return this.transaction.execute((status) -> {
			Application application = this.registry.lock().undeclared(clientId);
			if (!ApplicationDetails.of(application).needsSecret()) {
				throw new NoSecretException();
			}
			ApplicationSecrets before = this.rows.secretsOf(clientId)
				.map(KnownClient::secrets)
				.orElse(ApplicationSecrets.NONE);
			this.rows.updateSecret(application.id(),
					before.renewed(ApplicationSecret.hash(secret), keepOldFor, this.clock.instant()));
			this.events.publishEvent(new ApplicationSecretRenewed(clientId, keepOldFor));
			return new RegisteredApplication(application, secret);
		});
	}

	private ApplicationDetails checked(ApplicationDetails details) {
		ApplicationDetails canonical = details.canonical();
		if (canonical.proxy() != null && !this.publicUrl.isKnown()) {
			throw new PublicUrlRequiredException();
		}
		return canonical;
	}

	private void introducePermission(ApplicationDetails details) {
		if (details.permission() != null) {
			this.roles.introduce(details.permission());
		}
	}

}
