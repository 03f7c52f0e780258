package dev.latchkey.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.latchkey.datastore.StartStep;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.RoleChanges;
import dev.latchkey.startup.StartupException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the registry in line with the configuration at a start: applications that are
 * listed are created or updated, and those that were listed before and are not any more
 * are deleted, with all that they were given. An application that an administrator
 * registered under a client id that is listed now becomes the declared one, and keeps
 * what it was given. Of two nodes that start at once, the second finds done what the
 * first has done.
 */
class DeclaredApplicationsStart implements StartStep {

	private static final String ACTOR = "configuration";

	private final ApplicationDeclarations declarations;

	private final ApplicationRows rows;

	private final RegistryLock registry;

	private final RoleChanges roles;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DeclaredApplicationsStart(ApplicationDeclarations declarations, ApplicationRows rows, RegistryLock registry,
			RoleChanges roles, TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.declarations = declarations;
		this.rows = rows;
		this.registry = registry;
		this.roles = roles;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Bring the registry in line.
	 * @throws StartupException if an administrator's application has the name or a host
	 * of one that is listed
	 */
	@Override
	public void run() {
		this.transaction.executeWithoutResult((status) -> {
			this.roles.lock();
			ApplicationRegistry before = this.registry.lock();
			ApplicationRegistry others = deleteUnlisted(before);
			requireRoom(others);
			List<ApplicationDeclaration> changed = new ArrayList<>();
			for (ApplicationDeclaration entry : this.declarations.entries()) {
				introducePermission(entry);
				requireFree(entry, others);
				Optional<Application> known = before.find(entry.clientId());
				if (known.isEmpty() || !isInLine(known.get(), entry)) {
					changed.add(entry);
					known.ifPresent((application) -> this.rows.release(application.id()));
				}
			}
			changed.forEach((entry) -> store(entry, before.find(entry.clientId())));
		});
	}

	/**
	 * Delete what was declared and no longer is.
	 * @return what stays beside the entries
	 */
	private ApplicationRegistry deleteUnlisted(ApplicationRegistry before) {
		List<Application> unlisted = before.applications()
			.stream()
			.filter((application) -> !this.declarations.clientIds().contains(application.clientId()))
			.toList();
		unlisted.stream().filter(Application::declared).forEach((application) -> {
			this.rows.delete(application.id());
			this.events.publishEvent(new ApplicationDeleted(application.clientId()));
		});
		return new ApplicationRegistry(unlisted.stream().filter((application) -> !application.declared()).toList());
	}

	private void requireRoom(ApplicationRegistry others) {
		try {
			others.requireRoomForMore(this.declarations.entries().size());
		}
		catch (TooManyApplicationsException ex) {
			throw new StartupException(
					"latchkey.applications lists more applications than there may be beside the %s "
						.formatted(others.applications().size()) + "that administrators registered.",
					"List fewer, or delete some of those, and start again.");
		}
	}

	private void introducePermission(ApplicationDeclaration entry) {
		try {
			if (entry.details().permission() != null) {
				this.roles.introduce(entry.details().permission());
			}
		}
		catch (InvalidRoleException ex) {
			throw entry
				.refused("permission cannot be one more: the role ADMIN would hold more than a credential carries");
		}
	}

	private static void requireFree(ApplicationDeclaration entry, ApplicationRegistry others) {
		try {
			others.requireFree(entry.details());
		}
		catch (ApplicationNameTakenException ex) {
			throw entry.refused("name is that of an application that an administrator registered");
		}
		catch (HostTakenException ex) {
			throw entry.refused("proxy.hosts has a host of an application that an administrator registered");
		}
	}

	private boolean isInLine(Application known, ApplicationDeclaration entry) {
		return known.declared() && ApplicationDetails.of(known).equals(entry.details())
				&& this.rows.secretsOf(known.clientId())
					.map(KnownClient::secrets)
					.equals(Optional.of(ApplicationSecrets.only(entry.secretHash())));
	}

	private void store(ApplicationDeclaration entry, Optional<Application> known) {
		if (known.isPresent()) {
			this.rows.update(known.get().with(entry.details(), true));
			this.rows.updateSecret(known.get().id(), ApplicationSecrets.only(entry.secretHash()));
			this.events.publishEvent(new ApplicationChanged(entry.clientId(), entry.details().name()));
			if (known.get().oidc() != null && entry.details().oidc() == null) {
				this.events.publishEvent(new OidcAccessRemoved(entry.clientId()));
			}
		}
		else {
			this.rows.insert(NewApplication.make(entry.clientId(), entry.details(), true, this.clock.instant(), ACTOR),
					entry.secretHash());
			this.events.publishEvent(new ApplicationRegistered(entry.clientId(), entry.details().name()));
		}
	}

}
