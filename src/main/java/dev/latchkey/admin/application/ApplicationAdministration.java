package dev.latchkey.admin.application;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationChanges;
import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.Applications;
import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.datastore.Page;
import dev.latchkey.oauth.ApplicationEndings;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The applications, as an administrator may change them. What gives them access asks for
 * a recent proof; to delete one does not.
 */
class ApplicationAdministration {

	private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private final Applications applications;

	private final ApplicationChanges changes;

	private final AuthorizedChanges authorized;

	private final ApplicationDocuments documents;

	private final ApplicationEndings endings;

	ApplicationAdministration(Applications applications, ApplicationChanges changes, AuthorizedChanges authorized,
			ApplicationDocuments documents, ApplicationEndings endings) {
		this.applications = applications;
		this.changes = changes;
		this.authorized = authorized;
		this.documents = documents;
		this.endings = endings;
	}

	List<Application> all(ApplicationSearch search) {
		return search.among(this.applications.all());
	}

	/**
	 * Return a page of those that are asked for; the last one in place of one past the
	 * end.
	 */
	Page<Application> page(ApplicationSearch search, int page, int size) {
		List<Application> found = all(search);
		int last = Math.max(found.size() - 1, 0) / size;
		int shown = Math.min(page, last);
		return new Page<>(found.subList(shown * size, Math.min(found.size(), (shown + 1) * size)), shown, size,
				found.size());
	}

	/**
	 * Return whether there could be an application with a client id and is none.
	 */
	boolean isGone(String clientId) {
		return CLIENT_ID.matcher(clientId).matches()
				&& this.applications.all().stream().noneMatch((one) -> one.clientId().equals(clientId));
	}

	Application get(String clientId) {
		return this.applications.get(clientId);
	}

	RegisteredApplication register(ActingSession me, ObjectNode document) {
		ApplicationRequest request = this.documents.read(document);
		return register(me, request.clientId(), request.newDetails());
	}

	RegisteredApplication register(ActingSession me, @Nullable String clientId, ApplicationDetails details) {
		return this.authorized.grant(me.withRecentProof(),
				(held) -> this.changes.register(clientId, details, me.actor()));
	}

	ChangedApplication change(ActingSession me, String clientId, ObjectNode change) {
		return finish(this.authorized.grant(me.withRecentProof(), (held) -> {
			Application before = this.changes.lock(clientId);
			return new BeforeAndAfter(before, this.changes.change(clientId, this.documents.changed(before, change)));
		}));
	}

	/**
	 * Change an application to what a form says.
	 * @throws ChangedMeanwhileException if it is not what it was when the form was shown
	 */
	ChangedApplication change(ActingSession me, String clientId, ApplicationForm form) {
		return finish(this.authorized.grant(me.withRecentProof(), (held) -> {
			Application before = this.changes.lock(clientId);
			if (form.seen() != null && !form.seen().equals(seen(before))) {
				throw new ChangedMeanwhileException();
			}
			return new BeforeAndAfter(before, this.changes.change(clientId, form.details()));
		}));
	}

	/**
	 * Wait until all nodes know that nothing is good any more that it was given by OpenID
	 * Connect, if it speaks that no longer.
	 */
	private ChangedApplication finish(BeforeAndAfter change) {
		boolean ends = change.before().oidc() != null && change.after().oidc() == null;
		return new ChangedApplication(change.after(), !ends || this.endings.await().complete());
	}

	/**
	 * Return a digest of an application, by which a form knows what it changes.
	 */
	static String seen(Application application) {
		return Sha256.base64Url(application.toString());
	}

	/**
	 * Delete an application, and wait until all nodes know that nothing is good any more
	 * that it was given.
	 * @return whether every live node has confirmed it
	 */
	boolean delete(ActingSession me, String clientId) {
		this.authorized.make(me, (held) -> {
			this.changes.delete(clientId);
			return clientId;
		});
		return this.endings.await().complete();
	}

	RegisteredApplication renewSecret(ActingSession me, String clientId, Duration keepOldFor) {
		return this.authorized.make(me.withRecentProof(), (held) -> this.changes.renewSecret(clientId, keepOldFor));
	}

	private record BeforeAndAfter(Application before, Application after) {
	}

}
