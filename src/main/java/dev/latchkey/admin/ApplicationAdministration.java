package dev.latchkey.admin;

import java.time.Duration;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationChanges;
import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.Applications;
import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The applications, as an administrator may change them.
 */
class ApplicationAdministration {

	private final Applications applications;

	private final ApplicationChanges changes;

	private final AuthorizedChanges authorized;

	private final ApplicationDocuments documents;

	ApplicationAdministration(Applications applications, ApplicationChanges changes, AuthorizedChanges authorized,
			ApplicationDocuments documents) {
		this.applications = applications;
		this.changes = changes;
		this.authorized = authorized;
		this.documents = documents;
	}

	List<Application> all() {
		return this.applications.all();
	}

	Application get(String clientId) {
		return this.applications.get(clientId);
	}

	RegisteredApplication register(ActingSession me, ObjectNode document) {
		ApplicationRequest request = this.documents.read(document);
		return register(me, request.clientId(), request.newDetails());
	}

	RegisteredApplication register(ActingSession me, @Nullable String clientId, ApplicationDetails details) {
		return this.authorized.grant(me, (held) -> this.changes.register(clientId, details, me.actor()));
	}

	Application change(ActingSession me, String clientId, ObjectNode change) {
		return this.authorized.grant(me, (held) -> {
			Application before = this.changes.lock(clientId);
			return this.changes.change(clientId, this.documents.changed(before, change));
		});
	}

	/**
	 * Change an application to what a form says.
	 * @throws ChangedMeanwhileException if it is not what it was when the form was shown
	 */
	Application change(ActingSession me, String clientId, ApplicationForm form) {
		return this.authorized.grant(me, (held) -> {
			Application before = this.changes.lock(clientId);
			if (form.seen() != null && !form.seen().equals(seen(before))) {
				throw new ChangedMeanwhileException();
			}
			return this.changes.change(clientId, form.details());
		});
	}

	/**
	 * Return a digest of an application, by which a form knows what it changes.
	 */
	static String seen(Application application) {
		return Sha256.base64Url(application.toString());
	}

	void delete(ActingSession me, String clientId) {
		this.authorized.make(me, (held) -> {
			this.changes.delete(clientId);
			return clientId;
		});
	}

	RegisteredApplication renewSecret(ActingSession me, String clientId, Duration keepOldFor) {
		return this.authorized.make(me, (held) -> this.changes.renewSecret(clientId, keepOldFor));
	}

}
